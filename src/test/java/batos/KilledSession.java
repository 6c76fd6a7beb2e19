package batos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/// A session with the rehearsal mind in a process of its own, which is killed while it works on its
/// lines.
final class KilledSession {
    private final Path folder;
    private final Path script;
    private final Random chance = new Random(4);
    private int kills;

    /// @param folder of `home` and `home-config`
    /// @param lines that are typed, more than it gets done
    KilledSession(Path folder, String lines) throws IOException {
        this.folder = folder;
        this.script = Files.writeString(folder.resolve("lines"), lines);
    }

    /// Starts it and kills it at a moment after it has said the word.
    ///
    /// @param within of the word
    /// @return what it said
    String killed(String word, Duration within) throws IOException, InterruptedException {
        var said = folder.resolve("said-" + ++kills);
        var process =
                new ProcessBuilder(
                                JavaProcess.batos(
                                        "--home",
                                        folder.resolve("home").toString(),
                                        "--config",
                                        folder.resolve("home-config").toString(),
                                        "--mind",
                                        "rehearsal"))
                        .redirectInput(script.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        Patience.until(
                () -> "nothing is said",
                () -> !process.isAlive() || Files.readString(said).contains(word));
        TimeUnit.NANOSECONDS.sleep(chance.nextLong(within.toNanos()));
        process.destroyForcibly().waitFor();
        return Files.readString(said);
    }
}
