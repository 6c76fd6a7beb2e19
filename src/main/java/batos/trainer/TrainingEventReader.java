package batos.trainer;

import batos.json.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Events as the lines of `progress.jsonl`.
final class TrainingEventReader {

    private TrainingEventReader() {}

    /// Empty for a line that is no event: what a killed process left half written, or an event of a
    /// later version.
    static Optional<TrainingEvent> read(String line) {
        JsonNode node;
        try {
            node = Json.readForeign(line);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                switch (node.path("event").asText()) {
                    case "started" -> new TrainingEvent.Started();
                    case "began" ->
                            new TrainingEvent.Began(
                                    node.path("parameters").asLong(),
                                    texts(node.path("environment")));
                    case "note" -> new TrainingEvent.Note(node.path("text").asText());
                    case "losses" ->
                            new TrainingEvent.Losses(
                                    node.path("when").asText().equals("after"),
                                    numbers(node.path("losses")));
                    case "step" ->
                            new TrainingEvent.Step(
                                    node.path("step").asInt(),
                                    node.path("steps").asInt(),
                                    node.path("loss").asDouble(),
                                    node.path("remaining").asDouble());
                    case "checkpoint" -> new TrainingEvent.Checkpoint(node.path("step").asInt());
                    case "resumed" -> new TrainingEvent.Resumed(node.path("step").asInt());
                    case "merged" ->
                            new TrainingEvent.Merged(
                                    node.path("file").asText(),
                                    node.path("bytes").asLong(),
                                    node.path("sha256").asText());
                    case "failed" ->
                            new TrainingEvent.Failed(
                                    node.path("kind").asText(), node.path("why").asText());
                    case "done" ->
                            new TrainingEvent.Done(
                                    node.path("seconds").asDouble(),
                                    node.path("peak_mb").asDouble());
                    default -> null;
                });
    }

    static String write(TrainingEvent event) {
        var node = Json.object();
        switch (event) {
            case TrainingEvent.Started() -> named(node, "started");
            case TrainingEvent.Began(var parameters, var environment) ->
                    named(node, "began")
                            .put("parameters", parameters)
                            .set("environment", Json.tree(new TreeMap<>(environment)));
            case TrainingEvent.Note(var text) -> named(node, "note").put("text", text);
            case TrainingEvent.Losses(var after, var losses) ->
                    named(node, "losses")
                            .put("when", after ? "after" : "before")
                            .set("losses", Json.tree(losses));
            case TrainingEvent.Step(var step, var steps, var loss, var remaining) ->
                    named(node, "step")
                            .put("step", step)
                            .put("steps", steps)
                            .put("loss", loss)
                            .put("remaining", remaining);
            case TrainingEvent.Checkpoint(var step) -> named(node, "checkpoint").put("step", step);
            case TrainingEvent.Resumed(var step) -> named(node, "resumed").put("step", step);
            case TrainingEvent.Merged(var file, var bytes, var sha256) ->
                    named(node, "merged")
                            .put("file", file)
                            .put("bytes", bytes)
                            .put("sha256", sha256);
            case TrainingEvent.Failed(var kind, var why) ->
                    named(node, "failed").put("kind", kind).put("why", why);
            case TrainingEvent.Done(var seconds, var peakMb) ->
                    named(node, "done").put("seconds", seconds).put("peak_mb", peakMb);
        }
        return node.toString();
    }

    private static ObjectNode named(ObjectNode node, String event) {
        return node.put("event", event);
    }

    private static Map<String, String> texts(JsonNode node) {
        var texts = new TreeMap<String, String>();
        node.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    private static Map<String, Double> numbers(JsonNode node) {
        var numbers = new TreeMap<String, Double>();
        node.properties()
                .forEach(entry -> numbers.put(entry.getKey(), entry.getValue().asDouble()));
        return numbers;
    }
}
