package batos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A home whose files a disk or a person damaged, opened by the whole product.
class DamagedHomeTest {
    @TempDir static Path prepared;
    @TempDir Path folder;

    private final OneShots batos =
            new OneShots(Map.of("BATOS_CONFIG", Path.of("config").toAbsolutePath().toString()));
    private Path home = Path.of("");

    private int run(String... words) {
        return batos.run(home, words);
    }

    private void says(String expected, String... words) {
        batos.says(expected, home, words);
    }

    /// One home, prepared once and copied for each test.
    @BeforeEach
    void copyHome() throws IOException {
        var original = prepared.resolve("home");
        if (Files.notExists(original)) {
            home = original;
            says("200000", "eval", "big := String new: 200000 withAll: $x. big size");
            says("42", "eval", "small := 42");
            assertEquals(0, run("eval", "other := Array new: 100. other at: 1 put: 'hello'"));
            assertEquals(0, run("image", "save", "one"));
            says("43", "eval", "small := 43");
        }
        home = folder.resolve("home");
        try (var files = Files.walk(original)) {
            for (var file : files.toList()) {
                Files.copy(file, home.resolve(original.relativize(file).toString()));
            }
        }
    }

    private Path only(String under, String ending) throws IOException {
        try (var files = Files.walk(home.resolve(under))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void delete(String name) throws IOException {
        try (var files = Files.walk(home.resolve(name))) {
            for (var file : files.toList().reversed()) {
                Files.delete(file);
            }
        }
    }

    private static void zero(Path file, long at, int length) throws IOException {
        try (var writer = new RandomAccessFile(file.toFile(), "rw")) {
            writer.seek(at);
            writer.write(new byte[length]);
        }
    }

    @Nested
    class ALargeFile {
        private void costsItsObjectAlone() {
            says("43", "eval", "small");
            batos.told("object #", "cannot be read", "image verify");
            assertEquals(1, run("eval", "big size"));
            batos.told("cannot be read");
            says("7", "eval", "small := 7");
            assertEquals(1, run("image", "verify"));
            batos.told("large");
            assertEquals(0, run("image", "export", folder.resolve("export").toString()));
            batos.told("without what cannot be read");
            says("1", "eval", "big := 1");
            says("1", "eval", "big");
            assertEquals(0, run("image", "log"), () -> batos.out + batos.err);
            assertTrue(batos.out.contains("+ var big, + object #1 (cannot be read)"), batos.out);
            assertTrue(batos.out.contains("eval small := 42"), batos.out);
        }

        @Test
        void thatIsMissingCostsItsObjectAlone() throws IOException {
            Files.delete(only("large", ""));
            costsItsObjectAlone();
        }

        @Test
        void withZeroedBytesCostsItsObjectAlone() throws IOException {
            zero(only("large", ""), 1000, 16);
            costsItsObjectAlone();
        }
    }

    @Nested
    class AHomeWithout {
        @Test
        void itsJournalAndCheckpointOpensReadOnlyWithAllThatItHeld() throws IOException {
            delete("journal");
            delete("checkpoint");
            says("43", "eval", "small");
            batos.told("journal", "is missing", "Read only", "Next:");
            assertEquals(3, run("eval", "small := 1"));
            assertEquals(1, run("image", "verify"));
            batos.told("journal", "is missing");
            assertEquals(1, run("codex", "verify"), () -> batos.out + batos.err);
            batos.told("the journal in", "is missing");
            assertEquals(0, run("image", "export", folder.resolve("export").toString()));
            assertEquals(0, run("image", "truncate"));
            says("1", "eval", "small := 1");
            says("200000", "eval", "big size");
        }

        @Test
        void itsLastCommitsOpensReadOnlyWithTheFacts() throws IOException {
            var journal = only("journal", ".log");
            delete("checkpoint");
            delete("heap/checkpoint");
            zero(journal, Files.size(journal) - 700, 700);
            assertEquals(0, run("eval", "1"), () -> batos.out + batos.err);
            batos.told("ends with commit", "knows commit", "Read only");
        }
    }

    @Nested
    class AJournal {
        @Test
        void zeroedFromItsFirstCommitsOnLeavesWhatTheHeapHolds() throws IOException {
            var journal = only("journal", ".log");
            delete("checkpoint");
            zero(journal, 700, (int) (Files.size(journal) - 700));
            says("43", "eval", "small");
            batos.told("not the one that led to commit", "Read only");
        }

        @Test
        void ofAnotherImageOpensReadOnlyWithWhatTheHeapHolds() throws IOException {
            var mine = home;
            home = folder.resolve("other");
            says("1", "eval", "small := 1");
            for (var i = 0; i < 8; i++) {
                assertEquals(0, run("eval", "v := " + i));
            }
            var foreign = only("journal", ".log");
            home = mine;
            Files.delete(only("journal", ".log"));
            Files.copy(foreign, home.resolve("journal").resolve(foreign.getFileName()));
            says("43", "eval", "small");
            batos.told("not the one that led to commit", "Read only");
            assertEquals(3, run("eval", "small := 1"));
            assertFalse(batos.err.contains("make the home writable"), batos.err);
            assertEquals(0, run("image", "log"));
            assertTrue(batos.out.contains("the records of commits 1 to "), batos.out);
            assertFalse(batos.out.contains("v := 7"), "the history of another image");
            assertEquals(1, run("image", "diff", "1"));
            batos.told("only the present can be read", "image truncate");
        }

        @Test
        void cutShortIsReadUpToThereAndThePresentIsWhole() throws IOException {
            var journal = only("journal", ".log");
            try (var writer = new RandomAccessFile(journal.toFile(), "rw")) {
                writer.setLength(writer.length() - 300);
            }
            assertEquals(3, run("eval", "small := 1"));
            batos.told("which was acknowledged", "Read only");
            says("43", "eval", "small");
            assertEquals(0, run("image", "log"));
            assertTrue(batos.out.startsWith("the records of commits "), batos.out);
            assertTrue(batos.out.contains("eval big := "), batos.out);
            assertEquals(0, run("log"));
            assertTrue(batos.out.contains("eval big := "), batos.out);
        }

        @Test
        void withZeroedBytesInItsMiddleIsNamedAtOpening() throws IOException {
            zero(only("journal", ".log"), 800, 64);
            says("43", "eval", "small");
            batos.told("journal segment", "offset");
            says("44", "eval", "small := 44");
        }
    }

    @Nested
    class ALedger {
        @Test
        void isNamedOnceByTheCommandThatChecksIt() throws IOException {
            zero(home.resolve("ledger.ndjson"), 10, 8);
            assertEquals(0, run("eval", "small"));
            batos.told("ledger.ndjson", ". Next: batos --home " + home + " codex verify");
            assertEquals(1, run("codex", "verify"));
            var named = (batos.out + batos.err).split("this line was altered", -1).length - 1;
            assertEquals(1, named, batos.out + batos.err);
            batos.told("Next: leave batos");
        }
    }

    @Nested
    class AHeap {
        @Test
        void withAZeroedPageIsRebuilt() throws IOException {
            var map = only("heap", ".map");
            var bytes = Files.readAllBytes(map);
            var at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("hello");
            assertTrue(at > 0);
            zero(map, at / 4096 * 4096, 4096);
            says("'hello'", "eval", "other at: 1");
            batos.told("heap file", "rebuilt");
            says("43", "eval", "small");
            assertEquals(0, run("image", "verify"), () -> batos.out + batos.err);
        }
    }

    @Nested
    class TheNamesOfSnapshots {
        @Test
        void areLostAloneWhereTheirFileDoesNotRead() throws IOException {
            var file = home.resolve("snapshots.json");
            zero(file, 0, (int) Files.size(file));
            says("43", "eval", "small");
            batos.told("snapshots.json does not read", "only the names", "image log names");
            assertTrue(
                    only("", "Z").getFileName().toString().startsWith("snapshots.json.damaged-"));
            assertEquals(0, run("image", "verify"), () -> batos.out + batos.err);
            assertEquals("", batos.err);
        }
    }

    @Nested
    class ABase {
        private void zeroed() throws IOException {
            var base = only("base", ".base");
            zero(base, Files.size(base) / 2, 64);
            delete("checkpoint");
            delete("heap");
        }

        @Test
        void thatDoesNotReadIsNotNeededWhereTheJournalIsWhole() throws IOException {
            assertEquals(0, run("image", "compact"));
            zeroed();
            says("43", "eval", "small");
            batos.told(".base does not read", "the journal alone was used", "image compact");
            assertEquals(0, run("image", "compact"));
            assertEquals(0, run("image", "verify"), () -> batos.out + batos.err);
        }

        @Test
        void thatDoesNotReadIsNamedWhereNothingElseLeadsToThePresent() throws IOException {
            assertEquals(0, run("image", "compact", "--forget-past"));
            zeroed();
            assertEquals(3, run("eval", "small"));
            batos.told(".base, does not read", "Next: ", "image import FILE");
        }
    }

    @Nested
    class ASnapshotBehindDamage {
        @Test
        void isNamedWithTheCommandsThatLeadOn() throws IOException {
            for (var i = 0; i < 9; i++) {
                assertEquals(0, run("eval", "v := " + i));
            }
            var journal = only("journal", ".log");
            zero(journal, Files.size(journal) - 800, 64);
            var commands =
                    " image delete one, then batos --home %s image compact --forget-past"
                            .formatted(home);
            says("43", "eval", "small");
            batos.told("Next: batos --home " + home + commands);
            assertEquals(1, run("image", "compact", "--forget-past"));
            batos.told("snapshot one", "Next: batos --home " + home + commands);
            assertEquals(1, run("image", "verify"));
            batos.told("Next: batos --home " + home + commands);
            assertEquals(0, run("image", "delete", "one"));
            assertEquals(0, run("image", "compact", "--forget-past"));
            assertEquals(0, run("image", "verify"), () -> batos.out + batos.err);
        }

        @Test
        void isNamedAfterTheJournalWasCutToo() throws IOException {
            zero(only("journal", ".log"), 0, 64);
            says("43", "eval", "small");
            assertEquals(0, run("image", "truncate"));
            assertEquals(1, run("image", "verify"));
            batos.told("snapshot one", "Next: batos --home " + home + " image delete one");
            assertEquals(0, run("image", "delete", "one"));
            assertEquals(0, run("image", "verify"), () -> batos.out + batos.err);
        }
    }
}
