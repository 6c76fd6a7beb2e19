package batos.loops.tactical;

import batos.mind.Message;
import batos.mind.PersonaId;
import batos.mind.Purpose;
import batos.persona.StructuredRequest;
import batos.persona.StructuredRequest.Reading;
import batos.persona.StructuredRequest.Result;
import batos.persona.Voice;
import batos.toolbox.CapabilityGap.MissingMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Generates a missing method after `doesNotUnderstand:`. Reads the method before answering it, and
/// does not run it: whoever asked sees it, and undo takes it back.
public final class MethodForge {
    private static final PersonaId AUTHOR = PersonaId.BRICK;

    public sealed interface Outcome {}

    /// @param source the method, from its pattern to its last bracket
    public record Written(String source, int attempts) implements Outcome {}

    /// @param reasons the obstacles, the latest last
    public record GaveUp(List<String> reasons) implements Outcome {
        public GaveUp {
            reasons = List.copyOf(reasons);
        }
    }

    public record Interrupted() implements Outcome {}

    /// Reads a text as the method that is missing.
    @FunctionalInterface
    public interface Reader {
        /// The reason why the source is not the wanted method; empty where it is.
        Optional<String> misfit(String source);
    }

    private final Voice voice;
    private final int attempts;

    public MethodForge(Voice voice, int attempts) {
        this.voice = voice;
        this.attempts = attempts;
    }

    /// Blocking; an interrupt ends it.
    public Outcome forge(MissingMethod missed, Reader reader, ForgeProgress heard) {
        var reasons = new ArrayList<String>();
        var request =
                StructuredRequest.of(
                                AUTHOR,
                                Purpose.FORGE_METHOD,
                                List.of(new Message.Asked(ForgePrompts.method(missed))),
                                ForgeReplies.METHOD_SCHEMA)
                        .trying(attempts)
                        .patiently()
                        .askingAgain(ForgePrompts::again)
                        .before(attempt ->
                                heard.heard(
                                        "%s writes %s>>%s (attempt %d of %d)"
                                                .formatted(
                                                        AUTHOR,
                                                        missed.owner(),
                                                        missed.selector(),
                                                        attempt,
                                                        attempts)));
        return switch (request.<String>ask(
                voice,
                (text, _) -> {
                    var read = read(text, reader);
                    if (read instanceof Reading.Misfit<String>(var wrong)) {
                        reasons.addAll(wrong);
                        heard.heard("it did not survive: " + wrong.getFirst());
                    }
                    return read;
                })) {
            case Result.Parsed<String>(var source, _, int attempt) -> new Written(source, attempt);
            case Result.Refused<String>(var why) -> {
                reasons.add(AUTHOR + " declined: " + why);
                yield new GaveUp(reasons);
            }
            case Result.Failed<String>(var why, _, _) -> {
                reasons.add(why);
                yield new GaveUp(reasons);
            }
            case Result.Malformed<String> _ -> new GaveUp(reasons);
            case Result.Interrupted<String>() -> new Interrupted();
        };
    }

    private static Reading<String> read(String text, Reader reader) {
        var method = ForgeReplies.method(text);
        return method instanceof Reading.Fits<String>(var source)
                ? reader.misfit(source).<Reading<String>>map(Reading.Misfit::new).orElse(method)
                : method;
    }
}
