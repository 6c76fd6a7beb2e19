package batos.mind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.Patience;
import batos.mind.ScriptedServer.Step;
import batos.tape.Tape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a face shows while a call waits: a queue, a model that is loaded, a prompt that is read,
/// words that come. The server waits until it was seen.
class MindActivityTest {
    @TempDir Path folder;

    private final CountDownLatch seen = new CountDownLatch(1);
    private volatile boolean loaded;
    private ScriptedServer server;

    @AfterEach
    void close() {
        seen.countDown();
        if (server != null) {
            server.close();
        }
    }

    /// Ollama and the OpenAI protocol at one address; chats wait for [#seen].
    private List<Step> answer(String request) {
        if (request.startsWith("GET /api/ps")) {
            return ScriptedServer.answer(
                    "application/json",
                    "{\"models\":["
                            + (loaded
                                    ? "{\"name\":\"bat:1b\",\"model\":\"bat:1b\",\"size\":1,\"size_vram\":0,\"digest\":\"d\"}"
                                    : "")
                            + "]}");
        }
        try {
            assertTrue(seen.await(Patience.SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return request.startsWith("POST /api/chat")
                ? OllamaScenes.steps(Scenario.TEXT, request)
                : OpenAiScenes.steps(Scenario.TEXT, request);
    }

    /// Runs a call that waits, and returns what is shown once that begins so; then lets it go on.
    private String shown(Mind mind, String expected) throws Exception {
        var reply = new AtomicReference<Reply>();
        var call =
                Thread.ofVirtual()
                        .start(() ->
                                reply.set(
                                        mind.think(
                                                MindContractTest.prompt(Scenario.TEXT),
                                                text -> {})));
        Patience.until(
                () -> mind.activity().line() + " " + reply.get(),
                () -> mind.activity().line().startsWith(expected));
        var line = mind.activity().line();
        seen.countDown();
        Patience.join(call);
        assertInstanceOf(Reply.Answered.class, reply.get(), () -> String.valueOf(reply.get()));
        assertEquals("", mind.activity().line());
        return line;
    }

    @Test
    void aServerThatTellsNothingLoadsOrReadsUntilItsSpeedIsKnown() throws Exception {
        server = new ScriptedServer(this::answer);
        try (var mind = OpenAiMindTest.mind(server.url(), Tape.live())) {
            var first = shown(mind, "bat:1b loads, or reads about 5 tokens of prompt (");
            assertTrue(first.endsWith(" s)"), first);
            var lines = new ArrayList<String>();
            mind.think(
                    MindContractTest.prompt(Scenario.TEXT),
                    text -> lines.add(mind.activity().line()));
            assertTrue(
                    lines.getFirst().matches("bat:1b speaks \\(1 tokens, [0-9.]+ a second\\)"),
                    lines.toString());
        }
    }

    @Test
    void aKnownServerIsExpectedToReadAsFastAsBefore() {
        var speed = new ServerSpeed();
        speed.read("bat:1b", 10, Duration.ofSeconds(20));
        var activity = new MindActivity();
        var watch = new ReplyStopCondition(MindContractTest.prompt(Scenario.TEXT), speed, activity);
        var hour = Duration.ofHours(1);
        var second = Duration.ofSeconds(1);
        assertEquals(
                Duration.ofSeconds(60),
                watch.patience(new CallLimits(second, second, second, hour, 1 << 20)));
        var line = activity.line();
        assertTrue(
                line.matches(
                        "bat:1b reads about 5 tokens of prompt \\(\\d+ of about 10 s, 0\\.5 tokens a second\\)"),
                line);
    }

    @Test
    void ollamaIsAskedWhetherItHasTheModelInMemory() throws Exception {
        server = new ScriptedServer(this::answer);
        try (var mind = resident()) {
            shown(mind, "bat:1b loads, then reads about 5 tokens of prompt (");
            assertEquals(0, mind.readingRate("bat:1b"), "loading is no measure of reading");
        }
    }

    @Test
    void whatOllamaHasInMemoryIsOnlyRead() throws Exception {
        loaded = true;
        server = new ScriptedServer(this::answer);
        try (var mind = resident()) {
            shown(mind, "bat:1b reads about 5 tokens of prompt (");
            assertTrue(mind.readingRate("bat:1b") > 0);
        }
    }

    @Test
    void aCallForAnotherModelWaitsForItsTurn() throws Exception {
        loaded = true;
        server = new ScriptedServer(this::answer);
        try (var mind = resident()) {
            var first =
                    Thread.ofVirtual()
                            .start(() ->
                                    mind.think(MindContractTest.prompt(Scenario.TEXT), text -> {}));
            Patience.until(
                    () -> mind.activity().line(),
                    () -> mind.activity().line().startsWith("bat:1b reads"));
            var second = Thread.ofVirtual().start(() -> mind.think(other(), text -> {}));
            Patience.until(
                    () -> mind.activity().line(),
                    () -> mind.activity().line().matches("waits \\d+ s for owl:2b's turn"));
            second.interrupt();
            Patience.join(second);
            assertEquals("", mind.activity().line());
            seen.countDown();
            Patience.join(first);
        }
    }

    @Test
    void aLocalModelIsLoadedAndThenReads() throws Exception {
        server = new ScriptedServer(this::answer);
        var go = folder.resolve("go");
        var python = folder.resolve("python");
        Files.writeString(
                python,
                "#!/bin/sh\nread key; while [ ! -e %s ]; do sleep 0.1; done; echo \"listening %s\"; cat > /dev/null\n"
                        .formatted(go, server.url()));
        Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(folder.resolve("bat-1b.gguf"), "GGUF");
        try (var mind =
                new LocalMind(
                        new LocalMind.Options(new SmallModels(folder), python.toString(), 1, 1),
                        MindContractTest.LIMITS,
                        Tape.live())) {
            var call =
                    Thread.ofVirtual()
                            .start(() ->
                                    mind.think(MindContractTest.prompt(Scenario.TEXT), text -> {}));
            Patience.until(
                    () -> mind.activity().line(),
                    () -> mind.activity().line().matches("bat:1b is loaded \\(\\d+ s\\)"));
            Files.createFile(go);
            Patience.until(
                    () -> mind.activity().line(),
                    () -> mind.activity().line().startsWith("bat:1b reads about 5 tokens"));
            seen.countDown();
            Patience.join(call);
        }
    }

    private ResidentMind resident() {
        var address = new OllamaAddress(server.url());
        return new ResidentMind(
                new OllamaMind(address, MindContractTest.LIMITS, 60, false, Tape.live()),
                new OllamaServer(address, MindContractTest.LIMITS, Tape.live()),
                1,
                Patience.BOUND);
    }

    private static Prompt other() {
        var prompt = MindContractTest.prompt(Scenario.TEXT);
        return new Prompt(
                new Pin("owl:2b", "", 2048, prompt.pin().sampling(), ""),
                PersonaId.ROBIN,
                Purpose.ANSWER,
                prompt.messages(),
                List.of(),
                Optional.empty());
    }
}
