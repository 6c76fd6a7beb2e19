package batos.motive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.app.Application;
import batos.json.Json;
import batos.shell.Shell;
import batos.shell.command.Commands;
import batos.shell.session.ProcessEnvironment;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Idle work in the whole house, by its commands, with the rehearsal mind.
class MotiveTest {
    @TempDir Path folder;

    private String in(String home, String... words) {
        var ran = run(home, words);
        assertEquals(0, ran.exit(), () -> String.join(" ", words) + ": " + ran.err());
        return ran.out();
    }

    private String refused(String home, String... words) {
        var ran = run(home, words);
        assertEquals(1, ran.exit(), ran::out);
        return ran.err();
    }

    private record Ran(int exit, String out, String err) {}

    private Ran run(String home, String... words) {
        var arguments =
                new ArrayList<>(
                        List.of("--home", folder.resolve(home).toString(), "--mind", "rehearsal"));
        arguments.addAll(List.of(words));
        var printed = new ByteArrayOutputStream();
        var troubles = new ByteArrayOutputStream();
        var around =
                new ProcessEnvironment(
                        Path.of("").toAbsolutePath(),
                        Map.of(),
                        new ByteArrayInputStream(new byte[0]),
                        new PrintStream(printed, false, StandardCharsets.UTF_8),
                        new PrintStream(troubles, false, StandardCharsets.UTF_8),
                        InstantSource.system(),
                        false);
        var exit =
                new Shell(Application::new, Commands.ALL, around)
                        .run(arguments.toArray(String[]::new));
        return new Ran(
                exit,
                printed.toString(StandardCharsets.UTF_8),
                troubles.toString(StandardCharsets.UTF_8));
    }

    private JsonNode night(String home) {
        return Json.tryRead(in(home, "motive", "run", "--hours", "24", "--simulated", "--json"))
                .orElseThrow();
    }

    /// The codex and the settings of a home, byte for byte, and the approvals.
    private Map<String, String> files(String home) throws IOException {
        var texts = new TreeMap<String, String>();
        for (var name : List.of("codex.toml", "settings.toml", "ledger.ndjson")) {
            texts.put(name, Files.readString(folder.resolve(home).resolve(name)));
        }
        return texts;
    }

    private JsonNode goals(String home) {
        return Json.tryRead(in(home, "goals", "list", "--json")).orElseThrow();
    }

    @Nested
    class ANightWithoutNews {
        @Test
        void callsNobodyAndCommitsNothing() {
            var night = night("a");
            assertEquals(24, night.path("hours").asInt());
            assertEquals(144, night.path("looks").asInt());
            for (var zero : List.of("model_calls", "containers", "commits")) {
                assertTrue(night.has(zero), zero);
                assertEquals(0, night.path(zero).asInt(), zero);
            }
            assertEquals(0, night.path("tokens").path("spent").asInt());
            assertEquals(0, night.path("tokens").path("reserved").asInt());
            assertTrue(night.has("cpu_ms"));
            assertTrue(night.path("goals").isEmpty());
        }
    }

    @Nested
    class ANightWithNews {
        @Test
        void reachesAGoalWhoseCheckRanAndLooksAtNothingTwice() throws IOException {
            in("b", "ask", "hello", "there,", "how", "was", "the", "garden?");
            var files = files("b");
            var night = night("b");
            assertEquals(files, files("b"), "codex and settings stay as they are");
            assertEquals(1, night.path("goals").path("reached").asInt(), night.toString());
            assertEquals(2, night.path("model_calls").asInt());
            assertEquals(3, night.path("commits").asInt());
            assertTrue(
                    night.path("tokens").path("spent").asLong()
                            <= night.path("tokens").path("reserved").asLong());
            var goal = goals("b").get(0);
            assertEquals("thought", goal.path("product").path("sort").asText());
            assertTrue(goal.path("detail").asText().startsWith("memory brings"), goal.toString());

            var again = night("b");
            assertEquals(0, again.path("model_calls").asInt());
            assertEquals(0, again.path("commits").asInt());

            assertTrue(in("b", "goals", "why", "1").contains("drawn among 1"));
            var thought = goal.path("product").path("reference").asText();
            assertTrue(in("b", "memory", "show", thought).contains("thought"));
        }

        @Test
        void eachStepIsOneDeedAndIsNotDoneAgainAfterAnUndo() {
            in("c", "ask", "hello", "there,", "how", "was", "the", "garden?");
            in("c", "motive", "once");
            in("c", "motive", "once");
            assertEquals("reached", goals("c").get(0).path("state").asText());
            in("c", "image", "undo");
            assertEquals("active", goals("c").get(0).path("state").asText());
            in("c", "image", "undo", "4");
            assertTrue(goals("c").isEmpty());
            assertTrue(in("c", "motive", "once").contains("nothing is new"));
        }
    }

    @Nested
    class TurnedOff {
        private boolean isOn(String home) {
            return Json.tryRead(in(home, "motive", "status", "--json"))
                    .orElseThrow()
                    .path("on")
                    .asBoolean();
        }

        @Test
        void isHowItBegins() {
            assertTrue(!isOn("d"));
        }

        @Test
        void itStaysThroughRestoreUndoAndImport() {
            in("e", "motive", "on");
            in("e", "eval", "robin manner: 'softly'");
            in("e", "image", "save", "on");
            assertTrue(isOn("e"));
            in("e", "motive", "off");
            in("e", "image", "undo", "--deed");
            assertTrue(!isOn("e"), "after an undo of what was done while it was on");
            in("e", "image", "restore", "on");
            assertTrue(!isOn("e"), "after a restore");
            in("e", "image", "undo");
            assertTrue(!isOn("e"), "after an undo of the restore");

            in("e", "motive", "on");
            var export = folder.resolve("e.export").toString();
            in("e", "image", "export", export);
            in("f", "motive", "off");
            in("f", "image", "import", export);
            assertTrue(!isOn("f"), "after an import");
        }
    }

    @Nested
    class AGoalThatIsGiven {
        @Test
        void isReachedWhenItsBlockAnswersTrue() {
            in("g", "eval", "brick pursue: 'count to one' until: [:g | council goals size = 1]");
            var goal = goals("g").get(0);
            assertEquals("architect", goal.path("by").asText());
            assertEquals("waiting", goal.path("state").asText());
            in("g", "motive", "once");
            assertEquals("reached", goals("g").get(0).path("state").asText());
            assertEquals("1\n", in("g", "eval", "(Goal at: 1) number"));
            assertTrue(in("g", "goals", "retire", "1").contains("retired"));
            assertTrue(
                    refused("g", "goals", "reject", "1").startsWith("goal 1 is retired already"));
        }
    }
}
