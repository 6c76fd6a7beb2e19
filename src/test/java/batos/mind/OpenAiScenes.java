package batos.mind;

import batos.json.Json;
import batos.mind.ScriptedServer.Step;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// `/chat/completions` with `stream`, as documented, in each scenario.
final class OpenAiScenes {
    private static final String TYPE = "text/event-stream";

    private OpenAiScenes() {}

    private static String chunk(String delta, String reason) {
        return "data:"
                + " {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"bat:1b\",\"choices\":[{\"index\":0,\"delta\":"
                + delta
                + ",\"finish_reason\":"
                + (reason.isEmpty() ? "null" : "\"" + reason + "\"")
                + "}]}\n";
    }

    static String part(String text) {
        return chunk("{\"content\":" + Json.write(text) + "}", "");
    }

    private static String usage(int prompt) {
        return "data:"
                + " {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"bat:1b\",\"choices\":[],\"usage\":{\"prompt_tokens\":"
                + prompt
                + ",\"completion_tokens\":5,\"total_tokens\":"
                + (prompt + 5)
                + "}}\n";
    }

    static final String DONE = "data: [DONE]\n";

    private static List<Step> spoken(String text, int prompt) {
        return ScriptedServer.answer(
                TYPE,
                chunk("{\"role\":\"assistant\"}", ""),
                part(text),
                chunk("{}", "stop"),
                usage(prompt),
                DONE);
    }

    static String call(int index, String id, String tool, String arguments) {
        return chunk(
                        "{\"tool_calls\":[{\"index\":"
                                + index
                                + ",\"id\":\""
                                + id
                                + "\",\"type\":\"function\",\"function\":{\"name\":\""
                                + tool
                                + "\",\"arguments\":\"\"}}]}",
                        "")
                + "\n"
                + grown(index, arguments.substring(0, 4))
                + "\n"
                + grown(index, arguments.substring(4));
    }

    private static String grown(int index, String arguments) {
        return chunk(
                "{\"tool_calls\":[{\"index\":"
                        + index
                        + ",\"function\":{\"arguments\":"
                        + Json.write(arguments)
                        + "}}]}",
                "");
    }

    static List<Step> called(String... calls) {
        return ScriptedServer.answer(
                TYPE, String.join("\n", calls), chunk("{}", "tool_calls"), usage(20), DONE);
    }

    static List<Step> steps(Scenario scenario, String request) {
        return switch (scenario) {
            case TEXT ->
                    ScriptedServer.answer(
                            TYPE,
                            part("hello"),
                            part(" there"),
                            chunk("{}", "stop"),
                            usage(20),
                            DONE);
            case ONE_TOOL -> called(call(0, "a1", "slugify", "{\"text\":\"Hello World\"}"));
            case TWO_TOOLS ->
                    called(
                            call(0, "a1", "slugify", "{\"text\":\"a\"}"),
                            call(1, "a2", "count_vowels", "{\"text\":\"b\"}"));
            case VERDICT -> spoken(MindContractTest.VERDICT, 20);
            case SILENT_BEFORE_THE_FIRST_TOKEN -> List.of(new Step.Hang());
            case SILENT_AFTER_THE_FIRST_TOKEN ->
                    OllamaScenes.with(ScriptedServer.answer(TYPE, part("hel")), new Step.Hang());
            case ERROR_IN_MID_STREAM ->
                    ScriptedServer.answer(
                            TYPE,
                            part("hel"),
                            "data:"
                                    + " {\"error\":{\"message\":\"overloaded\",\"type\":\"server_error\"}}\n");
            case END_WITHOUT_DONE -> ScriptedServer.answer(TYPE, part("hel"));
            case MALFORMED_LINE ->
                    ScriptedServer.answer(TYPE, part("hel"), "data: {\"choices\":[{\n", DONE);
            case DECLINED ->
                    ScriptedServer.answer(
                            TYPE,
                            chunk("{\"refusal\":\"I cannot help\"}", ""),
                            chunk("{\"refusal\":\" with that.\"}", "stop"),
                            usage(20),
                            DONE);
            case RESET ->
                    OllamaScenes.with(
                            ScriptedServer.answer(TYPE, part("hel")),
                            new Step.Pause(50),
                            new Step.Reset());
            case UNKNOWN_MODEL ->
                    OllamaScenes.error(
                            404,
                            "{\"error\":{\"message\":\"The model `bat:1b` does not"
                                    + " exist.\",\"type\":\"invalid_request_error\"}}");
            case OVERFLOW -> spoken("who knows", 2048);
            case UNICODE -> spoken(MindContractTest.UNICODE, 20);
            case WEB_PAGE ->
                    List.of(
                            ScriptedServer.head(502, "text/html"),
                            new Step.Bytes("<html>bad gateway</html>"));
            case FLOOD ->
                    List.of(
                            ScriptedServer.head(200, TYPE),
                            new Step.Bytes(
                                    IntStream.range(0, 30_000)
                                            .mapToObj(i -> part(i * 7919 + " ") + "\n")
                                            .collect(Collectors.joining())));
            case ARGUMENTS_MENDED ->
                    request.contains("That call could not be made")
                            ? called(call(0, "a1", "slugify", "{\"text\":\"mended\"}"))
                            : called(call(0, "a1", "slugify", "text: Hello"));
            case ARGUMENTS_BROKEN -> called(call(0, "a1", "slugify", "text: Hello"));
            case NOBODY_LISTENS -> throw new AssertionError(scenario);
        };
    }
}
