package batos.codex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A process that amends its codex is killed with SIGKILL at random moments of the whole path.
/// After each kill the next process finds exactly the old or the new codex, in the file, in the
/// ledger and in the image, and says which.
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class TortureIT {
    private static final int LANES = 2;
    private static final int KILLS = 52;
    private static final long SEED = 20_261_122;

    @TempDir Path dir;

    @Test
    void aKillLeavesExactlyTheOldOrTheNewCodex() throws Exception {
        try (var threads = Executors.newFixedThreadPool(LANES)) {
            var one = threads.submit(() -> new Lane(dir.resolve("a"), SEED).run());
            var two = threads.submit(() -> new Lane(dir.resolve("b"), SEED + 1).run());
            var outcomes = new ArrayList<>(one.get());
            outcomes.addAll(two.get());
            assertTrue(KILLS * LANES >= 100 && outcomes.size() > KILLS, outcomes.toString());
            assertTrue(
                    outcomes.contains("finished") && outcomes.contains("abandoned"),
                    "the kills missed a part of the path: " + outcomes);
        }
    }

    /// One home and its processes, one after the other.
    private static final class Lane {
        private final Path home;
        private final Random random;
        private final List<String> outcomes = new ArrayList<>();
        private String codex = "";
        private String tried = "";
        private int amendments = -1;

        Lane(Path home, long seed) {
            this.home = home;
            this.random = new Random(seed);
        }

        List<String> run() throws Exception {
            Files.createDirectories(home);
            for (int i = 0; i < KILLS; i++) {
                // every seventh is killed while it opens the home, in the midst of a recovery
                kill(i % 7 == 6 ? random.nextInt(1_500) : -1);
            }
            return outcomes;
        }

        /// @param early milliseconds after the start at which it is killed, or -1 for a moment
        ///   within its amendments
        private void kill(int early) throws Exception {
            var said = home.resolve("said.txt");
            Files.deleteIfExists(said);
            var process = start(said);
            if (early >= 0) {
                process.waitFor(early, TimeUnit.MILLISECONDS);
            } else {
                while (process.isAlive() && (!Files.exists(said) || Files.size(said) == 0)) {
                    process.waitFor(5, TimeUnit.MILLISECONDS);
                }
                process.waitFor(random.nextInt(250), TimeUnit.MILLISECONDS);
            }
            assertTrue(process.isAlive(), () -> "ended by itself: " + text("stderr.txt"));
            process.destroyForcibly().waitFor();
            var text = text("said.txt");
            text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(this::heard);
        }

        private String text(String name) {
            try {
                return Files.readString(home.resolve(name));
            } catch (IOException e) {
                return e.toString();
            }
        }

        private void heard(String line) {
            var words = line.split(" ", -1);
            switch (words[0]) {
                case "state" -> state(words);
                case "trying" -> tried = words[1];
                case "amended" -> {
                    codex = words[1];
                    amendments++;
                }
                default -> throw new AssertionError(line);
            }
        }

        private void state(String[] words) {
            var now = words[2];
            assertEquals(now, words[1], "file and ledger");
            assertEquals(now, words[3], "image and ledger");
            assertEquals("0", words[5], "damage in the ledger");
            var count = Integer.parseInt(words[4]);
            if (amendments >= 0) {
                assertTrue(
                        now.equals(codex) && count == amendments
                                || now.equals(tried) && count == amendments + 1,
                        "neither the old nor the new codex, or twice: %s of %s, tried %s, %d after %d"
                                .formatted(now, codex, tried, count, amendments));
            }
            codex = now;
            amendments = count;
            outcomes.add(words[6]);
        }

        private Process start(Path said) throws IOException {
            var command = new ArrayList<String>();
            command.add(ProcessHandle.current().info().command().orElseThrow());
            ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                    .filter(flag -> flag.startsWith("--") || flag.startsWith("-Dchronicle"))
                    .forEach(command::add);
            command.addAll(
                    List.of(
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-Xmx256m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            AmendingChild.class.getName(),
                            home.toString()));
            return new ProcessBuilder(command)
                    .redirectOutput(said.toFile())
                    .redirectError(home.resolve("stderr.txt").toFile())
                    .start();
        }
    }
}
