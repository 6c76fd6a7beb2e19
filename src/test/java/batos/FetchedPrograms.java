package batos;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Programs that others wrote, from PyPI and npm: each set is fetched once, into `target/judges`. A
/// test is skipped with a reason where it cannot be.
public final class FetchedPrograms {
    private static final Path FETCHED = Path.of("target", "judges").toAbsolutePath();
    private static final Duration FETCH = Duration.ofMinutes(5);
    private static final long RUN_MINUTES = 5;

    private FetchedPrograms() {}

    /// How a process ended, and what it said on both streams.
    public record Ran(int exit, String output) {}

    /// The folder of programs of a virtual environment that has these packages.
    public static Path python(String... packages) {
        var place = place("python", packages);
        fetched(place, "PyPI", packages, () -> fetchPython(place, packages));
        return place.resolve("bin");
    }

    /// The folder in which Node finds these packages.
    public static Path node(String... packages) {
        var place = place("node", packages);
        fetched(place, "npm", packages, () -> fetchNode(place, packages));
        return place;
    }

    private static Path place(String kind, String... packages) {
        return FETCHED.resolve(
                kind + "-" + String.join("-", packages).replaceAll("[^A-Za-z0-9.-]+", "_"));
    }

    private interface Fetch {
        boolean succeeds();
    }

    private static void fetched(Path place, String from, String[] packages, Fetch fetch) {
        if (!Files.exists(place.resolve("fetched"))) {
            var what = String.join(", ", packages) + " from " + from;
            assumeTrue(
                    Download.within(FETCH, what, fetch::succeeds),
                    () -> what + " cannot be fetched");
        }
    }

    private static boolean fetchPython(Path place, String... packages) {
        var install = new ArrayList<>(List.of(place.resolve("bin/python").toString()));
        install.addAll(List.of("-m", "pip", "-q", "install", "--disable-pip-version-check"));
        // what is used is compiled when it is: a tenth of it
        install.add("--no-compile");
        install.addAll(List.of(packages));
        return run(List.of("python3", "-m", "venv", place.toString())).exit() == 0
                && run(install).exit() == 0
                && place.resolve("fetched").toFile().mkdir();
    }

    private static boolean fetchNode(Path place, String... packages) {
        var install = new ArrayList<>(List.of("npm", "--prefix", place.toString(), "install"));
        install.addAll(List.of("--no-audit", "--no-fund"));
        install.addAll(List.of(packages));
        return (place.toFile().isDirectory() || place.toFile().mkdirs())
                && run(install).exit() == 0
                && place.resolve("fetched").toFile().mkdir();
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
