package batos.persona;

import batos.mind.Message;
import batos.mind.PersonaId;
import batos.mind.Purpose;
import batos.mind.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;

/// Asks a persona for one JSON document. A reply that cannot be used is quoted back with its
/// faults, and the persona is asked again, up to a number of tries. Immutable; each method that
/// changes something gives a new request.
///
/// @param schema the JSON schema of the document
/// @param tries how often the persona is asked in all, at least once
/// @param again the message that quotes the faults of a reply and asks for another
/// @param patient whether a call that failed, and may not fail again, uses up a try instead of
///   ending the request
/// @param before gets the number of each try, from 1, before the persona is asked
/// @param heard gets the text of the replies as it streams in
public record StructuredRequest(
        PersonaId persona,
        Purpose purpose,
        List<Message> conversation,
        String schema,
        int tries,
        Function<List<String>, String> again,
        boolean patient,
        IntConsumer before,
        Consumer<String> heard) {
    private static final int TRIES = 2;

    public StructuredRequest {
        conversation = List.copyOf(conversation);
    }

    /// Two tries, impatient, unheard.
    public static StructuredRequest of(
            PersonaId persona, Purpose purpose, List<Message> conversation, String schema) {
        return new StructuredRequest(
                persona,
                purpose,
                conversation,
                schema,
                TRIES,
                StructuredRequest::quoted,
                false,
                attempt -> {},
                text -> {});
    }

    private static String quoted(List<String> faults) {
        return "That cannot be used: "
                + String.join("; ", faults)
                + ". Reply again with the JSON document that was asked for and nothing else.";
    }

    public StructuredRequest trying(int times) {
        return new StructuredRequest(
                persona, purpose, conversation, schema, times, again, patient, before, heard);
    }

    public StructuredRequest askingAgain(Function<List<String>, String> words) {
        return new StructuredRequest(
                persona, purpose, conversation, schema, tries, words, patient, before, heard);
    }

    public StructuredRequest patiently() {
        return new StructuredRequest(
                persona, purpose, conversation, schema, tries, again, true, before, heard);
    }

    public StructuredRequest before(IntConsumer attempt) {
        return new StructuredRequest(
                persona, purpose, conversation, schema, tries, again, patient, attempt, heard);
    }

    public StructuredRequest heardBy(Consumer<String> listener) {
        return new StructuredRequest(
                persona, purpose, conversation, schema, tries, again, patient, before, listener);
    }

    /// The outcome of a request.
    public sealed interface Result<T> {
        /// @param attempt which try it was, from 1
        record Parsed<T>(T value, String text, int attempt) implements Result<T> {}

        record Refused<T>(String why) implements Result<T> {}

        /// @param retry whether trying again later can help
        record Failed<T>(String why, boolean retry, Reply.Fault fault) implements Result<T> {}

        record Interrupted<T>() implements Result<T> {}

        /// No reply could be used.
        ///
        /// @param faults of all tries, the latest last
        record Malformed<T>(List<String> faults, int tries) implements Result<T> {
            public Malformed {
                faults = List.copyOf(faults);
            }
        }
    }

    /// A reader's verdict on one reply.
    public sealed interface Reading<T> {
        record Fits<T>(T value) implements Reading<T> {}

        /// @param faults the reply's faults, in words for its author; at least one
        record Misfit<T>(List<String> faults) implements Reading<T> {
            public Misfit {
                faults = List.copyOf(faults);
            }

            public Misfit(String fault) {
                this(List.of(fault));
            }
        }
    }

    @FunctionalInterface
    public interface Reader<T> {
        /// @param attempt which try it is, from 1
        Reading<T> read(String reply, int attempt);
    }

    /// Asks on the calling thread until a reply fits. An interrupt of the thread ends it.
    public <T> Result<T> ask(Voice voice, Reader<T> reader) {
        var thread = new ArrayList<>(conversation);
        var faults = new ArrayList<String>();
        for (int attempt = 1; attempt <= tries; attempt++) {
            if (Thread.currentThread().isInterrupted()) {
                return new Result.Interrupted<>();
            }
            before.accept(attempt);
            var reply =
                    voice.speak(persona, purpose, thread, List.of(), Optional.of(schema), heard);
            switch (reply) {
                case Reply.Answered answered -> {
                    switch (reader.read(answered.text(), attempt)) {
                        case Reading.Fits<T>(var value) -> {
                            return new Result.Parsed<>(value, answered.text(), attempt);
                        }
                        case Reading.Misfit<T>(var wrong) -> {
                            faults.addAll(wrong);
                            thread.add(new Message.Said(answered.text(), List.of()));
                            thread.add(new Message.Asked(again.apply(wrong)));
                        }
                    }
                }
                case Reply.Refused(var why) -> {
                    return new Result.Refused<>(why);
                }
                case Reply.Failed failed -> {
                    faults.add(failed.why());
                    if (!patient || !failed.retry() || attempt == tries) {
                        return new Result.Failed<>(failed.why(), failed.retry(), failed.fault());
                    }
                }
                case Reply.Interrupted() -> {
                    return new Result.Interrupted<>();
                }
            }
        }
        return new Result.Malformed<>(faults, tries);
    }
}
