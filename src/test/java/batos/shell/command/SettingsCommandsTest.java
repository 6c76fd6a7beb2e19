package batos.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// settings, models, personas, crucible, trainer, mcp, theme.
class SettingsCommandsTest {
    @RegisterExtension static final CommandHouse house = CommandHouse.shared();

    @Test
    void settingsAreSetAndShownWithWhatChanged() {
        assertEquals(
                "council.rounds: 2 -> 3. Back: batos settings set council.rounds 2",
                house.done("settings", "set", "council.rounds", "3"));
        assertEquals(
                "council.rounds = 3  # changed", house.done("settings", "show", "council.rounds"));
        assertEquals(
                "council.rounds = 3  # changed", house.done("settings", "get", "council.rounds"));
        house.done("settings", "set", "council.rounds", "2");
    }

    @Test
    void aChangedSettingIsLoggedAndUndoSaysThatItLeavesIt() {
        try (var other = new CommandHouse(house.folder().resolve("undo"))) {
            other.done("settings", "set", "council.rounds", "3");
            assertEquals(
                    "there is nothing to take back in the image. settings.toml is no part of the"
                            + " image, and stays as it is: council.rounds: 2 -> 3. Next: batos"
                            + " settings set council.rounds 2",
                    other.refused(1, "undo"));
            other.done("eval", "x := 5");
            other.done("settings", "set", "mind.openai_url", "http://localhost:1");
            other.done("settings", "set", "mind.openai_url", "http://localhost:2");
            var log = other.done("log").lines().toList();
            assertEquals(4, log.size(), log::toString);
            assertTrue(
                    log.getFirst()
                            .endsWith(
                                    "mind.openai_url: http://localhost:1 -> http://localhost:2"
                                            + " (settings.toml, which undo leaves)"),
                    log::toString);
            assertTrue(log.get(2).endsWith("eval x := 5"), log::toString);
            assertTrue(log.getLast().contains("council.rounds: 2 -> 3"), log::toString);
            var document = other.document("log", "--search", "rounds");
            assertEquals("2", document.path(0).path("before").asText(), document::toString);
            assertEquals(2, other.document("log", "-n", "2").size());
            var root = other.done("image", "root");
            assertEquals(
                    "nothing was taken back: the newest change is one of settings.toml, which undo"
                            + " leaves (mind.openai_url:  -> http://localhost:2). Next: batos"
                            + " settings set mind.openai_url '\"\"' takes it back, or batos"
                            + " image undo --deed takes back 'eval x := 5'",
                    other.refused(1, "undo"));
            assertEquals(root, other.done("image", "root"));
            var undone = other.done("undo", "--deed");
            assertTrue(undone.startsWith("took back 'eval x := 5'"), undone);
            assertTrue(
                    undone.endsWith(
                            "mind.openai_url:  -> http://localhost:2."
                                    + " Next: batos settings set mind.openai_url '\"\"'"),
                    undone);
            other.done("settings", "set", "mind.openai_url", "\"\"");
            assertEquals(
                    "mind.openai_url = \"\"", other.done("settings", "show", "mind.openai_url"));
            assertTrue(other.done("undo", "--deed").contains(", a redo: "), other.out());
        }
    }

    @Test
    void aLeanTurnOfTheRehearsalIsSpokenInPlainWords() {
        try (var other = new CommandHouse(house.folder().resolve("lean"))) {
            other.done("settings", "set", "council.mode", "lean");
            var said =
                    other.done("ask", "what is the airspeed of an unladen swallow?") + other.err();
            assertFalse(said.contains("antithesis\""), said);
            assertFalse(said.contains("no word of the scale"), said);
        }
    }

    @Test
    void aBrokenSettingsFileSaysHowItIsMended() throws IOException {
        try (var other = new CommandHouse(house.folder().resolve("broken"))) {
            other.done("settings", "set", "council.rounds", "3");
            var file = house.folder().resolve("broken/config/settings.toml");
            Files.writeString(file, Files.readString(file) + "\nthis is = = wrong\n");
            var said = other.refused(2, "settings", "set", "council.rounds", "2");
            assertTrue(said.contains(".settings.toml.good over it"), said);
        }
    }

    @Test
    void helpIsAsWideAsAPipeSaysItsReaderIs() {
        var columns = Map.of("COLUMNS", "110");
        var root = Path.of("").toAbsolutePath();
        try (var other = new CommandHouse(house.folder().resolve("wide"), root, columns)) {
            assertTrue(
                    other.done("settings", "--help").contains("stay, the next turn has it.\n"),
                    other.out());
        }
        assertTrue(!house.done("settings", "--help").contains("stay, the next turn has it.\n"));
    }

    @Test
    void aSettingThatCouldNotBeWrittenIsNotInTheLog() throws IOException {
        try (var other = new CommandHouse(house.folder().resolve("unwritten"))) {
            other.done("settings", "set", "council.rounds", "3");
            other.done("settings", "set", "council.rounds", "2");
            var before = other.done("log");
            var file = house.folder().resolve("unwritten/config/settings.toml");
            var aside = Files.move(file, file.resolveSibling("aside"));
            Files.createDirectories(file.resolve("in-the-way"));
            assertTrue(other.run("settings", "set", "council.rounds", "4") > 0);
            Files.delete(file.resolve("in-the-way"));
            Files.delete(file);
            Files.move(aside, file);
            assertEquals(before, other.done("log"));
        }
    }

    @Test
    void anEditBetweenTwoCommandsIsToldByTheNextOneAndOnlyByThat() throws IOException {
        var place = house.folder().resolve("edited");
        try (var other = new CommandHouse(place)) {
            other.done("settings", "set", "council.rounds", "3");
        }
        var file = place.resolve("config/settings.toml");
        Files.writeString(file, Files.readString(file).replace("rounds = 3", "rounds = 4"));
        var told =
                "settings: council.rounds, edited since the last session, in force. Next: batos"
                        + " settings show";
        try (var other = new CommandHouse(place)) {
            other.done("image", "root");
            assertTrue(other.err().contains(told), other.err());
            assertEquals(
                    "council.rounds = 4  # changed",
                    other.done("settings", "show", "council.rounds"));
        }
        try (var other = new CommandHouse(place)) {
            other.done("image", "root");
            assertTrue(!other.err().contains("edited"), other.err());
        }
    }

    @Test
    void settingsRefuseAWrongValueAndNameTheNearestKey() {
        for (var wrong : List.of("99999", "three")) {
            assertEquals(
                    "settings.toml: council.rounds cannot be %s, expected a whole number from 1 to 8"
                            .formatted(wrong),
                    house.refused(2, "settings", "set", "council.rounds", wrong));
        }
        assertEquals(
                "settings.toml: there is no key council.ronds (nearest: council.rounds). Next: batos settings show",
                house.refused(2, "settings", "set", "council.ronds", "3"));
        assertEquals(
                "there is no key nosuch. Next: batos settings show",
                house.refused(2, "settings", "show", "nosuch"));
    }

    @Test
    void modelsAreUsedAndRolledBack() {
        assertEquals(
                "BRICK: qwen3:4b -> bat:1b from the next turn on. Back: batos models rollback BRICK\n"
                        + "whether there is a bat:1b was not looked at: the rehearsal mind has no"
                        + " list of models. Next, with Ollama: batos models mind ollama, then batos"
                        + " models pull bat:1b",
                house.done("models", "use", "BRICK", "bat:1b"));
        assertTrue(house.done("models").contains("BRICK  bat:1b"));
        assertTrue(
                house.done("models", "rollback", "BRICK").startsWith("BRICK: bat:1b -> qwen3:4b"));
        assertEquals(
                "no persona BRIK. There are BABS, BRICK, ROBIN, ALFRED. Next: batos models",
                house.refused(2, "models", "use", "BRIK", "bat:1b"));
    }

    @Test
    void whatNeedsAServerOfModelsSaysWhichCommandStartsOne() {
        for (var words : List.of(List.of("plan"), List.of("pull", "x:1b"))) {
            var line = new java.util.ArrayList<>(List.of("models"));
            line.addAll(words);
            var said = house.refused(5, line.toArray(String[]::new));
            assertTrue(said.endsWith("Next: start Ollama, then batos --mind ollama"), said);
        }
        assertEquals(
                "mind: there is no 'nosuch'. Known: auto, ollama, openai, local, rehearsal",
                house.refused(5, "models", "mind", "nosuch"));
    }

    @Test
    void aBenchOfTheRehearsalMindSaysThatNoModelWasMeasured() {
        var said = house.done("models", "bench", "BRICK", "--every", "30");
        assertTrue(said.startsWith("the rehearsal in place of "), said);
        assertTrue(said.contains("\nThe rehearsal mind answered, by its script"), said);
        assertEquals(
                "rehearsal",
                house.document("models", "bench", "BRICK", "--every", "60").path("mind").asText());
    }

    @Test
    void personasAreListedInTheirOrder() {
        var said = house.done("personas");
        assertTrue(said.indexOf("BABS") < said.indexOf("BRICK"), said);
        assertTrue(said.indexOf("ROBIN") < said.indexOf("ALFRED"), said);
        assertEquals(
                "no command show. Next: batos personas --help",
                house.refused(2, "personas", "show", "brik"));
    }

    @Test
    void aCrucibleThatIsNotThereEndsWithSixAndSaysHowToGetOne() {
        try (var other = new CommandHouse(house.folder().resolve("no-dockerd"))) {
            other.done("settings", "set", "crucible.prefer", "gvisor");
            other.done("settings", "set", "crucible.docker_host", "unix:///nowhere/docker.sock");
            for (var verb : List.of("check", "bench")) {
                var said = other.refused(6, "crucible", verb);
                assertTrue(said.contains("no dockerd at unix:///nowhere/docker.sock"), said);
                assertTrue(said.contains("Next: sudo sandbox/prepare"), said);
            }
            assertEquals(
                    "no tool 'x'. Next: batos tools list",
                    other.refused(1, "tools", "call", "x", "{}"));
        }
    }

    @Test
    void trainersSayWhatIsMissingAndHowToInstallIt() {
        var said = house.done("trainer");
        assertTrue(said.contains("Next: batos trainer install mlx"), said);
        assertTrue(said.endsWith("ready    rehearsal, part of batos"), said);
        for (var verb : List.of("install", "remove")) {
            assertEquals(
                    "no trainer 'nosuch'; there are mlx, unsloth, trl, rehearsal",
                    house.refused(2, "trainer", verb, "nosuch"));
        }
    }

    @Test
    void mcpNamesTheTableThatAServerNeeds() {
        assertTrue(house.done("mcp", "list").startsWith("no MCP servers. Next: "));
        assertTrue(
                house.refused(2, "mcp", "enable", "nosuch")
                        .startsWith("settings.toml names no MCP server nosuch. Next: "));
        assertEquals("nothing yet", house.done("mcp", "log"));
    }

    @Test
    void aThemeThatIsNotThereIsNamed() {
        assertTrue(house.done("theme").endsWith("the theme is dark"));
        assertEquals(
                "there is no theme list. Next: batos theme light",
                house.refused(2, "theme", "list"));
    }
}
