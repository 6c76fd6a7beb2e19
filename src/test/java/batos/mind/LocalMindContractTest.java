package batos.mind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.tape.Tape;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The local mind sits the same exam: its child process is real and names a scripted server as its
/// own, for no model can be made to fail on purpose. With a real model: [LocalMindIT].
class LocalMindContractTest extends MindContractTest {
    @TempDir Path folder;
    private ScriptedServer server;

    @AfterEach
    void closeTheServer() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    Mind examined(Scenario scenario, boolean interrupted) throws Exception {
        if (scenario == Scenario.NOBODY_LISTENS) {
            return mind(
                    scenario,
                    limits(scenario, interrupted),
                    "echo 'RuntimeError: out of memory' >&2; exit 1");
        }
        server = new ScriptedServer(request -> OpenAiScenes.steps(scenario, request));
        return mind(scenario, limits(scenario, interrupted), serves(server.url()));
    }

    /// Readers of the children's pipes once took the carriers of all virtual threads, the HTTP
    /// client's among them, so that a call could hang for ever.
    @Test
    void runningServersLeaveRoomForVirtualThreads() throws Exception {
        Files.writeString(folder.resolve("bat-1b.gguf"), "GGUF");
        var servers = new ArrayList<LlamaServer>();
        try {
            for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
                servers.add(
                        LlamaServer.start(
                                new LlamaServer.Start(
                                        script(serves(URI.create("http://127.0.0.1:1"))),
                                        Optional.empty(),
                                        folder.resolve("bat-1b.gguf"),
                                        "bat",
                                        512,
                                        1,
                                        Duration.ofMinutes(2))));
            }
            var ran = new CountDownLatch(1);
            Thread.ofVirtual().start(ran::countDown);
            assertTrue(ran.await(2, TimeUnit.MINUTES));
        } finally {
            servers.forEach(LlamaServer::close);
        }
    }

    @Test
    void aTagWithLatestIsTheModelWithoutIt() throws Exception {
        server = new ScriptedServer(request -> OpenAiScenes.steps(Scenario.TEXT, request));
        Files.writeString(folder.resolve("bat.gguf"), "GGUF");
        try (var mind = mind(Scenario.TEXT, LIMITS, serves(server.url()))) {
            var reply = mind.think(asking("bat:latest"), text -> {});
            assertInstanceOf(Reply.Answered.class, reply, reply::toString);
        }
    }

    @Test
    void aModelThatIsNotThereIsNamedWithThoseThatAre() throws Exception {
        try (var mind = mind(Scenario.TEXT, LIMITS, "exit 1")) {
            var reply = (Reply.Failed) mind.think(asking("qwen3:4b"), text -> {});
            assertEquals(Reply.Fault.UNKNOWN_MODEL, reply.fault());
            assertTrue(reply.why().contains("There are: bat-1b"), reply.why());
            assertTrue(
                    reply.why()
                            .endsWith(
                                    "Next: /models install small, which all four think with then,"
                                            + " or /models use BRICK bat-1b"),
                    reply.why());
        }
    }

    private static Prompt asking(String tag) {
        var prompt = prompt(Scenario.TEXT);
        return new Prompt(
                prompt.pin().thinkingWith(tag),
                prompt.persona(),
                prompt.purpose(),
                prompt.messages(),
                prompt.tools(),
                prompt.schema());
    }

    /// Says what serve.py says and ends when standard input ends, as that does.
    private static String serves(URI url) {
        return "read key; echo \"listening %s\"; cat > /dev/null".formatted(url);
    }

    private String script(String does) throws IOException {
        var python = folder.resolve("python");
        Files.writeString(python, "#!/bin/sh\n" + does + "\n");
        Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwx------"));
        return python.toString();
    }

    private LocalMind mind(Scenario scenario, CallLimits limits, String does) throws IOException {
        var python = script(does);
        if (scenario != Scenario.UNKNOWN_MODEL) {
            Files.writeString(folder.resolve("bat-1b.gguf"), "GGUF");
        }
        return new LocalMind(
                new LocalMind.Options(new SmallModels(folder), python, 1, 1), limits, Tape.live());
    }
}
