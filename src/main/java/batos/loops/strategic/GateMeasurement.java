package batos.loops.strategic;

import batos.json.Json;
import batos.mind.Message;
import batos.mind.Pin;
import batos.mind.Prompt;
import batos.mind.Reply;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Asks the base and the candidate the same questions. Both get the instruction of the persona, a
/// temperature of 0 and equal limits. It asks one model after the other, so that a server with room
/// for one loads each of them once.
final class GateMeasurement {
    private static final int PROBES = 3;

    private static final Prompt.ToolSchema TOOL =
            new Prompt.ToolSchema(
                    "count_letters",
                    "Counts how often a letter occurs in a text.",
                    "{\"type\":\"object\",\"properties\":{\"text\":{\"type\":\"string\"},\"letter\":{\"type\":\"string\"}},\"required\":[\"text\",\"letter\"]}");

    private static final String DOCUMENT =
            "{\"type\":\"object\",\"properties\":{\"dissonance\":{\"type\":\"number\",\"minimum\":0,\"maximum\":1},\"why\":{\"type\":\"string\"}},\"required\":[\"dissonance\",\"why\"],\"additionalProperties\":false}";

    private final Asking asking;
    private final String persona;
    private final int tokens;
    private final Consumer<String> progress;

    GateMeasurement(Asking asking, String persona, int tokens, Consumer<String> progress) {
        this.asking = asking;
        this.persona = persona;
        this.tokens = tokens;
        this.progress = progress;
    }

    /// All that one model said.
    record Said(Map<String, String> answers, boolean tool, boolean document) {}

    /// @throws InterruptedException when the thread was interrupted
    Said of(Pin pin, List<String> questions) throws InterruptedException {
        var measured = measured(pin);
        var answers = new HashMap<String, String>();
        for (var question : questions) {
            progress.accept(
                    "%s answers %d of %d"
                            .formatted(pin.tag(), answers.size() + 1, questions.size()));
            answers.put(question, text(persona, measured, question));
        }
        progress.accept(pin.tag() + " is asked for a tool call and a document");
        return new Said(answers, calls(measured), documents(measured));
    }

    /// The answers of each of the others to the same questions, one persona after the other: a
    /// server reads an instruction once and then only what follows it.
    ///
    /// @param others the pin of each other persona
    Map<String, List<String>> others(Map<String, Pin> others, List<String> questions)
            throws InterruptedException {
        var said = new HashMap<String, List<String>>();
        for (var other : others.entrySet()) {
            for (var question : probes(questions)) {
                progress.accept(other.getKey() + " answers the same");
                said.computeIfAbsent(question, _ -> new ArrayList<>())
                        .add(text(other.getKey(), measured(other.getValue()), question));
            }
        }
        return said;
    }

    private static List<String> probes(List<String> questions) {
        return questions.subList(0, Math.min(PROBES, questions.size()));
    }

    static double distinctness(Map<String, String> own, Map<String, List<String>> others) {
        var distances = new ArrayList<Double>();
        others.forEach((question, answers) ->
                answers.forEach(answer ->
                        distances.add(
                                1 - TextLikeness.of(own.getOrDefault(question, ""), answer))));
        return distances.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    private Pin measured(Pin pin) {
        return new Pin(
                pin.tag(),
                pin.digest(),
                pin.context(),
                new Pin.Sampling(0, 1, pin.sampling().seed(), tokens),
                pin.template());
    }

    private String text(String who, Pin pin, String question) throws InterruptedException {
        return switch (ask(who, pin, question, List.of(), Optional.empty())) {
            case Reply.Answered answered -> answered.text();
            case Reply.Refused(var why) -> "(refused: " + why + ")";
            case Reply.Failed failed -> "(no answer: " + failed.why() + ")";
            case Reply.Interrupted() -> throw new InterruptedException();
        };
    }

    private Reply ask(
            String who,
            Pin pin,
            String question,
            List<Prompt.ToolSchema> tools,
            Optional<String> schema) {
        return asking.ask(who, pin, List.of(new Message.Question(question)), tools, schema);
    }

    private boolean calls(Pin pin) throws InterruptedException {
        var reply =
                ask(
                        persona,
                        pin,
                        "Use the tool to count the letter e in 'nevertheless'.",
                        List.of(TOOL),
                        Optional.empty());
        stopped(reply);
        return reply instanceof Reply.Answered answered
                && answered.calls().stream()
                        .anyMatch(call ->
                                call.tool().equals(TOOL.name())
                                        && parses(call.arguments(), "text", "letter"));
    }

    private boolean documents(Pin pin) throws InterruptedException {
        var reply =
                ask(
                        persona,
                        pin,
                        "Score the dissonance of the sentence 'All is well, and nothing works.'"
                                + " with one short reason.",
                        List.of(),
                        Optional.of(DOCUMENT));
        stopped(reply);
        return reply instanceof Reply.Answered answered
                && parses(answered.text(), "dissonance", "why");
    }

    private static void stopped(Reply reply) throws InterruptedException {
        if (reply instanceof Reply.Interrupted) {
            throw new InterruptedException();
        }
    }

    private static boolean parses(String text, String... fields) {
        try {
            var node = Json.readForeign(text);
            for (var field : fields) {
                if (node == null || !node.has(field)) {
                    return false;
                }
            }
            return true;
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
