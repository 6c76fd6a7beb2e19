package batos.mind;

import batos.json.Json;
import batos.mind.ScriptedServer.Step;
import java.util.ArrayList;
import java.util.List;

/// Ollama's `/api/chat` as documented, in each scenario.
final class OllamaScenes {
    private static final String TYPE = "application/x-ndjson";

    private OllamaScenes() {}

    static String part(String text) {
        return "{\"model\":\"bat:1b\",\"created_at\":\"2026-01-01T00:00:00Z\",\"message\":{\"role\":\"assistant\",\"content\":"
                + Json.write(text)
                + "},\"done\":false}";
    }

    static String done(int evaluated) {
        return "{\"model\":\"bat:1b\",\"created_at\":\"2026-01-01T00:00:00Z\",\"message\":{\"role\":\"assistant\",\"content\":\"\"},"
                + "\"done\":true,\"done_reason\":\"stop\",\"prompt_eval_count\":"
                + evaluated
                + ",\"eval_count\":5}";
    }

    private static String tools(String... calls) {
        return "{\"model\":\"bat:1b\",\"created_at\":\"2026-01-01T00:00:00Z\",\"message\":{\"role\":\"assistant\",\"content\":\"\",\"tool_calls\":["
                + String.join(",", calls)
                + "]},\"done\":false}";
    }

    private static String call(String tool, String arguments) {
        return "{\"function\":{\"name\":\"" + tool + "\",\"arguments\":" + arguments + "}}";
    }

    static List<Step> steps(Scenario scenario, String request) {
        return switch (scenario) {
            case TEXT -> ScriptedServer.answer(TYPE, part("hello"), part(" there"), done(20));
            case ONE_TOOL ->
                    ScriptedServer.answer(
                            TYPE, tools(call("slugify", "{\"text\":\"Hello World\"}")), done(20));
            // no index, and one whose arguments came as text: both lose a call in the bare library
            case TWO_TOOLS ->
                    ScriptedServer.answer(
                            TYPE,
                            tools(
                                    call("slugify", "{\"text\":\"a\"}"),
                                    call("count_vowels", "\"{\\\"text\\\":\\\"b\\\"}\"")),
                            done(20));
            case VERDICT -> ScriptedServer.answer(TYPE, part(MindContractTest.VERDICT), done(20));
            case SILENT_BEFORE_THE_FIRST_TOKEN -> List.of(new Step.Hang());
            case SILENT_AFTER_THE_FIRST_TOKEN ->
                    with(ScriptedServer.answer(TYPE, part("hel")), new Step.Hang());
            case ERROR_IN_MID_STREAM ->
                    ScriptedServer.answer(
                            TYPE,
                            part("hel"),
                            "{\"error\":\"llama runner process has terminated\"}");
            case END_WITHOUT_DONE -> ScriptedServer.answer(TYPE, part("hel"));
            case MALFORMED_LINE ->
                    ScriptedServer.answer(TYPE, part("hel"), "{\"message\":{\"con", done(20));
            case RESET ->
                    with(
                            ScriptedServer.answer(TYPE, part("hel")),
                            new Step.Pause(50),
                            new Step.Reset());
            case UNKNOWN_MODEL -> error(404, "{\"error\":\"model 'bat:1b' not found\"}");
            case OVERFLOW -> ScriptedServer.answer(TYPE, part("who knows"), done(2048));
            case UNICODE -> ScriptedServer.answer(TYPE, part(MindContractTest.UNICODE), done(20));
            case WEB_PAGE ->
                    List.of(
                            ScriptedServer.head(200, "text/html"),
                            new Step.Bytes("<html>hotel wifi</html>"));
            case FLOOD ->
                    List.of(ScriptedServer.head(200, TYPE), new Step.Bytes("x".repeat(3 << 20)));
            case ARGUMENTS_MENDED ->
                    request.contains("That call could not be made")
                            ? ScriptedServer.answer(
                                    TYPE, tools(call("slugify", "{\"text\":\"mended\"}")), done(20))
                            : ScriptedServer.answer(
                                    TYPE, tools(call("slugify", "\"text: Hello\"")), done(20));
            case ARGUMENTS_BROKEN ->
                    ScriptedServer.answer(
                            TYPE, tools(call("slugify", "\"text: Hello\"")), done(20));
            case DECLINED, NOBODY_LISTENS -> throw new AssertionError(scenario);
        };
    }

    static List<Step> error(int status, String body) {
        return List.of(ScriptedServer.head(status, "application/json"), new Step.Bytes(body));
    }

    static List<Step> with(List<Step> steps, Step... more) {
        var all = new ArrayList<>(steps);
        all.addAll(List.of(more));
        return all;
    }
}
