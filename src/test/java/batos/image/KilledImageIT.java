package batos.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import batos.Folders;
import batos.JavaProcess;
import batos.Patience;
import batos.nerve.Pulses;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Processes under a mixed load are killed again and again, at random moments of their work and of
/// their opening. After each kill a copy of what is left is examined; the next process goes on with
/// what is left itself. How often stands in the system property `batos.kills`.
final class KilledImageIT {
    private static final int KILLS = Integer.getInteger("batos.kills", 18);

    /// Images worked on at the same time, the odd ones on a file system in memory, where more is
    /// committed between two kills.
    private static final int LINES = 3;

    private static final Path MEMORY = Path.of("/dev/shm");

    @TempDir Path folder;
    private final List<Path> elsewhere = new ArrayList<>();
    private final Map<String, Integer> openings = new ConcurrentHashMap<>();
    private final Map<String, Integer> done = new ConcurrentHashMap<>();

    @AfterEach
    void remove() throws IOException {
        for (var path : elsewhere) {
            Folders.delete(path);
        }
    }

    @Test
    void keepsWhatItAcknowledgedAndNothingInPart() throws Exception {
        try (var threads = Executors.newFixedThreadPool(LINES)) {
            var lines = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < LINES; i++) {
                var line = new Line(i, place(i));
                lines.add(() -> line.run(KILLS / LINES + 1));
            }
            for (var line : threads.invokeAll(lines)) {
                line.get();
            }
        }
        System.out.printf("acknowledged %s, openings %s%n", done, openings);
        assertTrue(openings.getOrDefault("Recovered", 0) > KILLS / 2, openings::toString);
        assertTrue(
                done.keySet()
                        .containsAll(
                                Set.of("single", "pair", "notes", "reshape", "restore", "undo")),
                done::toString);
    }

    private Path place(int line) throws IOException {
        if (line % 2 == 1 && Files.isWritable(MEMORY)) {
            var path = Files.createTempDirectory(MEMORY, "killed-image");
            elsewhere.add(path);
            return path;
        }
        return Files.createDirectory(folder.resolve("line" + line));
    }

    /// One image and the processes that work on it, one after the other.
    private final class Line {
        private final Path place;
        private final Path home;
        private final Random random;
        private final TreeMap<Long, String> acknowledged = new TreeMap<>();

        Line(int number, Path place) {
            this.place = place;
            this.home = place.resolve("home");
            this.random = new Random(Long.getLong("batos.seed", 7L) + number);
        }

        boolean run(int kills) throws Exception {
            for (int kill = 1; kill <= kills; kill++) {
                work("kill " + kill + " in " + place, kill == kills);
                if (Files.exists(home)) {
                    var copy = place.resolve("copy");
                    copy(copy);
                    check(copy, "after kill " + kill + " in " + place + ", ");
                    Folders.delete(copy);
                }
            }
            assertTrue(begin() > 1, "nothing was ever condensed in " + place);
            return true;
        }

        /// The first commit that the journal still holds.
        private long begin() throws IOException {
            try (var files = Files.list(home.resolve("journal"))) {
                return files.map(path -> path.getFileName().toString())
                        .filter(name -> name.endsWith(".log"))
                        .mapToLong(name -> Long.parseLong(name.substring(0, name.length() - 4)))
                        .min()
                        .orElse(0);
            }
        }

        /// @param isLast goes on until something was condensed, however slow the machine is
        private void work(String which, boolean isLast) throws Exception {
            var last = acknowledged.isEmpty() ? 0 : acknowledged.lastKey();
            var process =
                    new ProcessBuilder(
                                    JavaProcess.command(
                                            List.of("-Xmx200m"),
                                            MixedLoad.class,
                                            home.toString(),
                                            "" + random.nextInt(),
                                            "" + last))
                            .redirectErrorStream(true)
                            .directory(place.toFile())
                            .start();
            var ready = new CountDownLatch(1);
            var lines = new ArrayList<String>();
            var reader =
                    Thread.ofVirtual()
                            .start(() -> {
                                try (var out = process.inputReader()) {
                                    read(out, lines, ready);
                                } catch (IOException e) {
                                    lines.add("failed: " + e);
                                }
                            });
            if (!isLast && random.nextInt(5) == 0) {
                ready.await(random.nextInt(1000), TimeUnit.MILLISECONDS);
            } else {
                if (!ready.await(Patience.SECONDS, TimeUnit.SECONDS)) {
                    fail(which + ": no word\n" + String.join("\n", lines));
                }
                Thread.sleep(random.nextInt(250));
                if (isLast) {
                    Patience.until("the journal begins at 1", () -> begin() > 1);
                }
            }
            process.toHandle().destroyForcibly(); // unlike that of Process, it leaves the pipe open
            process.waitFor();
            reader.join();
            for (var line : lines) {
                var words = line.split(" ");
                if (words.length == 4 && words[0].equals("c") && words[2].length() == 64) {
                    acknowledged.put(Long.valueOf(words[1]), words[2]);
                    done.merge(words[3], 1, Integer::sum);
                } else if (!line.startsWith("ready") && !line.startsWith("c ")) {
                    var told = lines.subList(lines.indexOf(line), lines.size());
                    fail(which + ": " + String.join("\n", told.stream().limit(30).toList()));
                }
            }
        }

        private void copy(Path to) throws IOException {
            try (var files = Files.walk(home)) {
                for (var file : files.toList()) {
                    var target = to.resolve(home.relativize(file).toString());
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(target);
                    } else {
                        Files.copy(file, target);
                    }
                }
            }
        }

        private void check(Path copy, String which) {
            var clock = InstantSource.system();
            try (var image = LivingImage.open(copy, MixedLoad.LIMITS, clock, new Pulses(clock))) {
                openings.merge(image.opened().getClass().getSimpleName(), 1, Integer::sum);
                var where = which + image.opened();
                var now = image.now();
                if (!acknowledged.isEmpty()) {
                    assertTrue(now.number() >= acknowledged.lastKey(), where);
                }
                for (var commit : image.log(2000)) {
                    var root = acknowledged.get(commit.number());
                    assertTrue(root == null || root.equals(commit.root()), where);
                }
                assertEquals(
                        now.get("note", "left").map(f -> f.text("text")),
                        now.get("note", "right").map(f -> f.text("text")),
                        where);
                var version = now.get("class", "shape").map(Form::version);
                for (var oid : now.named("shape").values()) {
                    assertEquals(version, now.get(oid).map(Form::version), where);
                }
                var names = now.named("note");
                names.forEach((name, oid) -> assertTrue(now.get(oid).isPresent(), where + name));
                assertEquals(List.of(), image.verify(), where);
            }
        }
    }

    private static void read(BufferedReader out, List<String> lines, CountDownLatch ready)
            throws IOException {
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            lines.add(line);
            ready.countDown();
        }
    }
}
