package batos.faces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import batos.Download;
import batos.JavaProcess;
import batos.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clients that others wrote, from their registries, against a process of batos. Each is fetched
/// once into target/ and skipped with a reason where it cannot be.
class ProgramClientsIT {
    private static final Path JUDGES = Path.of("src/test/resources/batos/faces").toAbsolutePath();
    private static final Path FETCHED = Path.of("target", "judges").toAbsolutePath();
    private static final Duration FETCH = Duration.ofMinutes(4);
    private static final long RUN_MINUTES = 5;

    @TempDir static Path folder;
    private static Process server;
    private static String url;
    private static String key;

    @BeforeAll
    static void serve() throws Exception {
        server = new ProcessBuilder(batos("serve", "--port", "0")).start();
        try (var lines = server.inputReader()) {
            url = lines.readLine().replaceAll("serving (\\S+/v1).*", "$1");
            var line = lines.readLine();
            while (!line.startsWith("key ")) {
                line = lines.readLine();
            }
            key = line.split(" ")[1];
        }
    }

    @AfterAll
    static void stop() throws InterruptedException {
        server.destroy();
        server.waitFor(Patience.SECONDS, TimeUnit.SECONDS);
    }

    /// The command of a process of batos, with the rehearsal mind and a home of its own.
    private static List<String> batos(String... words) {
        var command = JavaProcess.batos("--home", folder.resolve("home").toString());
        command.addAll(List.of(words));
        if (words[0].equals("serve")) {
            command.addAll(List.of("--mind", "rehearsal"));
        }
        return command;
    }

    /// The Python that has these packages.
    private static Path python(String... packages) {
        var python = FETCHED.resolve("python-" + String.join("-", packages)).resolve("bin/python");
        if (!Files.exists(python.resolveSibling("fetched"))) {
            assumeTrue(
                    Download.within(
                            FETCH,
                            String.join(", ", packages) + " from PyPI",
                            () -> fetchPython(python, packages)),
                    "no Python with venv, or PyPI cannot be reached");
        }
        return python;
    }

    private static boolean fetchPython(Path python, String... packages) {
        var venv = python.getParent().getParent();
        var install = new ArrayList<>(List.of(python.toString(), "-m", "pip", "-q", "install"));
        install.addAll(List.of(packages));
        return run(List.of("python3", "-m", "venv", venv.toString())).exit() == 0
                && run(install).exit() == 0
                && python.resolveSibling("fetched").toFile().mkdir();
    }

    private static Path node(String name) {
        var place = FETCHED.resolve("node-" + name);
        if (!Files.exists(place.resolve("fetched"))) {
            assumeTrue(
                    Download.within(FETCH, name + " from npm", () -> fetchNode(place, name)),
                    "no npm, or its registry cannot be reached");
        }
        return place;
    }

    private static boolean fetchNode(Path place, String name) {
        return place.toFile().mkdirs()
                && run(List.of("npm", "--prefix", place.toString(), "install", name)).exit() == 0
                && place.resolve("fetched").toFile().mkdir();
    }

    private record Ran(int exit, String output) {}

    private static Ran run(List<String> command, String... environment) {
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            for (var i = 0; i < environment.length; i += 2) {
                builder.environment().put(environment[i], environment[i + 1]);
            }
            var process = builder.redirectInput(Path.of("/dev/null").toFile()).start();
            var output = new String(process.getInputStream().readAllBytes());
            if (!process.waitFor(RUN_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
            return new Ran(process.exitValue(), output);
        } catch (IOException e) {
            return new Ran(127, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Ran(130, "interrupted");
        }
    }

    private static void holds(Ran ran) {
        assertEquals(0, ran.exit(), ran.output());
    }

    @Test
    void theOpenAiPythonClientIsServed() {
        holds(
                run(
                        List.of(
                                python("openai").toString(),
                                JUDGES.resolve("openai_judge.py").toString(),
                                url,
                                key)));
    }

    @Test
    void theOpenAiNodeClientIsServed() throws IOException {
        var place = node("openai");
        var judge = place.resolve("openai_judge.mjs");
        Files.copy(
                JUDGES.resolve("openai_judge.mjs"),
                judge,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        holds(run(List.of("node", judge.toString(), url, key)));
    }

    @Test
    void llmWithItsExtraModelsIsServed() throws IOException {
        var llm = python("llm").resolveSibling("llm").toString();
        var user = Files.createDirectories(folder.resolve("llm"));
        Files.writeString(
                user.resolve("extra-openai-models.yaml"),
                "- model_id: batos\n  model_name: robin\n  api_base: %s\n  api_key_name: batos\n  supports_schema: true\n"
                        .formatted(url));
        holds(
                run(
                        List.of(llm, "keys", "set", "batos", "--value", key),
                        "LLM_USER_PATH",
                        user + ""));
        for (var stream : List.of("--no-stream", "--no-log")) {
            var ran =
                    run(
                            List.of(llm, "-m", "batos", stream, "hello there"),
                            "LLM_USER_PATH",
                            user + "");
            holds(ran);
            assertTrue(ran.output().contains("Gently"), ran.output());
        }
        var ran =
                run(
                        List.of(
                                llm,
                                "-m",
                                "batos",
                                "--schema",
                                "name, age int",
                                "name is Ada, age: 36"),
                        "LLM_USER_PATH",
                        user + "");
        holds(ran);
        assertEquals("{\"name\":\"Ada\",\"age\":36}", ran.output().strip());
    }

    @Test
    void theProtocolsOwnLibraryIsServedOverAcp() {
        var command =
                new ArrayList<>(
                        List.of(
                                python("agent-client-protocol").toString(),
                                JUDGES.resolve("acp_judge.py").toString()));
        command.addAll(batos("acp"));
        holds(run(command));
    }
}
