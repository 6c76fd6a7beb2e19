package batos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.mind.LocalModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole house with a real model of 135 million parameters, served by a child process. What it
/// says is its own affair; that a turn comes to its end is ours. Skipped with the reason where the
/// model cannot be fetched.
class SmallModelIT {
    private static Path models = Path.of("");

    @TempDir Path folder;

    @BeforeAll
    static void fetch() {
        models = LocalModel.installed().folder();
    }

    private ReplayIT.Ran session(String name, String input, String... more) throws IOException {
        var config = Files.createDirectories(folder.resolve(name + "-config"));
        var shipped = Files.readString(Path.of("config/settings.toml"));
        Files.writeString(
                config.resolve("settings.toml"),
                shipped.replace("qwen3:4b", LocalModel.TAG)
                        .replace("context = 8192", "context = 1024")
                        .replace("max_tokens = 1024", "max_tokens = 48")
                        .replace("attempts = 3", "attempts = 1")
                        .replace("local_models = \"\"", "local_models = \"" + models + "\""));
        if (!Files.exists(config.resolve("codex.toml"))) {
            Files.copy(Path.of("config/codex.toml"), config.resolve("codex.toml"));
        }
        return ReplayIT.run(folder, name, input, more);
    }

    @Test
    void threeTurnsAForgingAndIdleWorkComeToTheirEndsAndAreReplayedWithoutTheModel()
            throws Exception {
        var tape = folder.resolve("small.tape");
        var recorded =
                session(
                        "recorded",
                        """
                        @ What is the capital of France?
                        @ What is 2 + 3?
                        @robin How are you today?
                        /tools forge "turns a text into upper case"
                        /motive once
                        /motive once
                        /motive budget
                        /image root
                        """,
                        "--mind",
                        "local",
                        "--record",
                        tape.toString());
        var said = recorded.out() + recorded.err();
        assertEquals(2, said.split("ALFRED: ", -1).length - 1, said);
        assertEquals(2, said.split("dissonance 0", -1).length - 1, said);
        assertTrue(said.contains("ROBIN: "), said);
        assertTrue(said.contains("ROBIN imagine"), said);
        assertTrue(said.contains("of 200,000 tokens"), said);
        assertFalse(recorded.root().isEmpty(), said);

        var replayed = session("replayed", "", "--replay", tape.toString());
        assertEquals(recorded.root(), replayed.root(), replayed.out() + replayed.err());
        assertFalse(replayed.err().contains("not asked for again"), replayed.err());
    }

    @Test
    void aModelThatIsNotInstalledIsNamedWithTheCommandThatFetchesIt() throws Exception {
        var config = Files.createDirectories(folder.resolve("none-config"));
        Files.copy(Path.of("config/codex.toml"), config.resolve("codex.toml"));
        Files.writeString(
                config.resolve("settings.toml"),
                Files.readString(Path.of("config/settings.toml"))
                        .replace("local_models = \"\"", "local_models = \"" + folder + "\""));
        var ran = ReplayIT.run(folder, "none", "", "ask", "hello", "--mind", "local");
        assertEquals(5, ran.exit(), ran.out() + ran.err());
        assertTrue(ran.err().contains("models install small"), ran.err());
    }
}
