package batos.mind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.mind.Minds.Choice.Chosen;
import batos.mind.Minds.Choice.Missing;
import batos.tape.Tape;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MindsTest {
    private static final Duration PROBE = Duration.ofMillis(1500);

    @TempDir Path models;

    private MindOptions wish(String prefer, URI ollama) {
        return wish(
                prefer,
                new ServerAddresses(new OllamaAddress(ollama), "", Optional.empty(), "", ""));
    }

    private MindOptions wish(String prefer, ServerAddresses addresses) {
        return wish(prefer, addresses, "bat:1b");
    }

    private MindOptions wish(String prefer, ServerAddresses addresses, String tag) {
        return new MindOptions(
                prefer,
                addresses,
                Optional::empty,
                new LocalMind.Options(new SmallModels(models), "python3", 1, 1),
                Scripts.shipped(),
                Set.of(tag),
                MindContractTest.LIMITS,
                PROBE,
                Optional.empty(),
                60,
                false,
                1);
    }

    @Test
    void anAddressWithAKeyInItIsRefusedAndNotRepeated() throws Exception {
        var wish =
                wish(
                        "openai",
                        new ServerAddresses(
                                new OllamaAddress(OllamaMindTest.nobody()),
                                "",
                                Optional.of(URI.create("http://me:sk-secret@127.0.0.1:1/v1")),
                                "",
                                ""));
        var missing = assertInstanceOf(Minds.Choice.Missing.class, Minds.choose(wish, Tape.live()));
        assertTrue(missing.why().contains("mind.openai_key_file"), missing.why());
        assertTrue(!missing.why().contains("sk-secret"), missing.why());
    }

    private static ScriptedServer ollama(String tag) throws Exception {
        return new ScriptedServer(request -> steps(tag, request));
    }

    private static List<ScriptedServer.Step> steps(String tag, String request) {
        return request.contains("/api/version")
                ? ScriptedServer.answer("application/json", "{\"version\":\"0.12.6\"}")
                : request.contains("/api/tags")
                        ? ScriptedServer.answer(
                                "application/json",
                                "{\"models\":[{\"name\":\""
                                        + tag
                                        + "\",\"digest\":\"a\",\"size\":1}]}")
                        : OllamaScenes.steps(Scenario.TEXT, request);
    }

    private static Chosen chosen(Minds.Choice choice) {
        return assertInstanceOf(Chosen.class, choice);
    }

    @Nested
    class ByItself {
        @Test
        void itTakesOllamaWhereItAnswersAndHasTheModels() throws Exception {
            try (var server = ollama("bat:1b")) {
                var choice = chosen(Minds.choose(wish("auto", server.url()), Tape.live()));
                assertEquals("ollama 0.12.6 mind at " + server.url(), choice.line());
                choice.mind().close();
            }
        }

        @Test
        void itRehearsesWhereTheModelsAreMissingAndSaysHowToGetThem() throws Exception {
            try (var server = ollama("owl:2b")) {
                var choice = chosen(Minds.choose(wish("auto", server.url()), Tape.live()));
                assertEquals("rehearsal", choice.mind().name());
                assertTrue(choice.line().contains("Next: ollama pull bat:1b"), choice.line());
            }
        }

        @Test
        void itTakesAModelWhoseTagStandsWithoutLatest() throws Exception {
            try (var server = ollama("smol:latest")) {
                var there =
                        new ServerAddresses(
                                new OllamaAddress(server.url()), "", Optional.empty(), "", "");
                var wish = wish("auto", there, "smol");
                var choice = chosen(Minds.choose(wish, Tape.live()));
                assertEquals("ollama", choice.mind().name());
                choice.mind().close();
            }
        }

        @Test
        void itSaysThatTheServerThisHomeUsedLastIsAway() throws Exception {
            var wish =
                    wish("auto", OllamaMindTest.nobody())
                            .knowing(Optional.of("ollama 0.34.1 mind at http://box:1"));
            var choice = chosen(Minds.choose(wish, Tape.live()));
            assertEquals("rehearsal", choice.mind().name());
            assertTrue(
                    choice.line()
                            .startsWith(
                                    "rehearsal mind (this home last used the ollama 0.34.1 mind at"
                                            + " http://box:1; no Ollama at"),
                    choice.line());
            assertTrue(choice.line().contains("/models mind"), choice.line());
        }

        @Test
        void itTakesABusyServerThatThisHomeKnows() throws Exception {
            var busy = new ScriptedServer.Step.Pause(PROBE.plusMillis(500).toMillis());
            try (var server =
                    new ScriptedServer(request ->
                            request.contains("/api/version")
                                    ? Stream.concat(
                                                    Stream.of(busy),
                                                    steps("bat:1b", request).stream())
                                            .toList()
                                    : steps("bat:1b", request))) {
                var known =
                        wish("auto", server.url())
                                .knowing(Optional.of("ollama 0.34.1 mind at that place"));
                var choice = chosen(Minds.choose(known, Tape.live()));
                assertEquals("ollama", choice.mind().name());
                choice.mind().close();
            }
        }

        @Test
        void itRehearsesWhereNobodyAnswers() throws Exception {
            var choice = chosen(Minds.choose(wish("auto", OllamaMindTest.nobody()), Tape.live()));
            assertEquals("rehearsal", choice.mind().name());
            assertTrue(
                    choice.line().startsWith("rehearsal mind (no Ollama at http://127.0.0.1:"),
                    choice.line());
        }
    }

    @Nested
    class AskedForByName {
        @Test
        void itIsMissingWhereItIsNotThere() throws Exception {
            assertInstanceOf(
                    Missing.class,
                    Minds.choose(wish("ollama", OllamaMindTest.nobody()), Tape.live()));
            assertInstanceOf(
                    Missing.class,
                    Minds.choose(wish("openai", OllamaMindTest.nobody()), Tape.live()));
            assertInstanceOf(
                    Missing.class,
                    Minds.choose(wish("oracle", OllamaMindTest.nobody()), Tape.live()));
        }
    }

    @Nested
    class OnATape {
        @TempDir Path folder;

        @Test
        void aSessionWithAServerIsPlayedWithoutIt() throws Exception {
            var file = folder.resolve("a.tape");
            URI url;
            try (var server = ollama("bat:1b");
                    var tape = Tape.record(file, Tape.live(), UnaryOperator.identity())) {
                url = server.url();
                try (var mind = chosen(Minds.choose(wish("auto", url), tape)).mind()) {
                    assertInstanceOf(
                            Reply.Answered.class,
                            mind.think(MindContractTest.prompt(Scenario.TEXT), text -> {}));
                }
            }
            try (var tape = Tape.replay(file);
                    var mind = chosen(Minds.choose(wish("rehearsal", url), tape)).mind()) {
                assertInstanceOf(CassetteMind.class, mind);
                var reply =
                        assertInstanceOf(
                                Reply.Answered.class,
                                mind.think(MindContractTest.prompt(Scenario.TEXT), text -> {}));
                assertEquals("hello there", reply.text());
            }
        }

        @Test
        void aForkGoesOnWithAnotherMind() throws Exception {
            var file = folder.resolve("a.tape");
            var nobody = OllamaMindTest.nobody();
            var prompt = MindContractTest.prompt(Scenario.TEXT);
            Reply first;
            try (var tape = Tape.record(file, Tape.live(), UnaryOperator.identity());
                    var mind = chosen(Minds.choose(wish("rehearsal", nobody), tape)).mind()) {
                first = mind.think(prompt, text -> {});
                tape.mark("line", "@ hello");
            }
            try (var server = ollama("bat:1b");
                    var tape = Tape.fork(file, 1, Tape.live());
                    var mind = chosen(Minds.fork(wish("ollama", server.url()), tape)).mind()) {
                assertEquals(first, mind.think(prompt, text -> {}));
                tape.mark("line", "@ hello");
                assertEquals(
                        "hello there", ((Reply.Answered) mind.think(prompt, text -> {})).text());
            }
        }
    }
}
