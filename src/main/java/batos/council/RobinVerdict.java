package batos.council;

import batos.mind.Message;
import batos.mind.PersonaId;
import batos.mind.Purpose;
import batos.mind.Reply;
import batos.persona.Lease;
import batos.persona.StructuredRequest;
import batos.persona.StructuredRequest.Reading;
import batos.persona.StructuredRequest.Result;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Asks ROBIN for her antithesis and her score as one document, and reads what a small model gives
/// in its place.
final class RobinVerdict {
    /// The number of times to ask her.
    private static final int TRIES = 2;

    /// The score where her model gives none.
    static final double MIDDLE = 0.5;

    /// The score where she has the same to say: that of `fine`.
    static final double AGREED = 0.1;

    private static final Pattern SCORE = Pattern.compile("\\b(?:0\\.\\d+|1\\.0+)\\b");

    private final Lease lease;
    private final Consumer<TurnSignal> listener;

    RobinVerdict(Lease lease, Consumer<TurnSignal> listener) {
        this.lease = lease;
        this.listener = listener;
    }

    /// @param score 0 to 1
    record Verdict(String text, String why, double score) {}

    /// ROBIN's verdict is one JSON document; batos quotes a reply that is none back to her once,
    /// then takes her words as they are, with the middle of the scale for a score.
    PhaseSteps.Taken of(List<Message> question, Function<Verdict, TurnEvent> happened) {
        listener.accept(new TurnSignal.Began("ROBIN", "antithesis"));
        var result =
                StructuredRequest.of(PersonaId.ROBIN, Purpose.ANTITHESIS, question, Prompts.VERDICT)
                        .trying(TRIES)
                        .askingAgain(faults ->
                                "That was not the JSON document asked for: "
                                        + String.join("; ", faults)
                                        + ". Reply with that document and nothing else.")
                        .<Verdict>ask(lease, this::read);
        return switch (result) {
            case Result.Parsed<Verdict>(var said, _, _) ->
                    new PhaseSteps.Happened(happened.apply(said));
            case Result.Refused<Verdict>(var why) ->
                    new PhaseSteps.Stuck("ROBIN", why, false, Reply.Fault.OTHER);
            case Result.Failed<Verdict>(var why, var retry, var fault) ->
                    new PhaseSteps.Stuck("ROBIN", why, retry, fault);
            case Result.Malformed<Verdict>(var faults, _) ->
                    new PhaseSteps.Stuck(
                            "ROBIN",
                            "her verdict was not the JSON document asked for: "
                                    + faults.getLast()
                                    + ". Next: ask again, or /models use ROBIN TAG with a model"
                                    + " that keeps to a schema",
                            true,
                            Reply.Fault.GARBLED);
            case Result.Interrupted<Verdict>() -> new PhaseSteps.Stopped();
        };
    }

    /// @param attempt from the second on a score out of its range is taken for the nearest in it,
    ///   and prose is taken as her words
    private Reading<Verdict> read(String text, int attempt) {
        var verdict = ReplyDocument.in(text);
        var score = verdict.map(RobinVerdict::score).orElse(Double.NaN);
        var words = verdict.map(json -> json.path("antithesis").asText("")).orElse("");
        if (words.isBlank() || Double.isNaN(score)) {
            return attempt < TRIES || text.isBlank() || (words.isBlank() && verdict.isPresent())
                    ? new Reading.Misfit<>(
                            "it needs a text 'antithesis' and a number 'dissonance' from 0 to 1")
                    : new Reading.Fits<>(prose(words.isBlank() ? text : words, text));
        }
        if (attempt == 1 && (score < 0 || score > 1)) {
            return new Reading.Misfit<>(
                    "'dissonance' is " + score + "; it is a number from 0 to 1");
        }
        var why = verdict.map(json -> json.path("why").asText("")).orElse("");
        return new Reading.Fits<>(new Verdict(words, why, Math.clamp(score, 0, 1)));
    }

    private static double score(JsonNode verdict) {
        return Prompts.score(verdict.path("verdict").asText(""))
                .orElseGet(() -> number(verdict.path("dissonance")));
    }

    /// A model that cannot keep to a schema still gets through a turn; the Architect sees which.
    /// Its score is a number or a word of the scale in its text, else the middle.
    private Verdict prose(String words, String text) {
        var number = SCORE.matcher(text);
        var score =
                number.find() ? Optional.of(Double.valueOf(number.group())) : Prompts.scoreIn(text);
        listener.accept(
                new TurnSignal.Worked(
                        "council",
                        "ROBIN's model answers in prose where a document is asked for. Next:"
                                + " /models use ROBIN TAG with one that keeps to a schema"));
        return new Verdict(
                words.strip(),
                score.isPresent()
                        ? "taken from her words; her model gives no document"
                        : "no score was given; the middle is taken. Her model gives no document",
                score.orElse(MIDDLE));
    }

    /// A number, also one that was written as a text; NaN for anything else.
    private static double number(JsonNode node) {
        return node.isNumber() ? node.asDouble() : node.asDouble(Double.NaN);
    }

    /// One word of the scale as a number.
    static Reading<Double> scale(String text, int attempt) {
        return Prompts.scoreIn(text.replace("verdict", ""))
                .<Reading<Double>>map(Reading.Fits::new)
                .orElseGet(() -> new Reading.Misfit<>("it is no word of the scale"));
    }
}
