package batos.codex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.JavaProcess;
import batos.Patience;
import batos.config.ShippedConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A process that proposes, approves, edits, rolls back, ratifies, sets settings and swaps models
/// is killed with SIGKILL at random moments of all these paths. After each kill the next process
/// finds exactly the old or the new codex, setting and model, the same in the files, in the ledger
/// and in the image; nothing was done twice; and what was cut off is told.
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class TortureIT {
    private static final int LANES = 2;

    /// Of each lane; more, until each of the outcomes was seen.
    private static final int KILLS = Integer.getInteger("batos.kills", 16) / LANES;

    private static final int MOST = Math.max(KILLS, 150);
    private static final List<String> OUTCOMES =
            List.of(
                    "it_is_applied",
                    "nothing_was_changed",
                    "edited_outside_the_protocol",
                    "cut off codex",
                    "cut off setting",
                    "cut off tag");
    private static final long SEED = 20_261_122;

    @TempDir Path dir;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    @Test
    void aKillLeavesExactlyTheOldOrTheNew() throws Exception {
        try (var threads = Executors.newFixedThreadPool(LANES)) {
            var one = threads.submit(() -> new Lane(dir.resolve("a"), SEED).run());
            var two = threads.submit(() -> new Lane(dir.resolve("b"), SEED + 1).run());
            var outcomes = new ArrayList<>(one.get());
            outcomes.addAll(two.get());
            assertTrue(outcomes.size() > KILLS, outcomes.toString());
            assertEquals(List.of(), missing(), "the kills missed a part of the paths: " + outcomes);
        }
    }

    private List<String> missing() {
        return OUTCOMES.stream()
                .filter(outcome -> seen.stream().noneMatch(said -> said.contains(outcome)))
                .toList();
    }

    private static Path configured(Path home) throws IOException {
        var config = Files.createDirectories(home.resolve("config"));
        Files.writeString(config.resolve("settings.toml"), ShippedConfig.settings());
        return home;
    }

    /// One home and its processes, one after the other.
    private final class Lane {
        private final Path home;
        private final Random random;
        private final List<String> outcomes = new ArrayList<>();
        private final Map<String, String> now = new HashMap<>();
        private final Map<String, String> tried = new HashMap<>();
        private int amendments = -1;
        private boolean open;

        Lane(Path home, long seed) {
            this.home = home;
            this.random = new Random(seed);
        }

        List<String> run() throws Exception {
            configured(home);
            for (int i = 0; i < KILLS || i < MOST && !missing().isEmpty(); i++) {
                kill(i % 7 == 6 ? this::opens : moment(i % 10));
            }
            return outcomes;
        }

        /// Waits for the moment to kill a process.
        private interface Moment {
            void await(Process process) throws Exception;
        }

        private Moment moment(int kind) {
            return switch (kind) {
                case 0, 5 -> this::amends;
                case 1, 6 -> process -> await(process, () -> hasSaid("done hand"));
                case 2 -> process -> await(process, () -> hasSaid("trying setting"));
                case 3 -> process -> await(process, () -> hasSaid("trying tag"));
                default -> this::acts;
            };
        }

        /// While it opens the home, in the midst of a recovery.
        private void opens(Process process) throws Exception {
            process.waitFor(random.nextInt(1_500), TimeUnit.MILLISECONDS);
        }

        private void acts(Process process) throws Exception {
            await(process, () -> !text("said.txt").isEmpty());
            process.waitFor(random.nextInt(250), TimeUnit.MILLISECONDS);
        }

        /// Between the two lines of the ledger.
        private void amends(Process process) throws Exception {
            await(process, () -> !text("said.txt").isEmpty() && endsInAnIntent());
            process.waitFor(random.nextInt(16), TimeUnit.MILLISECONDS);
        }

        /// As its last line.
        private boolean hasSaid(String words) {
            var lines = text("said.txt").lines().toList();
            return !lines.isEmpty() && lines.getLast().startsWith(words);
        }

        private static void await(Process process, Callable<Boolean> there) throws Exception {
            var end = System.nanoTime() + Patience.BOUND.toNanos();
            while (process.isAlive() && !there.call() && System.nanoTime() < end) {
                process.waitFor(1, TimeUnit.MILLISECONDS);
            }
        }

        private void kill(Moment moment) throws Exception {
            var said = home.resolve("said.txt");
            Files.deleteIfExists(said);
            var process = start(said);
            moment.await(process);
            assertTrue(process.isAlive(), () -> "ended by itself: " + text("stderr.txt"));
            process.destroyForcibly().waitFor();
            var text = text("said.txt");
            text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(this::heard);
            tried.keySet().forEach(what -> came("cut off " + what));
            open = endsInAnIntent();
        }

        private String text(String name) {
            try {
                return Files.readString(home.resolve(name));
            } catch (IOException e) {
                return e.toString();
            }
        }

        /// Whether an amendment was begun in the ledger and not ended.
        private boolean endsInAnIntent() throws IOException {
            var ledger = home.resolve("home/ledger.ndjson");
            var text = Files.exists(ledger) ? Files.readString(ledger) : "";
            var lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
            return !lines.isEmpty() && lines.getLast().contains("\"deed\":\"INTENT\"");
        }

        private void heard(String line) {
            var words = line.split(" ", 3);
            switch (words[0]) {
                case "state" -> state(line);
                case "trying" -> tried.put(words[1], words[2]);
                case "done" -> {
                    assertEquals(tried.remove(words[1]), words[2], line);
                    now.put(words[1], words[2]);
                    if (words[1].equals("codex")) {
                        amendments++;
                    }
                }
                default -> throw new AssertionError(line);
            }
        }

        private void state(String line) {
            var found = new HashMap<String, String>();
            for (var word : line.substring("state ".length()).split(" ", -1)) {
                found.put(
                        word.substring(0, word.indexOf('=')),
                        word.substring(word.indexOf('=') + 1));
            }
            var told = line + "; it was " + now + ", tried " + tried;
            var inForce = at(found, "inforce");
            var said = at(found, "said");
            assertEquals(inForce, at(found, "image"), told);
            if (!at(found, "file").equals(inForce)) {
                var edited = tried.getOrDefault("hand", now.getOrDefault("hand", ""));
                assertEquals(edited, at(found, "file"), told);
                assertTrue(said.contains("edited_outside_the_protocol"), told);
                now.put("hand", edited); // also where the kill came before the word
            }
            assertEquals("0", at(found, "damage"), told);
            assertEquals("0", at(found, "twice"), told);
            assertEquals("0", at(found, "unlike"), told);
            var count = Integer.parseInt(at(found, "amendments"));
            if (amendments >= 0) {
                var isOld = inForce.equals(now.get("codex")) && count == amendments;
                var isNew = inForce.equals(tried.get("codex")) && count == amendments + 1;
                assertTrue(isOld || isNew, "neither old nor new, or twice: " + told);
                assertTrue(oldOrNew("setting", found) && oldOrNew("tag", found), told);
            }
            assertEquals(at(found, "tag"), at(found, "pin"), told);
            var ledger = at(found, "ledger").split(",", -1);
            assertTrue(List.of("-", at(found, "setting")).contains(ledger[0]), told);
            assertTrue(List.of("-", at(found, "tag")).contains(ledger[1]), told);
            if (open) {
                assertTrue(
                        said.contains("it_is_applied") || said.contains("nothing_was_changed"),
                        told);
            }
            open = false;
            tried.clear();
            now.put("codex", inForce);
            now.put("setting", at(found, "setting"));
            now.put("tag", at(found, "tag"));
            amendments = count;
            came(said);
        }

        private void came(String outcome) {
            outcomes.add(outcome);
            seen.add(outcome);
        }

        private boolean oldOrNew(String what, Map<String, String> found) {
            return at(found, what).equals(now.get(what)) || at(found, what).equals(tried.get(what));
        }

        private static String at(Map<String, String> found, String name) {
            return Objects.requireNonNull(found.get(name), name);
        }

        private Process start(Path said) throws IOException {
            return new ProcessBuilder(
                            JavaProcess.command(
                                    List.of("-Xmx200m"), AmendingChild.class, home.toString()))
                    .redirectOutput(said.toFile())
                    .redirectError(home.resolve("stderr.txt").toFile())
                    .start();
        }
    }
}
