package batos.council.claims;

import batos.json.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;

/// One line of a file of claims: a text, the receipts beside it, and what a reader of both would
/// say.
public record ClaimLine(
        int number, String text, List<TurnReceipt> receipts, ClaimVerdict expected) {
    public ClaimLine {
        receipts = List.copyOf(receipts);
    }

    /// @param number of the line in its file, from 1; it stands in the error
    /// @throws IllegalArgumentException when the line is no JSON object of this shape
    public static ClaimLine read(String line, int number) {
        try {
            var json = Json.readForeign(line);
            var receipts = new ArrayList<TurnReceipt>();
            for (var receipt : json.path("receipts")) {
                receipts.add(receipt(receipt, number));
            }
            if (!json.path("text").isTextual()) {
                throw new IllegalArgumentException("line " + number + ": 'text' is missing");
            }
            return new ClaimLine(
                    number,
                    json.path("text").asText(),
                    receipts,
                    expected(json.path("expected").asText(), number));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "line " + number + ": no JSON: " + Json.objection(e), e);
        }
    }

    private static ClaimVerdict expected(String word, int number) {
        for (var verdict : ClaimVerdict.values()) {
            if (verdict.word().equals(word)) {
                return verdict;
            }
        }
        throw new IllegalArgumentException(
                "line "
                        + number
                        + ": 'expected' is '"
                        + word
                        + "'; it is verified, unverified, contradicted or no-claim");
    }

    private static TurnReceipt receipt(JsonNode json, int number) {
        return switch (json.path("kind").asText()) {
            case "tool" ->
                    new TurnReceipt.Tool(
                            json.path("tool").asText(),
                            json.path("version").asInt(0),
                            json.has("arguments")
                                    ? json.get("arguments")
                                    : MissingNode.getInstance(),
                            json.has("result") ? json.get("result") : MissingNode.getInstance(),
                            json.path("ok").asBoolean(true));
            case "forge" ->
                    new TurnReceipt.Forge(
                            json.path("tool").asText(),
                            json.path("version").asInt(0),
                            json.path("bound").asBoolean(true),
                            json.path("tests").asInt(0));
            case "recall" -> {
                var episodes = new ArrayList<Long>();
                json.path("episodes").forEach(episode -> episodes.add(episode.asLong()));
                yield new TurnReceipt.Recall(episodes);
            }
            case "commit" -> new TurnReceipt.Commit(json.path("objects").asInt(0));
            case "snapshot" -> new TurnReceipt.Snapshot(json.path("name").asText());
            case "codex" ->
                    new TurnReceipt.Codex(
                            json.path("act").asText(), json.path("number").asLong(-1));
            default ->
                    throw new IllegalArgumentException(
                            "line "
                                    + number
                                    + ": receipts are of the kinds tool, forge, recall, commit,"
                                    + " snapshot and codex, not '"
                                    + json.path("kind").asText()
                                    + "'");
        };
    }
}
