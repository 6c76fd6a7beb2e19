package batos.loops.tactical;

import batos.mind.Message;
import batos.mind.Reply;
import batos.persona.Voice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Has the method written that an object was sent a message for and does not have. What comes is
/// read before it is answered, and not run: whoever asked sees it, and undo takes it back.
public final class MethodForge {
    private static final String AUTHOR = "BRICK";

    /// A message that was not understood.
    ///
    /// @param owner the class of the receiver
    /// @param receiver its printString
    /// @param arguments their printStrings
    /// @param code the class as it is; empty for one of the system
    /// @param sender the method that sent it
    public record Missed(
            String owner,
            String selector,
            String receiver,
            List<String> arguments,
            String code,
            String sender) {
        public Missed {
            arguments = List.copyOf(arguments);
        }
    }

    public sealed interface Outcome {}

    /// @param source the method, from its pattern to its last bracket
    public record Written(String source, int attempts) implements Outcome {}

    /// @param reasons what stood in the way, the latest last
    public record GaveUp(List<String> reasons) implements Outcome {
        public GaveUp {
            reasons = List.copyOf(reasons);
        }
    }

    public record Interrupted() implements Outcome {}

    /// Reads a text as the method that is missing.
    @FunctionalInterface
    public interface Reader {
        /// Why it is none.
        Optional<String> misfit(String source);
    }

    private final Voice voice;
    private final int attempts;

    public MethodForge(Voice voice, int attempts) {
        this.voice = voice;
        this.attempts = attempts;
    }

    /// Blocking; an interrupt ends it.
    public Outcome forge(Missed missed, Reader reader, ForgeProgress heard) {
        var reasons = new ArrayList<String>();
        var conversation = new ArrayList<Message>();
        conversation.add(new Message.Asked(ForgePrompts.method(missed)));
        for (var attempt = 1; attempt <= attempts; attempt++) {
            heard.heard(
                    "%s writes %s>>%s (attempt %d of %d)"
                            .formatted(
                                    AUTHOR, missed.owner(), missed.selector(), attempt, attempts));
            var reply =
                    voice.speak(
                            AUTHOR,
                            "forge.method",
                            conversation,
                            List.of(),
                            Optional.of(ForgeReplies.METHOD_SCHEMA),
                            _ -> {});
            switch (reply) {
                case Reply.Interrupted _ -> {
                    return new Interrupted();
                }
                case Reply.Refused(String why) -> {
                    reasons.add(AUTHOR + " declined: " + why);
                    return new GaveUp(reasons);
                }
                case Reply.Failed(boolean retry, String why, _) -> {
                    reasons.add(why);
                    if (!retry) {
                        return new GaveUp(reasons);
                    }
                }
                case Reply.Answered(String text, _, _) -> {
                    var wrong = read(text, reader);
                    if (wrong instanceof Read.Fits(var source)) {
                        return new Written(source, attempt);
                    }
                    var why = ((Read.Misfit) wrong).why();
                    reasons.add(why);
                    heard.heard("it did not survive: " + why);
                    conversation.add(new Message.Said(text, List.of()));
                    conversation.add(new Message.Asked(ForgePrompts.again(List.of(why))));
                }
            }
        }
        return new GaveUp(reasons);
    }

    private sealed interface Read {
        record Fits(String source) implements Read {}

        record Misfit(String why) implements Read {}
    }

    private static Read read(String text, Reader reader) {
        try {
            var source = ForgeReplies.method(text);
            return reader.misfit(source)
                    .<Read>map(Read.Misfit::new)
                    .orElseGet(() -> new Read.Fits(source));
        } catch (ForgeReplies.Unusable e) {
            return new Read.Misfit(String.valueOf(e.getMessage()));
        }
    }
}
