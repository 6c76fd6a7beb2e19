package batos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that swaps models without end is killed at a moment nobody chose: at the next start
/// image and settings.toml have the same model, and the ledger is whole. How often stands in the
/// system property `batos.kills`.
class SwapIT {
    private static final int KILLS = Integer.getInteger("batos.kills", 3);
    private static final Pattern BRICK = Pattern.compile("(?m)^BRICK +(\\S+)");

    @TempDir Path folder;

    @Test
    void aKillAtAnyMomentLeavesOneModelOnBothSides() throws Exception {
        var config = Files.createDirectories(folder.resolve("home-config"));
        Files.copy(Path.of("config/settings.toml"), config.resolve("settings.toml"));
        Files.copy(Path.of("config/codex.toml"), config.resolve("codex.toml"));
        var swaps = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            swaps.append("/models use BRICK bat:").append(i % 7).append("b\n");
        }
        var session = new KilledSession(folder, swaps.toString());
        for (int i = 0; i < KILLS; i++) {
            var said = session.killed("->", Duration.ofMillis(200));
            assertTrue(said.contains("->"), said);

            var next =
                    ReplayIT.run(folder, "home", "/models\n/codex verify\n", "--mind", "rehearsal");
            assertEquals(0, next.exit(), next.out() + next.err());
            var pinned = BRICK.matcher(next.out());
            assertTrue(pinned.find(), next.out());
            var written = Settings.read(config.resolve("settings.toml"));
            assertEquals(
                    written.models().of().get("BRICK").tag(), pinned.group(1), "after kill " + i);
            assertTrue(
                    Files.readString(config.resolve("settings.toml"))
                            .contains("# Each of the four"),
                    "the comments are kept");
        }
    }
}
