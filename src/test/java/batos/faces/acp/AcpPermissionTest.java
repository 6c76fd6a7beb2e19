package batos.faces.acp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.faces.LinePeer;
import batos.faces.RunningHouse;
import batos.faces.mcp.guests.ScriptedGuest;
import batos.image.Author;
import batos.image.Cause;
import batos.json.Json;
import batos.toolbox.Guests;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the person at an editor is asked: whether a guest may run, and whether a tool may be made.
/// A recorded session is played without asking anybody.
@Timeout(600)
class AcpPermissionTest {
    private static final String CALLS_THE_GUEST =
            """
            [[rule]]
            name = "call the guest"
            persona = "BRICK"
            purpose = "thesis"
            question = 'say hello'
            after_tool = false
            calls = [{ tool = "words.echo", arguments = { text = "hello" } }]
            """;

    @TempDir Path folder;

    private final List<JsonNode> updates = new ArrayList<>();
    private final List<JsonNode> asked = new ArrayList<>();
    private int last = 100;

    private RunningHouse open(Optional<Path> record, Optional<Path> replay) throws IOException {
        var house =
                new RunningHouse(
                        folder.resolve(replay.isPresent() ? "again" : "live"),
                        CALLS_THE_GUEST,
                        ScriptedGuest.settings(folder, "well", "approval = \"ask\""),
                        record,
                        replay);
        var guests = house.house().toolbox().guests();
        var outcome = guests.port().offer("words");
        var offered =
                assertInstanceOf(Guests.OfferOutcome.Offered.class, outcome, outcome::toString);
        guests.enable(
                offered.offer(),
                new Cause(
                        Author.ARCHITECT,
                        "/mcp enable words",
                        house.house().image().now().number()));
        return house;
    }

    private static String session(LinePeer editor) throws Exception {
        editor.request(1, "session/new", "{\"cwd\":\"/tmp\",\"mcpServers\":[]}");
        return editor.answer(1).path("result").path("sessionId").asText();
    }

    private void ask(LinePeer editor, String session, String question) throws IOException {
        editor.request(
                ++last,
                "session/prompt",
                "{\"sessionId\":\"%s\",\"prompt\":[{\"type\":\"text\",\"text\":\"%s\"}]}"
                        .formatted(session, question));
    }

    /// The reply to the prompt; permissions on the way are answered with an option of that kind.
    private JsonNode reply(LinePeer editor, String choice) throws Exception {
        while (true) {
            var message = editor.next();
            switch (message.path("method").asText("")) {
                case "session/update" -> updates.add(message.path("params").path("update"));
                case "session/request_permission" -> {
                    asked.add(message.path("params"));
                    editor.send(
                            "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":{\"outcome\":{\"outcome\":\"selected\",\"optionId\":\"%s\"}}}"
                                    .formatted(message.path("id"), choice));
                }
                default -> {
                    return message.path("result");
                }
            }
        }
    }

    private List<String> statuses() {
        return updates.stream()
                .filter(update -> update.path("sessionUpdate").asText().equals("tool_call_update"))
                .map(update -> update.path("status").asText())
                .toList();
    }

    @Test
    void aGuestRunsOnlyWhenThePersonAtTheEditorLetsIt() throws Exception {
        try (var house = open(Optional.empty(), Optional.empty());
                var face = new AcpFace(house.house(), house.deeds());
                var editor = house.connect(face)) {
            var session = session(editor);
            ask(editor, session, "say hello");
            // No such choice was offered: it counts as no answer.
            reply(editor, "allow_always");
            assertEquals(List.of("failed"), statuses());
            var call = asked.getFirst().path("toolCall");
            assertEquals("words.echo", call.path("title").asText());
            assertEquals("hello", call.path("rawInput").path("text").asText());
            assertTrue(call.path("content").toString().contains("words.echo"), call::toString);
            assertEquals(
                    List.of("allow_once", "reject_once"),
                    asked.getFirst().path("options").findValuesAsText("kind"));
            assertEquals(
                    updates.stream()
                            .filter(one -> one.path("sessionUpdate").asText().equals("tool_call"))
                            .findFirst()
                            .orElseThrow()
                            .path("toolCallId"),
                    call.path("toolCallId"));
            updates.clear();
            ask(editor, session, "say hello");
            assertEquals("end_turn", reply(editor, "allow_once").path("stopReason").asText());
            assertEquals(List.of("completed"), statuses());
            ask(editor, session, "say hello");
            reply(editor, "reject_once");
            assertEquals(2, asked.size(), "its first call is asked for, and no further one");
        }
    }

    @Test
    void aCancelWhileThePersonIsAskedLeavesNothing() throws Exception {
        try (var house = open(Optional.empty(), Optional.empty());
                var face = new AcpFace(house.house(), house.deeds());
                var editor = house.connect(face)) {
            var session = session(editor);
            ask(editor, session, "hello there");
            reply(editor, "reject_once");
            var before = house.root();
            ask(editor, session, "say hello");
            editor.heard("session/request_permission");
            editor.notify("session/cancel", "{\"sessionId\":\"%s\"}".formatted(session));
            assertEquals("cancelled", reply(editor, "").path("stopReason").asText());
            assertEquals(before, house.root());
        }
    }

    @Test
    void aRecordedSessionIsTheSameAgainAndAsksNobody() throws Exception {
        var tape = folder.resolve("tape");
        var live = new ArrayList<String>();
        String root;
        try (var house = open(Optional.of(tape), Optional.empty());
                var face = new AcpFace(house.house(), house.deeds());
                var editor = house.connect(face)) {
            var session = session(editor);
            for (var question : List.of("say hello", "slugify 'Ten Cats'")) {
                ask(editor, session, question);
                var reason = reply(editor, "allow_once").path("stopReason").asText();
                updates.forEach(update -> live.add(Json.write(update)));
                updates.clear();
                live.add("stopReason " + reason);
            }
            root = house.root();
        }
        assertEquals(2, asked.size());
        try (var house = open(Optional.empty(), Optional.of(tape))) {
            assertEquals(live, house.replayed("acp", AcpReplay::new, root));
        }
    }
}
