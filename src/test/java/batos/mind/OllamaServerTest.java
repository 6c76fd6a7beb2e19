package batos.mind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.json.Json;
import batos.mind.ScriptedServer.Step;
import batos.tape.Tape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OllamaServerTest {
    @TempDir Path folder;

    private final Set<String> blobs = ConcurrentHashMap.newKeySet();
    private final Set<String> made = ConcurrentHashMap.newKeySet();
    private final List<String> unloaded = new CopyOnWriteArrayList<>();
    private String version = "0.12.6";
    private boolean saysSuccess = true;
    private ScriptedServer scripted;

    /// Ollama's administration as documented, for a server that has one model of architecture
    /// llama.
    private List<Step> ollama(String request) {
        var line = request.substring(0, request.indexOf("\r\n"));
        var body = request.split("\r\n\r\n", 2)[1];
        if (line.contains("/api/version")) {
            return json("{\"version\":\"" + version + "\"}");
        }
        if (line.contains("/api/tags")) {
            return json(
                    "{\"models\":[{\"name\":\"bat:1b\",\"model\":\"bat:1b\",\"modified_at\":\"2026-01-01T00:00:00Z\",\"size\":1000000000,\"digest\":\"abc\",\"details\":{}}]}");
        }
        if (line.contains("/api/ps")) {
            return json(
                    "{\"models\":[{\"name\":\"bat:1b\",\"model\":\"bat:1b\",\"size\":1500,\"size_vram\":1200,\"digest\":\"abc\"}]}");
        }
        if (line.contains("/api/show")) {
            var tag = Json.foreignObject(body).orElseThrow().path("model").asText();
            return tag.equals("bat:1b") || made.contains(tag)
                    ? json(
                            "{\"template\":\"{{ .Prompt"
                                    + " }}\",\"details\":{\"family\":\"llama\",\"parameter_size\":\"1B\",\"quantization_level\":\"Q4_K_M\"},\"capabilities\":[\"completion\",\"tools\"],\"model_info\":{\"general.architecture\":\"llama\",\"llama.context_length\":4096,\"llama.block_count\":16,\"llama.embedding_length\":2048,\"llama.attention.head_count\":32,\"llama.attention.head_count_kv\":8}}")
                    : OllamaScenes.error(404, "{\"error\":\"model '" + tag + "' not found\"}");
        }
        if (line.contains("/api/pull")) {
            var steps =
                    new ArrayList<>(
                            ScriptedServer.answer(
                                    "application/x-ndjson",
                                    "{\"status\":\"pulling manifest\"}",
                                    "{\"status\":\"pulling"
                                            + " aa\",\"digest\":\"aa\",\"total\":100,\"completed\":40}"));
            steps.add(saysSuccess ? new Step.Bytes("{\"status\":\"success\"}\n") : new Step.Hang());
            return steps;
        }
        if (line.contains("/api/generate")) {
            unloaded.add(Json.foreignObject(body).orElseThrow().path("model").asText());
            return json(
                    "{\"model\":\"bat:1b\",\"response\":\"\",\"done\":true,\"done_reason\":\"unload\"}");
        }
        if (line.contains("/api/blobs/")) {
            var digest = line.split("/api/blobs/| HTTP")[1];
            if (line.startsWith("HEAD")) {
                return List.of(
                        ScriptedServer.head(blobs.contains(digest) ? 200 : 404, "text/plain"));
            }
            blobs.add(digest);
            return List.of(ScriptedServer.head(201, "text/plain"));
        }
        if (line.contains("/api/create")) {
            var wanted = Json.foreignObject(body).orElseThrow();
            if (saysSuccess) {
                made.add(wanted.path("model").asText());
            }
            return json("{\"status\":\"" + (saysSuccess ? "success" : "converting") + "\"}");
        }
        if (line.contains("/api/delete")) {
            return json("{}");
        }
        throw new AssertionError(line);
    }

    private static List<Step> json(String text) {
        return ScriptedServer.answer("application/json", text);
    }

    private OllamaServer server() throws Exception {
        scripted = new ScriptedServer(this::ollama);
        return new OllamaServer(
                new OllamaAddress(scripted.url()), MindContractTest.LIMITS, Tape.live());
    }

    @AfterEach
    void close() {
        if (scripted != null) {
            scripted.close();
        }
    }

    @Nested
    class WhatItTells {
        @Test
        void itsVersionItsModelsAndWhatIsLoaded() throws Exception {
            try (var server = server()) {
                assertEquals(Optional.of("0.12.6"), server.version(2000));
                assertEquals(
                        List.of(new Mind.Model("bat:1b", "abc", 1_000_000_000)), server.models());
                assertEquals(
                        List.of(new OllamaServer.Resident("bat:1b", "abc", 1500, 1200)),
                        server.resident());
            }
        }

        @Test
        void theAnatomyOfAModel() throws Exception {
            try (var server = server()) {
                var anatomy = server.show("bat:1b").orElseThrow();
                assertEquals("llama", anatomy.architecture());
                assertEquals(16L * 8 * 128 * 2, anatomy.cachePerToken());
                assertTrue(anatomy.tools());
                assertEquals(Optional.empty(), server.show("owl:2b"));
            }
        }

        @Test
        void nothingWhenItIsAway() throws Exception {
            try (var server =
                    new OllamaServer(
                            new OllamaAddress(OllamaMindTest.nobody()),
                            MindContractTest.LIMITS,
                            Tape.live())) {
                assertEquals(Optional.empty(), server.version(500));
                assertEquals(List.of(), server.models());
            }
        }
    }

    @Nested
    class APull {
        @Test
        void showsItsProgress() throws Exception {
            var steps = new ArrayList<String>();
            try (var server = server()) {
                var work =
                        server.pull(
                                "owl:2b",
                                (step, done, total) -> steps.add(step + " " + done + "/" + total));
                assertInstanceOf(ServerJob.Done.class, work);
            }
            assertEquals(
                    List.of("pulling manifest 0/0", "pulling aa 40/100", "success 0/0"), steps);
        }

        @Test
        void isInterrupted() throws Exception {
            saysSuccess = false;
            try (var server = server()) {
                var work =
                        server.pull(
                                "owl:2b",
                                (step, done, total) -> {
                                    if (total > 0) {
                                        Thread.currentThread().interrupt();
                                    }
                                });
                assertEquals(new ServerJob.Interrupted(), work);
                assertTrue(Thread.interrupted());
            }
        }
    }

    @Nested
    class AModelToBeMade {
        private ModelRecipe recipe(ModelRecipe.Route route) {
            return new ModelRecipe("brick:2", route, "", Map.of("num_ctx", 4096));
        }

        private Path file(String name) throws Exception {
            return Files.writeString(folder.resolve(name), "weights of " + name);
        }

        @Test
        void goesUpOnceAndIsMadeFromABaseAndAnAdapter() throws Exception {
            var route = new ModelRecipe.Route.Adapter("bat:1b", List.of(file("adapter.gguf")));
            try (var server = server()) {
                assertInstanceOf(
                        ServerJob.Done.class,
                        server.create(recipe(route), (step, done, total) -> {}));
                assertInstanceOf(
                        ServerJob.Done.class,
                        server.create(recipe(route), (step, done, total) -> {}));
            }
            assertEquals(
                    1,
                    scripted.requests().stream()
                            .filter(request -> request.startsWith("POST /api/blobs/"))
                            .count());
            var create =
                    scripted.requests().stream()
                            .filter(request -> request.startsWith("POST /api/create"))
                            .findFirst()
                            .orElseThrow();
            var body = Json.foreignObject(create.split("\r\n\r\n", 2)[1]).orElseThrow();
            assertEquals("bat:1b", body.path("from").asText());
            assertTrue(body.path("adapters").path("adapter.gguf").asText().startsWith("sha256:"));
            assertTrue(!body.hasNonNull("quantize"), body.toString());
        }

        @Test
        void isMadeFromMergedWeights() throws Exception {
            try (var server = server()) {
                var work =
                        server.create(
                                recipe(new ModelRecipe.Route.Merged(List.of(file("model.gguf")))),
                                (step, done, total) -> {});
                assertInstanceOf(ServerJob.Done.class, work);
            }
        }

        @Test
        void isRefusedWhereTheServerMakesNoneFromAdapters() throws Exception {
            version = "0.34.1";
            try (var server = server()) {
                var route = new ModelRecipe.Route.Adapter("bat:1b", List.of(file("adapter.gguf")));
                var failed =
                        assertInstanceOf(
                                ServerJob.Failed.class,
                                server.create(recipe(route), (step, done, total) -> {}));
                assertTrue(failed.why().contains("merge the adapter"), failed.why());
            }
        }

        @Test
        void isRefusedWhereAFolderOfWeightsIsNotTaken() throws Exception {
            version = "0.34.1";
            var folder = List.of(file("config.json"), file("model.safetensors"));
            try (var server = server()) {
                var failed =
                        assertInstanceOf(
                                ServerJob.Failed.class,
                                server.create(
                                        recipe(new ModelRecipe.Route.Merged(folder)),
                                        (step, done, total) -> {}));
                assertTrue(failed.why().contains("one GGUF file only"), failed.why());
                assertTrue(failed.why().contains("--weights FILE.gguf"), failed.why());
            }
            assertTrue(
                    scripted.requests().stream()
                            .noneMatch(request -> request.contains("/api/blobs")));
        }

        @Test
        void isNotTakenForMadeWhenTheServerNeverSaidSo() throws Exception {
            saysSuccess = false;
            try (var server = server()) {
                var work =
                        server.create(
                                recipe(new ModelRecipe.Route.Merged(List.of(file("model.gguf")))),
                                (step, done, total) -> {});
                assertInstanceOf(ServerJob.Failed.class, work);
            }
        }
    }

    @Nested
    class APlan {
        @Test
        void addsWeightsAndCacheOfWhatIsResidentTogether() throws Exception {
            var sampling = new Pin.Sampling(0, 1, 1, 100);
            var pins = new LinkedHashMap<String, Pin>();
            pins.put("BRICK", new Pin("bat:1b", "abc", 4096, sampling, ""));
            pins.put("ROBIN", new Pin("bat:1b", "abc", 4096, sampling, ""));
            pins.put("BABS", new Pin("bat:1b", "abc", 8192, sampling, ""));
            pins.put("ALFRED", new Pin("owl:2b", "", 4096, sampling, ""));
            try (var server = server()) {
                var plan = ModelPlan.of(pins, server.models(), server::show, 1, 8L << 30);
                assertEquals(3, plan.rows().size());
                assertEquals(List.of("BRICK", "ROBIN"), plan.rows().getFirst().personas());
                assertEquals(1_000_000_000L + 32_768L * 8192, plan.together());
                assertTrue(!plan.fits());
                assertTrue(
                        plan.advice().toString().contains("/models pull owl:2b"),
                        plan.advice().toString());
                assertTrue(
                        plan.advice().toString().contains("trained for 4,096"),
                        plan.advice().toString());
            }
        }
    }

    @Nested
    class ASmallMemory {
        @Test
        void isClearedForTheNextModel() throws Exception {
            var chats = new CopyOnWriteArrayList<String>();
            scripted =
                    new ScriptedServer(request -> {
                        if (request.startsWith("POST /api/chat")) {
                            chats.add(
                                    Json.foreignObject(request.split("\r\n\r\n", 2)[1])
                                            .orElseThrow()
                                            .path("model")
                                            .asText());
                            return OllamaScenes.steps(Scenario.TEXT, request);
                        }
                        return ollama(request);
                    });
            var address = new OllamaAddress(scripted.url());
            var inner = new OllamaMind(address, MindContractTest.LIMITS, 60, false, Tape.live());
            var server = new OllamaServer(address, MindContractTest.LIMITS, Tape.live());
            var prompt = MindContractTest.prompt(Scenario.TEXT);
            var other =
                    new Prompt(
                            new Pin("owl:2b", "", 2048, prompt.pin().sampling(), ""),
                            PersonaId.ROBIN,
                            Purpose.ANSWER,
                            prompt.messages(),
                            List.of(),
                            Optional.empty());
            try (var mind = new ResidentMind(inner, server, 1, Duration.ofSeconds(5))) {
                assertInstanceOf(Reply.Answered.class, mind.think(prompt, text -> {}));
                assertInstanceOf(Reply.Answered.class, mind.think(other, text -> {}));
            }
            assertEquals(List.of("bat:1b", "owl:2b"), chats);
            assertEquals(List.of("bat:1b"), unloaded);
        }
    }
}
