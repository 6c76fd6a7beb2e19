package batos;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Programs that others wrote, from PyPI and npm: all of them are fetched once, and kept for the
/// next clone, in the versions of that day. A test is skipped with a reason where they cannot be.
public final class FetchedPrograms {
    private static final Duration FETCH = Duration.ofMinutes(5);
    private static final long RUN_MINUTES = 5;

    private static final List<String> PYTHON =
            List.of("mcp>=2.3,<3", "mcp-server-fetch", "openai", "llm", "agent-client-protocol");

    /// Of the inspector its command line alone: the page has ten times as many files.
    private static final List<String> NODE =
            List.of(
                    "@modelcontextprotocol/inspector-cli",
                    "@modelcontextprotocol/server-filesystem",
                    "@modelcontextprotocol/server-everything",
                    "openai");

    private static final Path FETCHED =
            Download.kept("judges-" + Integer.toHexString((PYTHON + "" + NODE).hashCode()));

    private FetchedPrograms() {}

    /// How a process ended, and what it said on both streams.
    public record Ran(int exit, String output) {}

    /// A program of the virtual environment that has the Python packages.
    public static String python(String program) {
        var place = FETCHED.resolve("python");
        fetched(place, "the programs from PyPI", () -> fetchPython(place));
        return place.resolve("bin").resolve(program).toString();
    }

    /// The folder in which Node finds its packages.
    public static Path node() {
        var place = FETCHED.resolve("node");
        fetched(place, "the programs from npm", () -> fetchNode(place));
        return place;
    }

    private interface Fetch {
        boolean succeeds() throws IOException;
    }

    private static void fetched(Path place, String what, Fetch fetch) {
        if (!Files.exists(place.resolve("fetched"))) {
            assumeTrue(
                    Download.within(FETCH, what, () -> once(place, fetch)),
                    () -> what + " cannot be fetched");
        }
    }

    /// Test classes that run at the same time are processes.
    private static boolean once(Path place, Fetch fetch) {
        try {
            Files.createDirectories(place);
            try (var file =
                            FileChannel.open(
                                    place.resolve("lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    var lock = file.lock()) {
                return lock.isValid()
                        && (Files.exists(place.resolve("fetched"))
                                || (fetch.succeeds() && place.resolve("fetched").toFile().mkdir()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// With the pip that Python has, where it can install for another: a pip of its own costs a
    /// third of the work.
    private static boolean fetchPython(Path place) {
        var python = place.resolve("bin/python").toString();
        return (run(List.of("python3", "-m", "venv", "--without-pip", place.toString())).exit() == 0
                        && run(pip("python3", "--python", python)).exit() == 0)
                || (run(List.of("python3", "-m", "venv", place.toString())).exit() == 0
                        && run(pip(python)).exit() == 0);
    }

    private static List<String> pip(String python, String... options) {
        var install = new ArrayList<>(List.of(python, "-m", "pip"));
        install.addAll(List.of(options));
        install.addAll(List.of("-q", "install", "--disable-pip-version-check"));
        // what is used is compiled when it is: a tenth of it
        install.add("--no-compile");
        install.addAll(PYTHON);
        return install;
    }

    /// The inspector's command line looks for the version of the whole inspector beside itself.
    private static boolean fetchNode(Path place) throws IOException {
        var install = new ArrayList<>(List.of("npm", "--prefix", place.toString(), "install"));
        install.addAll(List.of("--no-audit", "--no-fund"));
        install.addAll(NODE);
        if (run(install).exit() != 0) {
            return false;
        }
        var project = place.resolve("node_modules/@modelcontextprotocol");
        Files.copy(
                project.resolve("inspector-cli/package.json"),
                project.resolve("package.json"),
                StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    /// Runs a command without input.
    ///
    /// @param environment names and values, in turn
    public static Ran run(List<String> command, String... environment) {
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            for (var i = 0; i < environment.length; i += 2) {
                builder.environment().put(environment[i], environment[i + 1]);
            }
            var process = builder.redirectInput(Path.of("/dev/null").toFile()).start();
            var watch =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    if (!process.waitFor(RUN_MINUTES, TimeUnit.MINUTES)) {
                                        process.descendants()
                                                .forEach(ProcessHandle::destroyForcibly);
                                        process.destroyForcibly();
                                    }
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            });
            var output = new String(process.getInputStream().readAllBytes());
            var exit = process.waitFor();
            watch.interrupt();
            return new Ran(exit, output);
        } catch (IOException e) {
            return new Ran(127, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Ran(130, "interrupted");
        }
    }
}
