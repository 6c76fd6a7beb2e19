package batos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.app.Application;
import batos.json.Json;
import batos.json.JsonSchema;
import batos.shell.Shell;
import batos.shell.command.Commands;
import batos.shell.session.ProcessEnvironment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `ask` and `log` as scripts use them, over the whole house with the rehearsal mind.
class ScriptsTest {
    private static final String PERSON =
            "{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"},"
                    + "\"age\":{\"type\":\"integer\"}},\"required\":[\"name\",\"age\"]}";

    @TempDir Path folder;

    private String out = "";
    private String err = "";
    private String embedding = "bge-small-en-v1.5-q";

    private int batos(byte[] input, String... words) {
        return batos("home", input, words);
    }

    private int batos(String home, byte[] input, String... words) {
        var printed = new ByteArrayOutputStream();
        var troubles = new ByteArrayOutputStream();
        var around =
                new ProcessEnvironment(
                        Path.of("").toAbsolutePath(),
                        Map.of(
                                "BATOS_HOME", folder.resolve(home).toString(),
                                "BATOS_CONFIG", config().toString()),
                        new ByteArrayInputStream(input),
                        new PrintStream(printed, false, StandardCharsets.UTF_8),
                        new PrintStream(troubles, false, StandardCharsets.UTF_8),
                        InstantSource.system(),
                        false,
                        true,
                        true);
        var exit = new Shell(Application::new, Commands.ALL, around).run(words);
        out = printed.toString(StandardCharsets.UTF_8);
        err = troubles.toString(StandardCharsets.UTF_8);
        return exit;
    }

    /// The shipped files, with the rehearsal mind whatever server runs beside.
    private Path config() {
        try {
            var config = Files.createDirectories(folder.resolve("config"));
            Files.writeString(
                    config.resolve("settings.toml"),
                    Files.readString(Path.of("config", "settings.toml"))
                            .replaceFirst("prefer = \"auto\"", "prefer = \"rehearsal\"")
                            .replace("bge-small-en-v1.5-q", embedding));
            Files.writeString(
                    config.resolve("codex.toml"),
                    Files.readString(Path.of("config", "codex.toml")));
            return config;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String done(String input, String... words) {
        assertEquals(0, batos(input.getBytes(StandardCharsets.UTF_8), words), () -> err);
        return out;
    }

    private void refused(byte[] input, String why, String... words) {
        assertEquals(2, batos(input, words), () -> out + err);
        assertEquals("", out);
        assertTrue(err.contains(why), err);
        assertTrue(err.contains("Next: "), err);
    }

    private Path file(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Nested
    class AQuestion {
        @Test
        void takesWhatIsPipedInAndFilesAsAttachments() throws IOException {
            var answer =
                    Json.read(
                            done(
                                    "disk full\n",
                                    "ask",
                                    "what failed?",
                                    "--file",
                                    file("a.log", "one").toString(),
                                    "--file",
                                    file("b.log", "two").toString(),
                                    "--json"));
            assertEquals(
                    "[\"a.log\",\"b.log\",\"standard input\"]",
                    answer.get("attachments").toString());
            assertTrue(done("", "why").contains("sha256"), out);
        }

        @Test
        void isWhatIsPipedInWhereThereAreNoWords() throws IOException {
            var answer = Json.read(done("hello there\n", "ask", "--json"));
            assertEquals("hello there", answer.get("asked").asText());
            assertFalse(answer.has("attachments"));
        }

        /// Which memories have no vector is asked where they count: that reads all their names.
        @Test
        void saysWhichMemoriesHaveNoVectorAndAProgramDoesNot() {
            done("", "ask", "which tea is best?");
            assertFalse(err.contains("without a vector"), err);
            embedding = "words";
            done("", "eval", "3 + 4");
            assertEquals("7\n", out);
            assertFalse(err.contains("without a vector"), err);
            done("", "ask", "which tea is best?");
            assertTrue(err.contains("memories without a vector of words"), err);
        }

        @Test
        void addressesOneOfTheFourAsAtThePrompt() {
            var one = done("", "ask", "@robin hello");
            assertTrue(one.startsWith("ROBIN: "), one);
            assertFalse(one.contains("ALFRED"), one);
            var all = done("", "ask", "@ hello");
            assertTrue(all.contains("BRICK: ") && all.contains("ALFRED: "), all);
            refused(new byte[0], "zorro", "ask", "@zorro hello");
        }

        @Test
        void printsTheAnswerAloneWhenQuiet() throws IOException {
            var loud = done("", "ask", "hello");
            assertTrue(loud.startsWith("BRICK: "), loud);
            var quiet = done("", "ask", "hello", "--quiet");
            var answer = Json.read(done("", "log", "-n", "1", "--json")).get(0).get("turns").get(0);
            assertEquals(answer.get("answer").asText() + "\n", quiet);
            assertEquals("", err);
        }

        @Test
        void goesOnWithTheLatestTurnOrWithANumberedOne() throws IOException {
            done("", "ask", "hello");
            done("", "ask", "apart");
            var latest = Json.read(done("", "ask", "--continue", "and?", "--json"));
            assertEquals(2, latest.get("continues").asInt());
            assertEquals(3, latest.get("turn").asInt());
            var first = Json.read(done("", "ask", "--turn", "1", "and?", "--json"));
            assertEquals(1, first.get("continues").asInt());
            refused(new byte[0], "no turn 9", "ask", "--turn", "9", "and?");
        }

        @Test
        void isAnsweredByADocumentThatFitsItsSchema() {
            var schema = file("person.json", PERSON).toString();
            var document = done("", "ask", "--schema", schema, "Ada is 36, her age 36");
            assertEquals(
                    new JsonSchema.Check.Fits(document.strip()),
                    JsonSchema.of(PERSON).check(document));
        }

        @Test
        void failsWhereNoDocumentFits() {
            done("", "ask", "hello");
            var schema = file("s.json", "{\"type\":\"string\",\"pattern\":\"^\\\\d{4}-Q[1-4]$\"}");
            assertEquals(1, batos(new byte[0], "ask", "--schema", schema.toString(), "which?"));
            assertEquals("", out);
            assertTrue(err.contains("no document fitted the schema in 3 tries"), err);
            assertEquals("[]", done("", "log", "--search", "which", "--json").strip());
        }

        @Test
        void isReplayedWithItsInputAndWithoutItsFiles() throws IOException {
            var tape = folder.resolve("tape").toString();
            var log = file("a.log", "one");
            done("disk full\n", "--record", tape, "ask", "what failed?", "--file", log.toString());
            Files.delete(log);
            assertEquals(0, batos("again", new byte[0], "--replay", tape), () -> out + err);
        }
    }

    /// More than any reader takes at once.
    @Test
    void linesThatAProgramReadsFromStandardInputAreNotRunAndTheOthersAre() {
        var many = "x := 1. ".repeat(3_000);
        assertEquals(
                "'nil foo'\n1\n7\n",
                done("(stdin nextLine) printNl. 1\nnil foo\n\"" + many + "\" 3 + 4\n"));
    }

    @Nested
    class AnAttachment {
        @Test
        void hasToBeTextAndNotTooLong() {
            refused(new byte[] {'a', 0, 'b'}, "standard input is binary", "ask", "x");
            refused(new byte[] {'a', (byte) 0xe9}, "not UTF-8 (byte 2)", "ask", "x");
            var much = new byte[(256 << 10) + 1];
            Arrays.fill(much, (byte) 'a');
            refused(much, "council.attachments_kb", "ask", "x");
        }

        @Test
        void hasToBeAFileThatIsThere() {
            refused(new byte[0], "no file at ", "ask", "x", "--file", folder + "/nothing");
            refused(new byte[0], "is a folder", "ask", "x", "--file", folder.toString());
        }
    }

    @Nested
    class ASchema {
        @Test
        void hasToBeOne() {
            var file = file("bad.json", "{\"type\":\"objekt\"}").toString();
            refused(new byte[0], "is no JSON schema: ", "ask", "x", "--schema", file);
        }
    }

    @Nested
    class TheLog {
        @Test
        void findsWhatWasTypedAskedAndAnswered() throws IOException {
            done("", "eval", "x := 3");
            done("", "ask", "hello");
            assertEquals(1, done("", "log", "--search", "X := 3").lines().count());
            var found = Json.read(done("", "log", "--search", "HELLO", "--json"));
            assertEquals("ask hello", found.get(0).get("line").asText());
            assertEquals("nothing in the log has zebra\n", done("", "log", "--search", "zebra"));
        }

        @Test
        void isExportedAsJsonLinesTheOldestFirst() throws IOException {
            done("", "eval", "x := 3");
            done("", "ask", "hello");
            var lines = done("", "log", "--export", "jsonl").lines().toList();
            assertEquals(2, lines.size(), out);
            assertEquals("eval x := 3", Json.read(lines.get(0)).get("line").asText());
            var turn = Json.read(lines.get(1)).get("turns").get(0);
            assertEquals("hello", turn.get("asked").asText());
            assertEquals(1, turn.get("turn").asInt());
            assertFalse(turn.get("answer").asText().isEmpty());
        }

        @Test
        void isExportedAsMarkdown() {
            done("", "eval", "x := '```'");
            done("", "ask", "hello");
            var text = done("", "log", "--export", "markdown");
            assertTrue(text.startsWith("## "), text);
            assertTrue(text.contains("````\neval x := '```'\n````"), text);
            assertTrue(text.contains("**Architect** (turn 1): hello"), text);
            refused(new byte[0], "markdown, jsonl", "log", "--export", "pdf");
        }
    }
}
