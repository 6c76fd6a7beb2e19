package batos.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What becomes of edits by hand, and of a folder that is not as it should be.
class ConfigFolderTest extends OpenConfigFolder {
    @Nested
    class AnEdit {
        @Test
        void inPlaceIsInForceWithoutAnybodyAsking() throws Exception {
            Files.writeString(file, with(3));
            comes(() -> rounds() == 3);
            var reloaded = (ConfigEvent.Reloaded) news.poll(Patience.SECONDS, TimeUnit.SECONDS);
            assertEquals(List.of("council.rounds"), reloaded.keys());
        }

        @Test
        void byRenameIsInForceToo() throws Exception {
            var other = Files.writeString(config.resolve("4913"), with(4));
            Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
            comes(() -> rounds() == 4);
        }

        @Test
        void byMovingTheOldFileAwayFirstIsInForceToo() throws Exception {
            Files.move(file, config.resolve("settings.toml~"));
            Files.writeString(file, with(5));
            comes(() -> rounds() == 5);
            assertTrue(folder.trouble().isEmpty());
        }

        @Test
        void behindASymbolicLinkIsInForceToo() throws Exception {
            var elsewhere = Files.writeString(dir.resolve("mine.toml"), with(2));
            Files.delete(file);
            Files.createSymbolicLink(file, elsewhere);
            comes(() -> true);
            Files.writeString(elsewhere, with(6));
            comes(() -> rounds() == 6);
        }

        @Test
        void isSeenAtOnceByWhoAsks() throws Exception {
            Files.writeString(file, with(7));
            assertEquals(7, folder.refresh().council().rounds());
        }

        @Test
        void writtenInManyPiecesNeverShowsAPiece() throws Exception {
            var text = with(8);
            for (int i = 0; i < 5; i++) {
                Files.writeString(file, "");
                for (var piece : text.split("(?<=\n\n)", -1)) {
                    Files.writeString(file, piece, StandardOpenOption.APPEND);
                }
            }
            comes(() -> rounds() == 8);
            for (var heard : news) {
                if (heard instanceof ConfigEvent.Reloaded(_, var now, _)) {
                    assertEquals("qwen3:4b", now.models().of().get("BABS").tag());
                }
            }
        }
    }

    @Nested
    class ABadEdit {
        @Test
        void isReportedWithItsPlaceAndTheLastGoodSettingsStay() throws Exception {
            Files.writeString(file, with(3));
            comes(() -> rounds() == 3);
            news.clear();
            Files.writeString(file, with(99));
            comes(() -> folder.trouble().isPresent());
            assertEquals(3, rounds());
            var refused = refusal();
            var complaint = refused.fault().complaints().getFirst();
            var line = ShippedConfig.settings().lines().toList().indexOf("rounds = 2") + 1;
            assertEquals(line, complaint.line());
            assertTrue(complaint.what().contains("from 1 to 8"), complaint.what());
            Files.writeString(file, with(4));
            comes(() -> rounds() == 4);
            assertTrue(folder.trouble().isEmpty());
        }

        /// The settings of before may be told late.
        private ConfigEvent.Refused refusal() throws InterruptedException {
            while (true) {
                var told = news.poll(Patience.SECONDS, TimeUnit.SECONDS);
                assertNotNull(told, "no refusal was told");
                if (told instanceof ConfigEvent.Refused refused) {
                    return refused;
                }
            }
        }

        @Test
        void isNotWrittenOverByTheProgram() throws Exception {
            Files.writeString(file, with(99));
            folder.refresh();
            assertThrows(
                    ConfigFault.class,
                    () -> folder.set(SettingsOrigin.ARCHITECT, "memory.recall", "5"));
            assertEquals(with(99), Files.readString(file));
        }
    }

    @Nested
    class AStart {
        private void reopen() {
            folder.close();
            folder = ConfigFolder.open(config);
            folder.listen(news::add);
        }

        @Test
        void withABrokenFileHasTheLastGoodSettings() throws Exception {
            Files.writeString(file, with(3));
            folder.refresh();
            folder.close();
            Files.writeString(file, with(99));
            reopen();
            assertEquals(3, rounds());
            var complaint = folder.trouble().orElseThrow().complaints().getFirst();
            assertTrue(complaint.line() > 0 && complaint.column() > 0, complaint.toString());
            assertTrue(complaint.what().contains("from 1 to 8"), complaint.what());
            Files.writeString(file, with(4));
            comes(() -> rounds() == 4);
            assertTrue(folder.trouble().isEmpty());
        }

        @Test
        void withoutTheFileHasThemTooAndWritesThemAnew() throws Exception {
            Files.writeString(file, with(3));
            folder.refresh();
            folder.close();
            Files.delete(file);
            reopen();
            assertEquals(3, rounds());
            assertTrue(folder.trouble().isPresent());
            folder.set(SettingsOrigin.ARCHITECT, "memory.recall", "5");
            assertEquals(with(3).replace("recall = 10", "recall = 5"), Files.readString(file));
            assertTrue(folder.trouble().isEmpty());
        }

        @Test
        void withAFolderOrAPipeInItsPlaceHasThemToo() throws Exception {
            Files.writeString(file, with(3));
            folder.refresh();
            for (var command : List.of("mkdir", "mkfifo")) {
                Files.delete(file);
                var made = new ProcessBuilder(command, file.toString()).start().waitFor();
                assertEquals(0, made, command);
                folder.refresh();
                assertEquals(3, rounds());
                reopen();
                assertEquals(3, rounds());
                var trouble = folder.trouble().orElseThrow().getMessage();
                assertTrue(trouble.contains("cannot be read"), trouble);
            }
            Files.delete(file);
            Files.writeString(file, with(4));
            comes(() -> rounds() == 4);
        }

        @Test
        void asksTheGuardAboutWhatWasEditedMeanwhile() throws Exception {
            folder.close();
            Files.writeString(file, with(6));
            reopen();
            var asked = new LinkedBlockingQueue<String>();
            folder.guard((origin, changes) -> asked.add(origin + " " + changes.getFirst().key()));
            assertEquals(List.of("FILE council.rounds"), List.copyOf(asked));
            folder.close();
            Files.writeString(file, with(7));
            reopen();
            folder.guard((origin, changes) -> {
                throw new IllegalStateException("no");
            });
            assertEquals(6, rounds());
        }
    }

    @Nested
    class TheFolder {
        @Test
        void mayBeDeletedAndComeBack() throws Exception {
            Files.writeString(file, with(3));
            comes(() -> rounds() == 3);
            folder.close(); // so that nothing is written while it is deleted
            folder = ConfigFolder.open(config);
            try (var files = Files.walk(config)) {
                files.sorted(Comparator.reverseOrder()).forEach(TheFolder::delete);
            }
            comes(() -> folder.trouble().isPresent());
            assertEquals(3, rounds());
            Files.createDirectories(config);
            Files.writeString(file, with(4));
            comes(() -> rounds() == 4);
            Files.writeString(file, with(5));
            comes(() -> rounds() == 5);
        }

        private static void delete(Path path) {
            try {
                Files.delete(path);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Test
        void mayBeReplacedByAnother() throws Exception {
            var other = Files.createDirectories(dir.resolve("other"));
            Files.writeString(other.resolve("settings.toml"), with(6));
            Files.move(config, dir.resolve("old"));
            Files.move(other, config);
            comes(() -> rounds() == 6);
            Files.writeString(file, with(7));
            comes(() -> rounds() == 7);
        }

        @Test
        void mayNotBeThereYet() throws Exception {
            try (var later = ConfigFolder.open(dir.resolve("later"))) {
                assertEquals(Settings.defaults(), later.settings());
                later.set(SettingsOrigin.ARCHITECT, "council.rounds", "5");
                assertEquals(5, later.settings().council().rounds());
                var written = Files.readString(dir.resolve("later/settings.toml"));
                assertEquals(with(5), written);
            }
        }
    }
}
