package batos.mind;

import batos.tape.Tape;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
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
            return mind(scenario, "echo 'RuntimeError: out of memory' >&2; exit 1");
        }
        server = new ScriptedServer(request -> OpenAiScenes.steps(scenario, request));
        return mind(scenario, serves(server.url()));
    }

    /// Says what serve.py says and ends when standard input ends, as that does.
    private static String serves(URI url) {
        return "read key; echo \"listening %s\"; cat > /dev/null".formatted(url);
    }

    private LocalMind mind(Scenario scenario, String does) throws IOException {
        var python = folder.resolve("python");
        Files.writeString(python, "#!/bin/sh\n" + does + "\n");
        Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwx------"));
        if (scenario != Scenario.UNKNOWN_MODEL) {
            Files.writeString(folder.resolve("bat-1b.gguf"), "GGUF");
        }
        return new LocalMind(
                new LocalMind.Options(new SmallModels(folder), python.toString(), 1, 1),
                LIMITS,
                Tape.live());
    }
}
