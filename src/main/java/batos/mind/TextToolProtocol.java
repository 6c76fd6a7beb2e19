package batos.mind;

import batos.json.Json;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Tools for models and servers that take none: the prompt describes them, and the model's text
/// calls them.
final class TextToolProtocol {
    /// The answers of Ollama, llama.cpp's server and vLLM when a model, or they themselves, take no
    /// tools.
    private static final List<String> NO_TOOLS =
            List.of(
                    "does not support tools",
                    "tools param requires --jinja",
                    "requires --enable-auto-tool-choice");

    private final Set<String> without = ConcurrentHashMap.newKeySet();

    /// Calls with the tools as they are; where that is refused, then and ever after in words.
    Reply call(Prompt prompt, Function<Prompt, Reply> call) {
        if (prompt.tools().isEmpty() && !speaksOfTools(prompt)) {
            return call.apply(prompt);
        }
        var tag = prompt.pin().tag();
        if (!without.contains(tag)) {
            var reply = call.apply(prompt);
            if (!(reply instanceof Reply.Failed failed)
                    || NO_TOOLS.stream().noneMatch(failed.why()::contains)) {
                return reply;
            }
            without.add(tag);
        }
        return switch (call.apply(told(prompt))) {
            case Reply.Answered(var text, var calls, var usage, var ending) -> {
                var written = TextToolCalls.in(text, prompt.tools());
                yield new Reply.Answered(written.text(), written.calls(), usage, ending);
            }
            case Reply.Refused refused -> refused;
            case Reply.Failed failed -> failed;
            case Reply.Interrupted interrupted -> interrupted;
        };
    }

    private static boolean speaksOfTools(Prompt prompt) {
        return prompt.messages().stream().anyMatch(Message.ToolGave.class::isInstance);
    }

    private static Prompt told(Prompt prompt) {
        var messages =
                prompt.messages().stream()
                        .map(message ->
                                message instanceof Message.Instruction(var text)
                                        ? new Message.Instruction(text + offer(prompt.tools()))
                                        : spoken(message))
                        .toList();
        return new Prompt(
                prompt.pin(),
                prompt.persona(),
                prompt.purpose(),
                messages,
                List.of(),
                prompt.schema());
    }

    private static Message spoken(Message message) {
        return switch (message) {
            case Message.Said(var text, var calls) -> {
                var said = new StringBuilder(text);
                calls.forEach(call -> said.append('\n').append(written(call)));
                yield new Message.Said(said.toString().strip(), List.of());
            }
            case Message.ToolGave(var id, var tool, var text) -> new Message.Asked(text);
            case Message.Instruction instruction -> instruction;
            case Message.Question question -> question;
            case Message.Asked asked -> asked;
        };
    }

    private static String written(Message.ToolCall call) {
        var arguments = Json.foreignObject(call.arguments()).orElseGet(Json::object);
        var node = Json.object().put("name", call.tool());
        node.set("arguments", arguments);
        return "<tool_call>" + node + "</tool_call>";
    }

    private static String offer(List<Prompt.ToolSchema> tools) {
        if (tools.isEmpty()) {
            return "";
        }
        var offer =
                new StringBuilder(
                        "\n\n"
                                + "These tools are there. To call one, reply with this line and nothing"
                                + " else, and wait for its result:\n"
                                + "<tool_call>{\"name\": \"NAME\", \"arguments\": {…}}</tool_call>");
        for (var tool : tools) {
            offer.append("\n- ")
                    .append(tool.name())
                    .append(": ")
                    .append(tool.description())
                    .append(" Arguments: ")
                    .append(tool.parameters());
        }
        return offer.toString();
    }
}
