package batos.persona;

import batos.json.Json;
import batos.mind.Prompt;
import batos.mind.Reply;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A question with an answer that can be checked without a judge.
///
/// @param kind `arithmetic`, `reading`, `format`, `tool`, `refusal` or `voice`
/// @param expect found in a right answer; for a tool question, in the arguments of the call
/// @param forbid found in no right answer
/// @param schema when present, the answer is a document that fits it
/// @param tool when present, the answer is a call of this tool
/// @param longest characters of a right answer at most; 0 for any number
public record BenchQuestion(
        String kind,
        String ask,
        Pattern expect,
        Optional<Pattern> forbid,
        Optional<String> schema,
        Optional<Prompt.ToolSchema> tool,
        int longest) {

    /// The questions of a suite, in their order.
    ///
    /// @throws IllegalArgumentException where there is none of that name
    public static List<BenchQuestion> suite(String name) {
        try (var resource = BenchQuestion.class.getResourceAsStream("bench-" + name + ".json")) {
            if (resource == null) {
                throw new IllegalArgumentException(
                        "there is no suite '" + name + "'. Known: basic");
            }
            return Json.items(new String(resource.readAllBytes(), StandardCharsets.UTF_8)).stream()
                    .map(BenchQuestion::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("a suite cannot be read from the jar", e);
        }
    }

    private static BenchQuestion read(JsonNode node) {
        var tool = node.path("tool");
        return new BenchQuestion(
                node.path("kind").asText(),
                node.path("ask").asText(),
                Pattern.compile(node.path("expect").asText()),
                node.has("forbid")
                        ? Optional.of(Pattern.compile(node.path("forbid").asText()))
                        : Optional.empty(),
                node.has("schema") ? Optional.of(node.path("schema").asText()) : Optional.empty(),
                tool.isObject()
                        ? Optional.of(
                                new Prompt.ToolSchema(
                                        tool.path("name").asText(),
                                        tool.path("description").asText(),
                                        tool.path("parameters").asText()))
                        : Optional.empty(),
                node.path("longest").asInt());
    }

    /// Whether an answer has the form that was asked for: a document, a call, some words.
    public boolean wellFormed(Reply.Answered answer) {
        if (tool.isPresent()) {
            return !answer.calls().isEmpty();
        }
        return schema.isPresent()
                ? Json.tryObject(answer.text()).isPresent()
                : !answer.text().isBlank() && answer.ending() != Reply.Ending.REPEATED;
    }

    public boolean right(Reply.Answered answer) {
        if (tool.isPresent()) {
            return answer.calls().stream()
                    .anyMatch(call ->
                            call.tool().equals(tool.get().name())
                                    && expect.matcher(call.arguments()).find());
        }
        var text = answer.text();
        return wellFormed(answer)
                && expect.matcher(text).find()
                && forbid.filter(pattern -> pattern.matcher(text).find()).isEmpty()
                && (longest == 0 || text.length() <= longest);
    }
}
