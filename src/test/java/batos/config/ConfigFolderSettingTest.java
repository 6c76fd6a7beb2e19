package batos.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/// A setting that a command or a tuner changes in the file, comments and edits by hand kept.
class ConfigFolderSettingTest extends OpenConfigFolder {
    @Test
    void isWrittenWithAllComments() throws Exception {
        var changed = folder.set(SettingsOrigin.ARCHITECT, "council.rounds", "5");
        assertEquals(2L, changed.before());
        assertEquals(5, rounds());
        assertEquals(with(5), Files.readString(file));
    }

    @Test
    void thatTheGuardRefusesIsNotWritten() throws Exception {
        folder.guard((origin, changes) -> {
            throw new IllegalStateException("no");
        });
        assertThrows(
                IllegalStateException.class,
                () -> folder.set(SettingsOrigin.ARCHITECT, "council.rounds", "5"));
        assertEquals(ShippedConfig.settings(), Files.readString(file));
        Files.writeString(file, with(6));
        folder.refresh();
        assertEquals(2, rounds());
    }

    @Test
    void isToldToListenersBeforeItReturns() throws Exception {
        var heard = new ConcurrentLinkedQueue<ConfigEvent>();
        folder.listen(heard::add);
        for (int i = 3; i <= 8; i++) {
            folder.set(SettingsOrigin.ARCHITECT, "council.rounds", String.valueOf(i));
            assertEquals(i - 2, heard.size());
        }
    }

    @Test
    void isAskedOfTheGuardOnce() throws Exception {
        var asked = new LinkedBlockingQueue<String>();
        folder.guard((origin, changes) -> asked.add(origin + " " + changes.getFirst().key()));
        folder.set(new SettingsOrigin.Other("TUNER"), "models.BRICK.tag", "brick:2");
        assertEquals(List.of("Other[author=TUNER] models.BRICK.tag"), List.copyOf(asked));
    }

    @Test
    void ofManyAtOnceNoneIsLost() throws Exception {
        var keys = SettingsKeys.PERSONAS.stream().map(name -> "models." + name + ".seed").toList();
        try (var threads = Executors.newFixedThreadPool(4)) {
            var all =
                    keys.stream()
                            .map(key ->
                                    threads.submit(() -> {
                                        for (int i = 100; i < 110; i++) {
                                            folder.set(
                                                    new SettingsOrigin.Other("TUNER"),
                                                    key,
                                                    String.valueOf(i));
                                        }
                                        return key;
                                    }))
                            .toList();
            for (var one : all) {
                one.get();
            }
        }
        var settings = Settings.read(file);
        keys.forEach(key -> assertEquals(109L, settings.values().get(key), key));
    }

    /// Random interleavings of a program that sets its keys and of an editor that reads, waits and
    /// saves, in place or by rename; each has keys of its own, so that both must win. Five times as
    /// many with `-Dbatos.whole=true`.
    @Test
    void andAnEditByHandAtTheSameTimeAreNeverLost() throws Exception {
        var seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 1; i <= (Boolean.getBoolean("batos.whole") ? 40 : 8); i++) {
            int rounds = 1 + i % 8;
            int turns = i;
            var inPlace = i % 4 == 0;
            var thinks = random.nextInt(60);
            var later = random.nextInt(60);
            var editor =
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    editByHand(rounds, turns, thinks, inPlace);
                                } catch (IOException | InterruptedException e) {
                                    throw new IllegalStateException(e);
                                }
                            });
            Thread.sleep(later);
            folder.set(new SettingsOrigin.Other("TUNER"), "models.BRICK.seed", String.valueOf(i));
            folder.set(new SettingsOrigin.Other("TUNER"), "models.BABS.tag", "bat:" + i);
            folder.set(
                    new SettingsOrigin.Other("TUNER"),
                    "models.BRICK.seed",
                    String.valueOf(1_000 + i));
            editor.join();
            folder.refresh();
            var told = "seed " + seed + ", round " + i + ":\n" + Files.readString(file);
            for (var settings : List.of(Settings.read(file), folder.settings())) {
                assertEquals(rounds, settings.council().rounds(), told);
                assertEquals(turns, settings.council().historyTurns(), told);
                assertEquals("bat:" + i, settings.models().of().get("BABS").tag(), told);
                assertEquals(1_000L + i, settings.models().of().get("BRICK").seed(), told);
            }
        }
    }

    private void editByHand(int rounds, int turns, int thinks, boolean inPlace)
            throws IOException, InterruptedException {
        var mine =
                Files.readString(file)
                        .replaceAll("(?m)^rounds = \\d+", "rounds = " + rounds)
                        .replaceAll("(?m)^history_turns = \\d+", "history_turns = " + turns);
        Thread.sleep(thinks);
        if (inPlace) {
            Files.writeString(file, mine);
        } else {
            var other = Files.writeString(config.resolve(".mine"), mine);
            Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    @Test
    void canBeTakenBackByHandAtOnce() throws Exception {
        folder.set(new SettingsOrigin.Other("TUNER"), "council.rounds", "5");
        Files.writeString(file, ShippedConfig.settings());
        assertEquals(2, folder.refresh().council().rounds());
    }
}
