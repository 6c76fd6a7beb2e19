package batos;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A model server may come after the shell, go, and come back; nobody restarts anything.
class LateServerIT {
    @TempDir Path folder;

    private Path log;
    private int heard;

    private void await(String text) throws Exception {
        Patience.until(
                () -> "waited for " + text + " and heard:\n" + heard(),
                () -> heard().contains(text));
        heard += heard().indexOf(text) + text.length();
    }

    private String heard() {
        try {
            return Files.readString(log).substring(heard);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void type(Writer in, String line) throws IOException {
        in.write(line + "\n");
        in.flush();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void isTakenWithoutARestart() throws Exception {
        var port = freePort();
        var config = Files.createDirectories(folder.resolve("config"));
        Files.copy(Path.of("config/codex.toml"), config.resolve("codex.toml"));
        Files.writeString(
                config.resolve("settings.toml"),
                Files.readString(Path.of("config/settings.toml"))
                        .replace("http://127.0.0.1:11434", "http://127.0.0.1:" + port));
        log = folder.resolve("said");
        var command = JavaProcess.batos("--home", folder.resolve("home").toString());
        command.addAll(List.of("--config", config.toString()));
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try (var in = process.outputWriter()) {
            type(in, "/models");
            await("rehearsal mind (no Ollama at http://127.0.0.1:" + port);
            await("then /models mind");
            try (var server = new ScriptedMinds(port)) {
                type(in, "/models mind");
                await("ollama 0.12.6 mind at " + server.url() + ", from the next turn on");
                type(in, "@robin are you there?");
                await("ROBIN: Begin with what is certain, says qwen3:4b");
            }
            type(in, "@robin and now?");
            await("Next: ");
            try (var server = new ScriptedMinds(port)) {
                type(in, "@robin and again?");
                await("ROBIN: Begin with what is certain, says qwen3:4b");
            }
            type(in, "/models mind rehearsal");
            await("rehearsal mind");
            type(in, "@robin and without?");
            await("ROBIN: ");
        }
        if (!process.waitFor(Patience.SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            fail("it does not leave");
        }
    }
}
