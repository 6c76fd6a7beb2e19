package batos.faces.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.Patience;
import batos.app.DeedOutput;
import batos.config.SettingsOrigin;
import batos.faces.LinePeer;
import batos.faces.WaitingDeeds;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The house as an MCP server, by a stream of lines, down to the byte.
class McpServerTest {
    @TempDir Path folder;

    private ServedHouse served;

    @BeforeEach
    void open() {
        served = new ServedHouse(folder);
    }

    @AfterEach
    void close() {
        served.close();
    }

    private static List<String> names(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(item -> item.path("name").asText())
                .toList();
    }

    private static List<String> tools(LinePeer peer, int id) throws Exception {
        peer.request(id, "tools/list", "{}");
        return names(peer.answer(id).path("result").path("tools"));
    }

    /// Holds the house's queue of deeds until it is released.
    private CountDownLatch busy() throws InterruptedException {
        var release = new CountDownLatch(1);
        var held = new CountDownLatch(1);
        Thread.ofPlatform()
                .start(() ->
                        served.deeds.run(
                                "a long line",
                                () ->
                                        new DeedOutput() {
                                            @Override
                                            public void piece(String text) {}

                                            @Override
                                            public void rest() {}
                                        },
                                () -> {
                                    held.countDown();
                                    try {
                                        return release.await(Patience.SECONDS, TimeUnit.SECONDS);
                                    } catch (InterruptedException e) {
                                        return false;
                                    }
                                }));
        held.await();
        return release;
    }

    @Nested
    class WhatIsOffered {
        @Test
        void isToAskToRecallAndToCallAndNothingThatGoverns() throws Exception {
            try (var peer = served.connect().initialized()) {
                assertEquals(
                        List.of("ask_council", "ask_persona", "recall", "list_tools", "call_tool"),
                        tools(peer, 1));
                for (var name : List.of("approve", "codex", "settings", "undo", "retire", "eval")) {
                    var refused = peer.call(2, name, "{}");
                    assertTrue(refused.has("error"), refused::toString);
                }
                var root = served.house.readableCodex().inForce().hash();
                var asked =
                        peer.call(
                                3,
                                "ask_persona",
                                "{\"persona\":\"robin\",\"question\":\"/codex approve 1\"}");
                assertTrue(asked.has("result"), asked::toString);
                assertEquals(root, served.house.readableCodex().inForce().hash());
            }
        }

        @Test
        void isEvaluationOnlyWhileTheSettingsAllowIt() throws Exception {
            try (var peer = served.connect().initialized()) {
                served.house.config().set(SettingsOrigin.ARCHITECT, "mcp.eval", "true");
                peer.heard("notifications/tools/list_changed");
                var three = peer.call(1, "eval", "{\"expression\":\"1 + 2\"}").path("result");
                assertEquals("3", three.path("content").path(0).path("text").asText());
                var wrong = peer.call(2, "eval", "{\"expression\":\"1 foo\"}").path("result");
                assertTrue(wrong.path("isError").asBoolean(), wrong::toString);
                served.house.config().set(SettingsOrigin.ARCHITECT, "mcp.eval", "false");
                peer.heard("notifications/tools/list_changed");
                assertFalse(tools(peer, 3).contains("eval"));
            }
        }

        @Test
        void changesInAConnectedClientWithTheToolbox() throws Exception {
            try (var peer = served.connect().initialized()) {
                tools(peer, 1);
                served.bind("twice");
                peer.heard("notifications/tools/list_changed");
                assertTrue(tools(peer, 2).contains("twice"));
                served.house.toolbox().retire("twice", served.cause("/tools retire twice"));
                peer.heard("notifications/tools/list_changed");
                assertFalse(tools(peer, 3).contains("twice"));
                served.house.image().undo(1, served.cause("/undo"));
                peer.heard("notifications/tools/list_changed");
                assertTrue(tools(peer, 4).contains("twice"));
            }
        }

        @Test
        void isThereForClientsThatNeverAskAgain() throws Exception {
            try (var peer = served.connect().initialized()) {
                served.bind("twice");
                var listed =
                        peer.call(1, "list_tools", "{}").path("result").path("structuredContent");
                assertEquals(List.of("twice"), names(listed.path("tools")));
                var misfit =
                        peer.call(
                                        2,
                                        "call_tool",
                                        "{\"name\":\"twice\",\"arguments\":{\"n\":\"x\"}}")
                                .path("result");
                assertTrue(misfit.path("isError").asBoolean());
                assertTrue(misfit.toString().contains("expected integer"), misfit::toString);
                var none = peer.call(3, "call_tool", "{\"name\":\"twise\"}").path("result");
                assertTrue(none.toString().contains("the nearest is 'twice'"), none::toString);
            }
        }

        @Test
        void holdsResourcesThatCanBeFollowed() throws Exception {
            served.bind("twice");
            try (var peer = served.connect().initialized()) {
                peer.request(1, "resources/read", "{\"uri\":\"batos://tools/twice\"}");
                var source = peer.answer(1).path("result").path("contents").path(0);
                assertTrue(source.path("text").asText().startsWith("def twice"), source::toString);
                peer.request(2, "resources/read", "{\"uri\":\"batos://codex\"}");
                assertTrue(peer.answer(2).toString().contains("BRICK"));
                peer.request(3, "resources/read", "{\"uri\":\"batos://nothing\"}");
                assertTrue(peer.answer(3).has("error"));
                peer.request(4, "resources/templates/list", "{}");
                assertEquals(3, peer.answer(4).path("result").path("resourceTemplates").size());
                peer.request(5, "resources/subscribe", "{\"uri\":\"batos://image/log\"}");
                peer.answer(5);
                served.house.memory().note("something new", served.cause("/memory note"));
                var updated = peer.heard("notifications/resources/updated");
                assertEquals("batos://image/log", updated.path("params").path("uri").asText());
            }
        }

        @Test
        void holdsAPromptForEachOfTheFour() throws Exception {
            try (var peer = served.connect().initialized()) {
                peer.request(1, "prompts/list", "{}");
                assertEquals(
                        List.of("alfred", "babs", "brick", "robin"),
                        names(peer.answer(1).path("result").path("prompts")).stream()
                                .sorted()
                                .toList());
                peer.request(
                        2,
                        "prompts/get",
                        "{\"name\":\"robin\",\"arguments\":{\"question\":\"why?\"}}");
                var message = peer.answer(2).path("result").path("messages").path(0);
                assertEquals("user", message.path("role").asText());
                assertTrue(message.path("content").path("text").asText().endsWith("why?"));
            }
        }
    }

    @Nested
    class AQuestion {
        @Test
        void isATurnLikeAnyOtherAndReportsItsProgress() throws Exception {
            try (var peer = served.connect().initialized()) {
                peer.request(
                        1,
                        "tools/call",
                        "{\"name\":\"ask_council\",\"arguments\":{\"question\":\"what is"
                                + " honesty?\"},\"_meta\":{\"progressToken\":7}}");
                var progress = peer.heard("notifications/progress");
                assertEquals(7, progress.path("params").path("progressToken").asInt());
                var answer = peer.answer(1).path("result").path("structuredContent");
                assertEquals(1, answer.path("episode").asInt(), answer::toString);
                assertEquals(
                        "mcp peer",
                        served.house.image().log(1).getFirst().cause().author().toString());
                served.house.image().undo(1, served.cause("/undo"));
                assertEquals(0, served.house.memory().size());
            }
        }

        @Test
        void thatIsCancelledIsNotAnsweredAndLeavesNothing() throws Exception {
            var before = served.house.image().now().root();
            var release = busy();
            try (var peer = served.connect().initialized()) {
                peer.request(
                        1,
                        "tools/call",
                        "{\"name\":\"ask_council\",\"arguments\":{\"question\":\"what is"
                                + " honesty?\"}}");
                peer.notify("notifications/cancelled", "{\"requestId\":1,\"reason\":\"enough\"}");
                peer.notify("notifications/cancelled", "{\"requestId\":99}");
                peer.request(2, "ping", "{}");
                var next = peer.await(node -> node.has("result") || node.has("error"));
                assertEquals(2, next.path("id").asInt(), next::toString);
                release.countDown();
                peer.call(3, "call_tool", "{\"name\":\"none\"}");
                assertEquals(before, served.house.image().now().root());
            }
        }

        @Test
        void ofAClientWhoseInputHasEndedIsStillAnswered() throws Exception {
            var release = busy();
            var peer = served.connect().initialized();
            peer.request(
                    1, "tools/call", "{\"name\":\"call_tool\",\"arguments\":{\"name\":\"none\"}}");
            peer.endInput();
            release.countDown();
            assertTrue(peer.answer(1).has("result"));
        }
    }

    @Nested
    class BadInput {
        @Test
        void isAnsweredByTheRulesOfJsonRpcAndHarmsNoFurtherRequest() throws Exception {
            try (var peer = served.connect().initialized()) {
                peer.send("{bad");
                assertEquals(-32700, peer.next().path("error").path("code").asInt());
                peer.send(
                        "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"ping\",\"x\":1e999999999999}");
                var refused = peer.next().path("error");
                assertEquals(-32700, refused.path("code").asInt());
                assertTrue(refused.path("message").asText().contains("1e999999999999"));
                peer.request(
                        6,
                        "tools/call",
                        "{\"name\":\"call_tool\",\"arguments\":{\"name\":\"none\",\"arguments\":{\"x\":[1e400]}}}");
                assertTrue(
                        peer.answer(6)
                                .toString()
                                .contains("the argument x: a number beyond what a float holds"));
                peer.send("[]");
                assertEquals(-32600, peer.next().path("error").path("code").asInt());
                peer.send("{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}");
                assertEquals(-32600, peer.answer(1).path("error").path("code").asInt());
                peer.send("{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}");
                assertEquals(-32600, peer.next().path("error").path("code").asInt());
                peer.request(2, "no/such", "{}");
                assertEquals(-32601, peer.answer(2).path("error").path("code").asInt());
                peer.request(3, "tools/call", "{\"name\":7}");
                assertEquals(-32602, peer.answer(3).path("error").path("code").asInt());
                peer.request(4, "tools/call", "[]");
                assertEquals(-32602, peer.answer(4).path("error").path("code").asInt());
                peer.notify("notifications/none", "{}");
                peer.send("{\"jsonrpc\":\"2.0\",\"id\":5,\"result\":{}}");
                assertTrue(tools(peer, 7).contains("recall"));
            }
        }

        @Test
        void thatIsTooLongIsReadAndDropped() throws Exception {
            try (var peer = served.connect().initialized()) {
                peer.send("\"" + "x".repeat(StreamClients.LONGEST_MESSAGE) + "\"");
                var refused = peer.next();
                assertEquals(-32600, refused.path("error").path("code").asInt());
                assertTrue(tools(peer, 1).contains("recall"));
            }
        }

        @Test
        void withAnIdThatIsInUseIsRefused() throws Exception {
            var release = busy();
            try (var peer = served.connect().initialized()) {
                peer.request(
                        1,
                        "tools/call",
                        "{\"name\":\"call_tool\",\"arguments\":{\"name\":\"none\"}}");
                peer.request(1, "tools/list", "{}");
                assertEquals(-32600, peer.answer(1).path("error").path("code").asInt());
                release.countDown();
                assertTrue(peer.answer(1).has("result"));
            }
        }

        @Test
        void beforeTheGreetingIsRefusedAndAForgottenWordOfItIsForgiven() throws Exception {
            try (var peer = served.connect()) {
                peer.request(1, "tools/list", "{}");
                assertEquals(-32600, peer.answer(1).path("error").path("code").asInt());
                peer.request(2, "ping", "{}");
                assertTrue(peer.answer(2).has("result"));
                peer.request(
                        3,
                        "initialize",
                        "{\"protocolVersion\":\"1999-01-01\",\"capabilities\":{},\"clientInfo\":{\"name\":\"x\",\"version\":\"1\"}}");
                assertEquals(
                        "2025-11-25",
                        peer.answer(3).path("result").path("protocolVersion").asText());
                assertTrue(tools(peer, 4).contains("recall"));
            }
        }
    }

    @Test
    void thirtyTwoClientsAreServedInTurnWhateverOneOfThemAsks() throws Exception {
        served.house.config().set(SettingsOrigin.ARCHITECT, "mcp.eval", "true");
        var peers = new ArrayList<LinePeer>();
        for (int i = 0; i < 32; i++) {
            peers.add(served.connect().initialized());
        }
        var greedy = peers.getFirst();
        greedy.call(100, "eval", "{\"expression\":\"served := ''\"}");
        var release = busy();
        for (int id = 1; id <= 80; id++) {
            greedy.request(id, "tools/call", tells('g'));
        }
        // One runs, 64 wait, and the others are refused at once.
        for (int refused = 0; refused < 15; refused++) {
            assertEquals(
                    CallLanes.BUSY,
                    greedy.await(node -> node.has("error")).path("error").path("code").asInt());
        }
        for (var peer : peers.subList(1, 32)) {
            peer.request(1, "tools/call", tells('o'));
        }
        WaitingDeeds.await(32);
        release.countDown();
        for (var peer : peers.subList(1, 32)) {
            peer.await(node -> node.has("result"));
        }
        for (int answered = 0; answered < 65; answered++) {
            greedy.await(node -> node.has("result"));
        }
        var order =
                greedy.call(101, "eval", "{\"expression\":\"served\"}")
                        .path("result")
                        .path("content")
                        .path(0)
                        .path("text")
                        .asText()
                        .replace("'", "");
        assertEquals(31 + 65, order.length(), order);
        // Each other client's one call comes before the greedy one's second.
        assertEquals(31, order.substring(0, 32).chars().filter(one -> one == 'o').count(), order);
        for (var peer : peers) {
            peer.close();
        }
    }

    private static String tells(char who) {
        return "{\"name\":\"eval\",\"arguments\":{\"expression\":\"served := served , '%s'\"}}"
                .formatted(who);
    }
}
