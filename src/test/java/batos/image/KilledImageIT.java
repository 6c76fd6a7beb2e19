package batos.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import batos.nerve.Pulses;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process under a mixed load is killed again and again, at random moments of its work and of its
/// opening. How often stands in the system property `batos.kills`.
final class KilledImageIT {
    private static final int KILLS = Integer.getInteger("batos.kills", 30);

    @TempDir Path folder;

    @Test
    void keepsWhatItAcknowledgedAndNothingInPart() throws Exception {
        var random = new Random(Long.getLong("batos.seed", 7L));
        var home = folder.resolve("home");
        var acknowledged = new TreeMap<Long, String>();
        var endings = new HashMap<String, Integer>();
        for (int kill = 1; kill <= KILLS; kill++) {
            run(home, random, acknowledged, kill);
            if (kill % 3 == 0 || kill == KILLS) {
                check(home, acknowledged, endings, kill);
            }
        }
        System.out.printf(
                "%d kills, %d acknowledged commits, openings: %s%n",
                KILLS, acknowledged.size(), endings);
    }

    private void run(Path home, Random random, TreeMap<Long, String> acknowledged, int kill)
            throws Exception {
        var last = acknowledged.isEmpty() ? 0 : acknowledged.lastKey();
        var process = start(home, kill, last);
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
        if (random.nextInt(5) == 0) {
            ready.await(random.nextInt(1200), TimeUnit.MILLISECONDS);
        } else {
            assertTrue(ready.await(60, TimeUnit.SECONDS), () -> "no word after 60 s: " + lines);
            Thread.sleep(random.nextInt(600));
        }
        process.toHandle().destroyForcibly(); // unlike that of Process, it leaves the pipe open
        process.waitFor();
        reader.join();
        for (var line : lines) {
            if (line.startsWith("c ") && line.length() > 66) {
                var words = line.split(" ");
                acknowledged.put(Long.valueOf(words[1]), words[2]);
            } else if (!line.startsWith("ready") && !line.startsWith("c ")) {
                var told = lines.subList(lines.indexOf(line), lines.size());
                fail("kill " + kill + ": " + String.join("\n", told.stream().limit(30).toList()));
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

    private Process start(Path home, long seed, long last) throws IOException {
        var command = Child.command(MixedLoad.class, home.toString(), "" + seed, "" + last);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .directory(folder.toFile())
                .start();
    }

    private static void check(
            Path home, TreeMap<Long, String> acknowledged, Map<String, Integer> endings, int kill) {
        if (Files.notExists(home)) {
            return;
        }
        var clock = InstantSource.system();
        try (var image = LivingImage.open(home, MixedLoad.LIMITS, clock, new Pulses(clock))) {
            endings.merge(image.opened().getClass().getSimpleName(), 1, Integer::sum);
            var where = "after kill " + kill + ", " + image.opened();
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
            var names = now.named("note");
            names.forEach((name, oid) -> assertTrue(now.get(oid).isPresent(), where + name));
            assertEquals(List.of(), image.verify(), where);
        }
    }
}
