package batos.crucible;

import batos.json.Json;
import batos.tape.TapeFault;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Results of the crucible as JSON, for the tape: an array that begins with the result's kind.
final class VerdictText {
    private VerdictText() {}

    static JsonNode parse(String text) {
        try {
            return Json.read(text);
        } catch (JsonProcessingException e) {
            throw new TapeFault("the tape holds a result that cannot be read: " + text, e);
        }
    }

    static ArrayNode write(Verdict verdict) {
        var node = Json.array();
        return switch (verdict) {
            case Verdict.Survived(var result, var printed, var took) ->
                    node.add("survived").add(result).add(printed).add(took.toNanos());
            case Verdict.Failed(var error, var traceback, var printed) ->
                    node.add("failed").add(error).add(traceback).add(printed);
            case Verdict.Killed(var limit, var detail) ->
                    node.add("killed").add(limit.name()).add(detail);
            case Verdict.Violated(var detail) -> node.add("violated").add(detail);
            case Verdict.Interrupted() -> node.add("interrupted");
            case Verdict.Unavailable(var why, var next) ->
                    node.add("unavailable").add(why).add(next);
        };
    }

    static Verdict read(JsonNode node) {
        return switch (node.path(0).asText()) {
            case "survived" ->
                    new Verdict.Survived(
                            text(node, 1), text(node, 2), Duration.ofNanos(node.path(3).asLong()));
            case "failed" -> new Verdict.Failed(text(node, 1), text(node, 2), text(node, 3));
            case "killed" ->
                    new Verdict.Killed(Verdict.Limit.valueOf(text(node, 1)), text(node, 2));
            case "violated" -> new Verdict.Violated(text(node, 1));
            case "interrupted" -> {
                Thread.currentThread().interrupt();
                yield new Verdict.Interrupted();
            }
            case "unavailable" -> new Verdict.Unavailable(text(node, 1), text(node, 2));
            default -> throw new TapeFault("the tape holds no verdict here: " + node);
        };
    }

    static ArrayNode writeAll(List<Verdict> verdicts) {
        var all = Json.array();
        verdicts.forEach(verdict -> all.add(write(verdict)));
        return all;
    }

    static List<Verdict> readAll(JsonNode nodes) {
        var all = new ArrayList<Verdict>();
        nodes.forEach(node -> all.add(read(node)));
        return all;
    }

    static ArrayNode writeHearing(CaseResult hearing) {
        var node = Json.array();
        switch (hearing) {
            case CaseResult.Held(var calls, var assertions) -> {
                var held = node.add("held").add(assertions).addArray();
                calls.forEach(call ->
                        held.addArray()
                                .add(call.function())
                                .add(call.arguments())
                                .add(call.result()));
            }
            case CaseResult.Fell(var why, var traceback, var raised) -> {
                node.add("fell").add(why).add(traceback);
                if (raised) {
                    node.add(true);
                }
            }
            case CaseResult.Broke(var verdict) -> node.add("broke").add(write(verdict));
        }
        return node;
    }

    static CaseResult readHearing(JsonNode node) {
        return switch (node.path(0).asText()) {
            case "held" ->
                    new CaseResult.Held(
                            node.path(2)
                                    .valueStream()
                                    .map(call ->
                                            new CaseResult.Call(
                                                    text(call, 0), text(call, 1), text(call, 2)))
                                    .toList(),
                            node.path(1).asInt());
            case "fell" ->
                    new CaseResult.Fell(
                            text(node, 1),
                            text(node, 2),
                            // tapes of 4.0 say it in their words alone
                            node.path(3).asBoolean(text(node, 1).startsWith("the source raised ")));
            case "broke" -> new CaseResult.Broke(read(node.path(1)));
            default -> throw new TapeFault("the tape holds no hearing here: " + node);
        };
    }

    private static String text(JsonNode node, int at) {
        return node.path(at).asText();
    }
}
