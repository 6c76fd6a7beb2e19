package batos.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// start, stop, restart, web, serve, fork: what they refuse and what they say. `LauncherIT` starts
/// and ends a real owner.
class LifecycleCommandsTest {
    @RegisterExtension static final CommandHouse house = CommandHouse.shared();

    @Test
    void whereNoOwnerIsStopSaysSoAndEndsWell() {
        assertEquals("there is no owner. Next: batos start", house.done("stop"));
        assertEquals(
                "there is no owner. Next: batos start",
                house.document("stop").path("text").asText());
    }

    @Test
    void anOwnerIsNeitherStartedNorEndedByTheProcessThatIsIt() {
        for (var word : List.of("start", "stop", "restart")) {
            assertTrue(house.piped("/" + word + "\n") != 0, word);
            assertTrue(
                    house.err()
                            .contains(
                                    "the owner is this process. Next: leave with Ctrl-D, then batos "
                                            + word),
                    house.err());
        }
    }

    @Test
    void theyTakeNoWords() {
        for (var word : List.of("start", "stop", "restart", "web", "serve")) {
            assertEquals(
                    "too many words: x. Next: batos " + word + " --help",
                    house.refused(2, word, "x"));
        }
    }

    @Test
    void anOwnerThatCannotBeStartedIsNamedWithItsHome() throws IOException {
        var elsewhere = Files.createDirectories(house.folder().resolve("elsewhere"));
        var home = Files.writeString(elsewhere.resolve("home"), "");
        try (var other = new CommandHouse(elsewhere)) {
            var said = other.refused(3, "start");
            assertTrue(said.contains(home.toString()), said);
        }
    }

    @Test
    void portsAreWithinTheirBounds() {
        for (var word : List.of("web", "serve")) {
            for (var port : List.of("-1", "65536")) {
                assertEquals(
                        "--port is " + port + "; it is 0 to 65535",
                        house.refused(2, word, "--port=" + port));
            }
            assertEquals(
                    "--port: 'http' is no whole number. Next: batos " + word + " --help",
                    house.refused(2, word, "--port", "http"));
        }
    }

    @Test
    void servingThatNeverBeganIsEndedWithAWord() {
        assertEquals("no programs were served", house.done("serve", "--stop"));
        assertEquals(false, house.document("serve", "--stop").path("stopped").asBoolean(true));
    }

    @Test
    void aForkNeedsARecordAndAProcessOfItsOwn() throws IOException {
        assertEquals("fork needs FILE. Next: batos fork --help", house.refused(2, "fork"));
        assertTrue(house.piped("/fork tape.jsonl\n") != 0);
        assertTrue(
                house.err()
                        .contains(
                                "fork begins a session of its own. Next: leave with Ctrl-D, then"
                                        + " batos fork tape.jsonl --at N"),
                house.err());
    }
}
