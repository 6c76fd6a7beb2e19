package batos.web;

import batos.JavaProcess;
import batos.Patience;
import batos.nerve.Command;
import batos.nerve.OwnerClient;
import batos.nerve.OwnerControl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// An owner in a process of its own, with the rehearsal mind, as `batos start` makes one.
final class RunningOwner implements AutoCloseable {
    private final Path home;
    private final Process process;
    private long number;

    RunningOwner(Path folder) throws IOException, InterruptedException {
        home = Files.createDirectories(folder.resolve("home"));
        var command =
                JavaProcess.batos(
                        "--home",
                        home.toString(),
                        "--config",
                        folder.resolve("config").toString(),
                        "--mind",
                        "rehearsal",
                        "--serve");
        process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("owner.log").toFile())
                        .start();
        Patience.until(
                "no owner",
                () -> {
                    if (!process.isAlive()) {
                        throw new IOException(Files.readString(folder.resolve("owner.log")));
                    }
                    return OwnerControl.owner(home).isPresent();
                });
    }

    /// What a one-shot command prints.
    String run(String... words) throws IOException {
        return carryOut(Command.ARGUMENTS, List.of(words));
    }

    /// What a line of an attached prompt prints.
    String line(String text) throws IOException {
        return carryOut(Command.LINE, List.of(text));
    }

    private String carryOut(String kind, List<String> words) throws IOException {
        var out = new ByteArrayOutputStream();
        new OwnerClient(home, "test", out, out, question -> "")
                .carryOut(
                        new Command(
                                "test",
                                ++number,
                                kind,
                                words,
                                "/",
                                new Command.Terminal("", 0, false, true)));
        return out.toString(StandardCharsets.UTF_8);
    }

    long pid() {
        return process.pid();
    }

    /// For example `STOP`, which freezes it, and `CONT`.
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
    }

    String link() throws IOException {
        return run("web").lines().findFirst().orElseThrow();
    }

    @Override
    public void close() throws InterruptedException {
        OwnerControl.end(home);
        if (!process.waitFor(Patience.SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
