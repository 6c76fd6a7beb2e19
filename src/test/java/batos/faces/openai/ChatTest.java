package batos.faces.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.faces.RunningHouse;
import batos.image.Author;
import batos.image.Cause;
import batos.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChatTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String HELLO = "`messages`:[{`role`:`user`,`content`:`hello there`}]";
    private static final String SLUG =
            "`tools`:[{`type`:`function`,`function`:{`name`:`slugify`,`description`:`d`,"
                    + "`parameters`:{`type`:`object`,`properties`:{`text`:{`type`:`string`}}}}}]";

    @TempDir static Path folder;
    private static RunningHouse running;

    @BeforeAll
    static void open() throws IOException {
        running = new RunningHouse(folder).warm();
    }

    @AfterAll
    static void close() {
        running.close();
    }

    private static String content(JsonNode reply) {
        return reply.path("choices").path(0).path("message").path("content").asText();
    }

    private static List<JsonNode> events(String stream) {
        return stream.lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> Json.tryRead(line.substring("data: ".length())).orElseThrow())
                .toList();
    }

    @Nested
    class ATurn {
        @Test
        void isKeptAndOneUndoTakesItBack() {
            var before = running.root();
            var reply = running.ask(CHAT, "{`model`:`council`," + HELLO + "}");
            assertFalse(content(reply).isBlank());
            assertEquals("stop", reply.path("choices").path(0).path("finish_reason").asText());
            assertTrue(reply.path("usage").path("total_tokens").asInt() > 0);
            var image = running.house().image();
            assertEquals("hello there", running.house().memory().latest(1).getFirst().asked());
            assertEquals("architect at openai", image.deeds(1).getFirst().author().toString());
            image.undo(1, new Cause(Author.ARCHITECT, "undo", image.now().number()));
            assertEquals(before, running.root());
        }

        @Test
        void thatIsNotToBeStoredLeavesNoTrace() {
            var before = running.house().image().now();
            var reply = running.ask(CHAT, "{`model`:`council`,`store`:false," + HELLO + "}");
            assertFalse(content(reply).isBlank());
            assertFalse(reply.path("batos").path("kept").asBoolean());
            assertEquals(before.number(), running.house().image().now().number());
        }

        @Test
        void ofThePastRemembersWhatWasThenAndIsNotKept() {
            running.ask(CHAT, "{`model`:`babs`," + HELLO + "}");
            running.house().image().save("then");
            var before = running.house().image().now().number();
            var reply = running.ask(CHAT, "{`model`:`robin@then`," + HELLO + "}");
            assertEquals("robin@then", reply.path("model").asText());
            assertTrue(reply.toString().contains("BABS remembers"));
            var first = running.ask(CHAT, "{`model`:`robin@1`," + HELLO + "}");
            assertFalse(first.toString().contains("BABS remembers"));
            assertEquals(before, running.house().image().now().number());
            assertTrue(running.get("/v1/models").body().contains("\"council@then\""));
            assertEquals(200, running.get("/v1/models/brick@1").statusCode());
        }
    }

    @Nested
    class AStream {
        @Test
        void saysWhatTheWholeReplySays() {
            var whole = running.ask(CHAT, "{`model`:`robin`,`store`:false," + HELLO + "}");
            var response =
                    running.post(
                            CHAT,
                            ("{`model`:`robin`,`store`:false,`stream`:true,"
                                            + "`stream_options`:{`include_usage`:true},"
                                            + HELLO
                                            + "}")
                                    .replace('`', '"'));
            assertTrue(
                    response.headers()
                            .firstValue("Content-Type")
                            .orElse("")
                            .startsWith("text/event-stream"));
            var events = events(response.body());
            var text = new StringBuilder();
            events.forEach(event ->
                    text.append(
                            event.path("choices")
                                    .path(0)
                                    .path("delta")
                                    .path("content")
                                    .asText("")));
            assertEquals(content(whole), text.toString());
            assertEquals(
                    "assistant",
                    events.getFirst().path("choices").path(0).path("delta").path("role").asText());
            assertEquals(
                    whole.path("usage").path("completion_tokens"),
                    events.getLast().path("usage").path("completion_tokens"));
            assertTrue(response.body().stripTrailing().endsWith("data: [DONE]"));
        }

        @Test
        void endsBeforeAStopSequence() {
            var whole = content(running.ask(CHAT, "{`model`:`robin`,`store`:false," + HELLO + "}"));
            var cut =
                    content(
                            running.ask(
                                    CHAT,
                                    "{`model`:`robin`,`store`:false,`stop`:[`small`],"
                                            + HELLO
                                            + "}"));
            assertEquals(whole.substring(0, whole.indexOf("small")), cut);
        }
    }

    @Nested
    class AToolOfTheProgram {
        private static final String ASKED = "{`role`:`user`,`content`:`slugify 'Ten Cats'`}";

        @Test
        void isCalledByTheProgramAndTheTurnLeavesNoTraceUntilItGave() {
            var before = running.root();
            var reply =
                    running.ask(
                            CHAT, "{`model`:`council`,`messages`:[" + ASKED + "]," + SLUG + "}");
            var choice = reply.path("choices").path(0);
            assertEquals("tool_calls", choice.path("finish_reason").asText());
            var call = choice.path("message").path("tool_calls").path(0);
            assertEquals("slugify", call.path("function").path("name").asText());
            assertEquals(
                    "{\"text\":\"Ten Cats\"}", call.path("function").path("arguments").asText());
            assertEquals(before, running.root());
            var messages =
                    "[%s,%s,{`role`:`tool`,`tool_call_id`:`%s`,`content`:`\\`by-the-program\\``}]"
                            .formatted(
                                    ASKED,
                                    Json.write(choice.path("message")),
                                    call.path("id").asText());
            var answer =
                    running.ask(
                            CHAT, "{`model`:`council`,`messages`:" + messages + "," + SLUG + "}");
            assertTrue(content(answer).contains("by-the-program"), answer.toString());
            assertEquals("stop", answer.path("choices").path(0).path("finish_reason").asText());
            assertTrue(running.house().memory().latest(1).getFirst().tools().contains("slugify"));
        }

        @Test
        void isStreamedAsOneChunk() {
            var body = "{`model`:`brick`,`stream`:true,`messages`:[" + ASKED + "]," + SLUG + "}";
            var events = events(running.post(CHAT, body.replace('`', '"')).body());
            var call =
                    events.stream()
                            .map(event ->
                                    event.path("choices")
                                            .path(0)
                                            .path("delta")
                                            .path("tool_calls")
                                            .path(0))
                            .filter(one -> one.has("id"))
                            .findFirst()
                            .orElseThrow();
            assertEquals(0, call.path("index").asInt(-1));
            assertEquals("slugify", call.path("function").path("name").asText());
            assertEquals(
                    "tool_calls",
                    events.getLast().path("choices").path(0).path("finish_reason").asText());
        }

        @Test
        void thatIsNotToBeChosenIsNotOffered() {
            var reply =
                    running.ask(
                            CHAT,
                            "{`model`:`brick`,`store`:false,`tool_choice`:`none`,`messages`:["
                                    + ASKED
                                    + "],"
                                    + SLUG
                                    + "}");
            assertEquals("stop", reply.path("choices").path(0).path("finish_reason").asText());
        }
    }

    @Nested
    class WhatAProgramTells {
        @Test
        void itsOwnConversationStandsInPlaceOfTheImages() {
            var reply =
                    running.ask(
                            CHAT,
                            "{`model`:`robin`,`store`:false,`messages`:[{`role`:`system`,`content`:`Be"
                                    + " brief.`},{`role`:`user`,`content`:`what is two plus two?`},"
                                    + "{`role`:`assistant`,`content`:`four`},{`role`:`user`,`content`:[{`type`:`text`,`text`:`hello"
                                    + " there`}]}]}");
            assertFalse(content(reply).isBlank());
        }
    }
}
