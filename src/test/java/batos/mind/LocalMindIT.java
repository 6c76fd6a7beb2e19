package batos.mind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.Patience;
import batos.json.Json;
import batos.tape.Tape;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a small real model can be asked to pass, on a server that is a child of this process.
/// Skipped with the reason where the model cannot be fetched.
class LocalMindIT {
    private static final CallLimits LIMITS =
            new CallLimits(
                    Duration.ofSeconds(3),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(3),
                    1 << 20);

    private static SmallModels models;

    @TempDir Path folder;

    @BeforeAll
    static void fetch() {
        models = LocalModel.installed();
    }

    private static LocalMind mind(Tape tape) {
        return new LocalMind(new LocalMind.Options(models, "python3", 1, 1), LIMITS, tape);
    }

    private static Prompt prompt(String question, int tokens, String schema) {
        return new Prompt(
                new Pin(LocalModel.TAG, "", 1024, new Pin.Sampling(0, 0.9, 4, tokens), ""),
                PersonaId.BRICK,
                Purpose.THESIS,
                List.of(new Message.Asked(question)),
                List.of(),
                Optional.of(schema).filter(text -> !text.isEmpty()));
    }

    @Test
    void answersAndTheAnswerIsReplayedWithoutTheServer() {
        var file = folder.resolve("a.tape");
        Reply recorded;
        try (var tape = Tape.record(file, Tape.live(), UnaryOperator.identity());
                var mind = mind(tape)) {
            var heard = new StringBuilder();
            recorded = mind.think(prompt("What is 2 + 3?", 24, ""), heard::append);
            var answered = assertInstanceOf(Reply.Answered.class, recorded, recorded::toString);
            assertEquals(answered.text(), heard.toString());
            assertFalse(answered.text().isBlank());
            assertTrue(answered.usage().promptTokens() > 0);
        }
        var nowhere = new SmallModels(folder.resolve("nothing"));
        try (var tape = Tape.replay(file);
                var mind =
                        new LocalMind(
                                new LocalMind.Options(nowhere, "no-such-python", 1, 1),
                                LIMITS,
                                tape)) {
            assertEquals(recorded, mind.think(prompt("What is 2 + 3?", 24, ""), text -> {}));
        }
    }

    @Test
    void givesADocumentThatFitsItsSchema() {
        var schema =
                "{\"type\":\"object\",\"properties\":{\"dissonance\":{\"enum\":[0,0.5,1]},\"why\":{\"type\":\"string\",\"maxLength\":40}},\"required\":[\"dissonance\",\"why\"],\"additionalProperties\":false}";
        try (var mind = mind(Tape.live())) {
            var reply = mind.think(prompt("How wrong is: 2+2=5?", 60, schema), text -> {});
            var answered = assertInstanceOf(Reply.Answered.class, reply, reply::toString);
            assertTrue(
                    Json.foreignObject(answered.text())
                            .orElseThrow()
                            .path("dissonance")
                            .isNumber());
        }
    }

    @Test
    void endsAtOnceWhenItIsInterrupted() throws Exception {
        try (var mind = mind(Tape.live())) {
            var reply = new AtomicReference<Reply>();
            var speaks = new CountDownLatch(1);
            var thread =
                    Thread.ofPlatform()
                            .start(() ->
                                    reply.set(
                                            mind.think(
                                                    prompt("Tell a long story.", 400, ""),
                                                    text -> speaks.countDown())));
            speaks.await();
            thread.interrupt();
            Patience.join(thread);
            assertEquals(new Reply.Interrupted(), reply.get());
        }
    }

    @Test
    void aModelThatIsNotInstalledIsNamedWithWhatIs() {
        try (var mind = mind(Tape.live())) {
            var other =
                    new Prompt(
                            new Pin("owl", "", 512, new Pin.Sampling(0, 1, 1, 10), ""),
                            PersonaId.BRICK,
                            Purpose.THESIS,
                            List.of(new Message.Asked("x")),
                            List.of(),
                            Optional.empty());
            var failed = assertInstanceOf(Reply.Failed.class, mind.think(other, text -> {}));
            assertEquals(Reply.Fault.UNKNOWN_MODEL, failed.fault());
            assertTrue(failed.why().contains(LocalModel.TAG), failed.why());
        }
    }

    @Test
    void itsServerEndsWithIt() {
        LlamaServer server;
        try (var mind = mind(Tape.live())) {
            mind.think(prompt("Hello", 4, ""), text -> {});
            server = mind.servers().getFirst();
            assertTrue(server.alive());
        }
        assertFalse(server.alive());
    }
}
