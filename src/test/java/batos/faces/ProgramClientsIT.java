package batos.faces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.FetchedPrograms;
import batos.FetchedPrograms.Ran;
import batos.JavaProcess;
import batos.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clients that others wrote, from their registries, against a process of batos.
class ProgramClientsIT {
    private static final Path JUDGES = Path.of("src/test/resources/batos/faces").toAbsolutePath();

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

    private static void holds(Ran ran) {
        assertEquals(0, ran.exit(), ran.output());
    }

    @Test
    void theOpenAiPythonClientIsServed() {
        holds(
                FetchedPrograms.run(
                        List.of(
                                FetchedPrograms.python("python"),
                                JUDGES.resolve("openai_judge.py").toString(),
                                url,
                                key)));
    }

    @Test
    void theOpenAiNodeClientIsServed() throws IOException {
        var place = FetchedPrograms.node();
        var judge = place.resolve("openai_judge.mjs");
        Files.copy(
                JUDGES.resolve("openai_judge.mjs"),
                judge,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        holds(FetchedPrograms.run(List.of("node", judge.toString(), url, key)));
    }

    @Test
    void llmWithItsExtraModelsIsServed() throws IOException {
        var llm = FetchedPrograms.python("llm");
        var user = Files.createDirectories(folder.resolve("llm"));
        Files.writeString(
                user.resolve("extra-openai-models.yaml"),
                "- model_id: batos\n  model_name: robin\n  api_base: %s\n  api_key_name: batos\n  supports_schema: true\n"
                        .formatted(url));
        holds(
                FetchedPrograms.run(
                        List.of(llm, "keys", "set", "batos", "--value", key),
                        "LLM_USER_PATH",
                        user + ""));
        for (var stream : List.of("--no-stream", "--no-log")) {
            var ran =
                    FetchedPrograms.run(
                            List.of(llm, "-m", "batos", stream, "hello there"),
                            "LLM_USER_PATH",
                            user + "");
            holds(ran);
            assertTrue(ran.output().contains("Gently"), ran.output());
        }
        var ran =
                FetchedPrograms.run(
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
                                FetchedPrograms.python("python"),
                                JUDGES.resolve("acp_judge.py").toString()));
        command.addAll(batos("acp"));
        holds(FetchedPrograms.run(command));
    }
}
