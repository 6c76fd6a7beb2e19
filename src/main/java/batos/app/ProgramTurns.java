package batos.app;

import batos.council.Outcome;
import batos.council.TurnAccount;
import batos.council.TurnEvent;
import batos.council.TurnSignal;
import batos.image.Author;
import batos.image.Cause;
import batos.loops.Conversation;
import batos.text.Ellipsis;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;

/// Turns that programs ask for: each waits for its place among the lines of all faces, and is a
/// deed like any other, so that one undo takes it back.
public final class ProgramTurns {
    private static final int LINE = 120;

    private final Services house;
    private final DeedQueue deeds;
    private final Author author;

    /// @param face the protocol, for example `openai`
    public ProgramTurns(Services house, DeedQueue deeds, String face) {
        this.house = house;
        this.deeds = deeds;
        this.author = new Author.Architect(face);
    }

    /// A program's request for a turn.
    ///
    /// @param keep whether the turn is kept in the image; one over the past never is
    /// @param past the commit whose state answers; empty for the present
    /// @param tape the request as a recorded session notes it, for a replay to ask it again
    public record Request(
            Conversation.ProgramQuestion question, boolean keep, OptionalLong past, String tape) {}

    /// The outcome of a turn.
    ///
    /// @param account how the answer came about; empty where there is none
    /// @param cause of the turn's changes: whoever keeps something with them takes the same
    public record Answer(Outcome outcome, Optional<TurnAccount> account, Cause cause) {
        /// The speaker's own words, without the marks that the image keeps in them; empty where
        /// nobody concluded.
        public String words() {
            return outcome instanceof Outcome.Answered answered
                    ? answered.turn().events().reversed().stream()
                            .filter(TurnEvent.Concluded.class::isInstance)
                            .map(event -> ((TurnEvent.Concluded) event).synthesis())
                            .findFirst()
                            .orElse("")
                    : "";
        }
    }

    /// Holds the turn on the calling thread. An interrupt of it ends the turn, and the image is as
    /// it was before.
    ///
    /// @param output answers requests for permission in place of the person at the program
    /// @param begins runs when the turn's place has come, before the first word
    /// @param ends makes of the answer what the program gets, while the turn still has its place
    /// @throws CommandFailure when it cannot begin: the thread was interrupted while it waited, the
    ///   owner waits for a person, there is no mind
    public <T> T ask(
            Request request,
            DeedOutput output,
            Runnable begins,
            Consumer<TurnSignal> listener,
            Function<Answer, T> ends) {
        if (deeds.isAttended()) {
            throw new CommandFailure(
                    ExitCode.NO_IMAGE,
                    "the process that owns the image waits for its editor, or for an answer at its"
                            + " prompt. Next: end that, then the same again");
        }
        var line = line(request.question());
        return deeds.run(
                line,
                () -> output,
                () -> {
                    begins.run();
                    try {
                        return ends.apply(answer(request, line, listener));
                    } finally {
                        ProgramReplay.mark(house, request.tape());
                    }
                });
    }

    private Answer answer(Request request, String line, Consumer<TurnSignal> listener) {
        if (request.keep() && request.past().isEmpty()) {
            return asked(
                    house.conversation(),
                    request,
                    line,
                    house.image().now().number(),
                    TurnPulses.beside(house.pulses(), listener));
        }
        var state =
                request.past().isPresent()
                        ? house.image().at(request.past().getAsLong())
                        : house.image().now();
        var scratch = house.scratch(state);
        return asked(scratch.conversation(), request, line, state.number(), listener);
    }

    private Answer asked(
            Conversation conversation,
            Request request,
            String line,
            long deed,
            Consumer<TurnSignal> listener) {
        var cause = new Cause(author, line, deed);
        var outcome = conversation.ask(request.question(), cause, listener);
        return new Answer(
                outcome,
                outcome instanceof Outcome.Answered answered
                        ? conversation.council().account(answered.episode())
                        : Optional.empty(),
                cause);
    }

    /// As it would be typed at a prompt, on one line, cut where it is long.
    private static String line(Conversation.ProgramQuestion question) {
        var to = question.persona().map(name -> name.toLowerCase(Locale.ROOT)).orElse("");
        var line = "@" + to + " " + question.text().strip().replaceAll("\\s+", " ");
        return Ellipsis.of(line, LINE);
    }
}
