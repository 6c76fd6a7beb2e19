package batos.mind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.json.Json;
import batos.mind.SloppyModelTest.Speaks;
import batos.tape.Tape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tools whose names a server would refuse (guests have a dot in theirs) reach a model and are
/// called by it.
class ServerToolNamesTest {
    private static final String LONG = "words." + "x".repeat(70);
    private static final List<String> NAMES =
            List.of("git.search", "git/search", "git_search", "slugify", LONG + "1", LONG + "2");

    private static Prompt prompt(List<String> tools, List<Message> more) {
        var plain = MindContractTest.prompt(Scenario.TEXT);
        return new Prompt(
                plain.pin(),
                plain.persona(),
                plain.purpose(),
                Stream.concat(plain.messages().stream(), more.stream()).toList(),
                tools.stream()
                        .map(name ->
                                new Prompt.ToolSchema(
                                        name, "does " + name, "{\"type\":\"object\"}"))
                        .toList(),
                plain.schema());
    }

    private static List<String> sent(String request) {
        var names = new ArrayList<String>();
        Json.foreignObject(request.split("\r\n\r\n", 2)[1])
                .orElseThrow()
                .path("tools")
                .forEach(tool -> names.add(tool.path("function").path("name").asText()));
        return names;
    }

    /// Every name of a request, those of calls that were made before included, keeps to the rule.
    private static boolean isTaken(String request) {
        var body = Json.foreignObject(request.split("\r\n\r\n", 2)[1]).orElseThrow();
        return body.findValues("function").stream()
                .allMatch(
                        function -> function.path("name").asText().matches("[a-zA-Z0-9_-]{1,64}"));
    }

    private static List<ScriptedServer.Step> calls(Speaks speaks, List<String> names) {
        var made = new ArrayList<String>();
        for (int i = 0; i < names.size(); i++) {
            made.add(
                    speaks == Speaks.OPENAI
                            ? OpenAiScenes.call(i, "id-" + i, names.get(i), "{\"a\": 1}")
                            : "<tool_call>{\"name\":\"%s\",\"arguments\":{\"a\":1}}</tool_call>"
                                    .formatted(names.get(i)));
        }
        return speaks == Speaks.OPENAI
                ? OpenAiScenes.called(made.toArray(String[]::new))
                : speaks.said("stop", made.toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource
    void areTranslatedOnTheWayOutAndOnTheWayBack(Speaks speaks) throws Exception {
        try (var server =
                        new ScriptedServer(request ->
                                isTaken(request)
                                        ? calls(speaks, sent(request))
                                        : OllamaScenes.error(
                                                400,
                                                "{\"error\":\"tools[0].function.name does"
                                                        + " not match"
                                                        + " ^[a-zA-Z0-9_-]{1,64}$\"}"));
                var mind = speaks.mind(server.url())) {
            var before =
                    new Message.Said(
                            "", List.of(new Message.ToolCall("1", "gone.tool", "{\"a\":1}")));
            var gave = new Message.ToolGave("1", "gone.tool", "gave: 1");
            var reply = mind.think(prompt(NAMES, List.of(before, gave)), text -> {});
            var answered = assertInstanceOf(Reply.Answered.class, reply, reply::toString);
            assertEquals(NAMES, answered.calls().stream().map(Message.ToolCall::tool).toList());
            var names = sent(server.requests().getLast());
            assertEquals(names.size(), names.stream().distinct().count(), names::toString);
            assertEquals(List.of("git_search", "slugify"), names.subList(2, 4));
            assertTrue(names.getFirst().startsWith("git_search_"), names::toString);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCallThatIsWrittenWithTheNameOfHereIsMade(Speaks speaks) throws Exception {
        var written = "{\"name\":\"git.search\",\"arguments\":{\"a\":1}}";
        try (var server = new ScriptedServer(request -> speaks.said("stop", written));
                var mind = speaks.mind(server.url())) {
            var reply = mind.think(prompt(List.of("git.search"), List.of()), text -> {});
            var answered = assertInstanceOf(Reply.Answered.class, reply, reply::toString);
            assertEquals("git.search", answered.calls().getFirst().tool());
        }
    }

    @Test
    void aGuestIsNamedByItsPlainFormWhereNothingElseIs() throws Exception {
        try (var server = new ScriptedServer(request -> calls(Speaks.OPENAI, sent(request)));
                var mind = OpenAiMindTest.mind(server.url(), Tape.live())) {
            mind.think(prompt(List.of("github.search"), List.of()), text -> {});
            assertEquals(List.of("github_search"), sent(server.requests().getFirst()));
        }
    }
}
