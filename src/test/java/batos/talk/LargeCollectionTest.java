package batos.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.image.ImageLimits;
import batos.image.LivingImage;
import batos.image.Oid;
import batos.image.PastImage;
import batos.nerve.Pulses;
import batos.talk.bind.Natives;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Collections of many elements, which lie in the image in pieces.
class LargeCollectionTest {
    private static final String WORDS =
            "list := OrderedCollection new. 1 to: 5000 do: [:i | list add: 'word ', i printString]";

    @TempDir Path home;
    private LivingImage image;
    private TalkFixture fixture;

    @BeforeEach
    void open() {
        image =
                LivingImage.open(
                        home,
                        ImageLimits.standard().withReserve(0),
                        InstantSource.system(),
                        new Pulses(InstantSource.system()));
        fixture = new TalkFixture(image, new Natives());
    }

    @AfterEach
    void close() {
        fixture.close();
        image.close();
    }

    private void reopen() {
        close();
        open();
    }

    /// The pieces that the last commit wrote.
    private List<Oid> pieces() {
        return image.log(1).getFirst().touched().stream()
                .filter(oid ->
                        image.now().get(oid).map(form -> form.kind().equals("piece")).orElse(false))
                .toList();
    }

    private long allPieces() {
        var count = 0L;
        for (var oid = 1L; oid < image.numbered(); oid++) {
            var form = image.now().get(new Oid(oid));
            count += form.isPresent() && form.get().kind().equals("piece") ? 1 : 0;
        }
        return count;
    }

    @Nested
    class AChange {
        @BeforeEach
        void made() {
            fixture.print(WORDS);
            reopen();
        }

        @Test
        void ofOneElementWritesOnePiece() {
            assertEquals(10, allPieces());
            fixture.print("list at: 3000 put: 'other' copy");
            assertEquals(1, pieces().size());
            assertEquals(3, image.log(1).getFirst().touched().size());
            var changes = image.changes(image.now().number()).toString();
            assertTrue(changes.contains("OrderedCollection"), changes);
            assertTrue(changes.contains("items[500]: #"), changes);
            reopen();
            assertEquals(
                    "('word 2999' 'other' 'word 3001' 5000 )",
                    fixture.print("{list at: 2999. list at: 3000. list at: 3001. list size}"));
        }

        @Test
        void atEitherEndWritesThePieceThere() {
            fixture.print("list removeFirst; removeFirst");
            assertEquals(1, pieces().size());
            fixture.print("list addFirst: 'first' copy");
            assertEquals(1, pieces().size());
            fixture.print("list add: 'last' copy");
            assertEquals(1, pieces().size());
            fixture.print("list removeLast; removeLast");
            assertTrue(pieces().size() <= 1);
            reopen();
            assertEquals(
                    "('first' 'word 3' 'word 4999' 4998 )",
                    fixture.print("{list first. list at: 2. list last. list size}"));
        }

        @Test
        void inTheMiddleWritesThePieceThere() {
            fixture.print("list remove: (list at: 2500). list add: 'new' copy beforeIndex: 1200");
            assertTrue(pieces().size() <= 4, () -> pieces().toString());
            reopen();
            assertEquals(
                    "('word 1199' 'new' 'word 1200' 'word 2499' 'word 2501' 5000 )",
                    fixture.print(
                            "{list at: 1199. list at: 1200. list at: 1201. list at: 2500. list at:"
                                    + " 2501. list size}"));
        }

        @Test
        void afterAllWasReadWritesOnePieceToo() {
            fixture.print(
                    "list at: 1 put: 'one' copy. list inject: 0 into: [:sum :each | sum + each"
                            + " size]");
            assertEquals(1, pieces().size());
        }

        @Test
        void thatFailsLeavesNothing() {
            var root = image.now().root();
            fixture.fault("list at: 3000 put: 5; removeFirst; add: 6. 1 / 0");
            assertEquals(root, image.now().root());
            assertEquals(
                    "('word 1' 'word 3000' 'word 5000' )",
                    fixture.print("{list first. list at: 3000. list last}"));
        }
    }

    @Test
    void aCollectionThatShrinksGivesItsPiecesBack() {
        fixture.print(WORDS);
        fixture.print("4900 timesRepeat: [list removeFirst]");
        assertEquals(0, allPieces());
        fixture.print("list addAll: (1 to: 3000)");
        assertTrue(allPieces() > 0);
        fixture.print("list := nil");
        reopen();
        assertEquals("nil", fixture.print("list"));
    }

    @Test
    void anElementStaysTheSameObject() {
        fixture.print(WORDS);
        fixture.print("shared := list at: 4000. twin := list copy");
        reopen();
        fixture.print("shared at: 1 put: $W");
        assertEquals(
                "('Word 4000' true true false )",
                fixture.print(
                        "{list at: 4000. (list at: 4000) == shared. (twin at: 4000) == shared. twin"
                                + " == list}"));
        fixture.print("twin at: 4000 put: 1");
        assertEquals("'Word 4000'", fixture.print("list at: 4000"));
    }

    @Test
    void becomeExchangesWhatTheyHold() {
        fixture.print(WORDS);
        fixture.print("other := OrderedCollection new. 1 to: 2000 do: [:i | other add: i]");
        reopen();
        fixture.print("list become: other");
        reopen();
        assertEquals(
                "(2000 1999 5000 'word 4999' )",
                fixture.print("{list size. list at: 1999. other size. other at: 4999}"));
        fixture.print("list become: (Array new: 3)");
        reopen();
        assertEquals("(nil nil nil )", fixture.print("list"));
    }

    @Test
    void undoAndThePastHaveItAsItWas() {
        fixture.print(WORDS);
        var then = image.now().number();
        var root = image.now().root();
        fixture.print("list at: 10");
        fixture.print("list at: 3000 put: 'other' copy");
        image.restore(String.valueOf(then), TalkFixture.cause("undo"));
        assertEquals(root, image.now().root());
        assertEquals("'word 3000'", fixture.print("list at: 3000"));
        fixture.print("list removeFirst. list at: 3000 put: 'again' copy");
        fixture.print("list add: 7");
        try (var past = new TalkFixture(new PastImage(image, then), new Natives())) {
            assertEquals(
                    "(5000 'word 1' 'word 3000' )",
                    past.print("{list size. list first. list at: 3000}"));
        }
        image.restore(String.valueOf(then), TalkFixture.cause("undo"));
        assertEquals(
                "(5000 'word 1' 'word 5000' )",
                fixture.print("{list size. list first. list at: 5000}"));
        assertEquals(List.of(), image.verify());
    }

    @Test
    void anExportCarriesIt() throws IOException {
        fixture.print(WORDS);
        var file = home.resolveSibling(home.getFileName() + ".export");
        var copy = home.resolveSibling(home.getFileName() + ".copy");
        image.export(file);
        var limits = ImageLimits.standard().withReserve(0);
        try (var twin =
                LivingImage.open(
                        copy, limits, InstantSource.system(), new Pulses(InstantSource.system()))) {
            twin.bringIn(file, TalkFixture.cause("import"));
            assertEquals(image.now().root(), twin.now().root());
            try (var there = new TalkFixture(twin, new Natives())) {
                assertEquals("'word 4321'", there.print("list at: 4321"));
            }
        } finally {
            Files.deleteIfExists(file);
            try (var files = Files.walk(copy)) {
                for (var each : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    @Test
    void arraysSetsAndDictionariesLieInPiecesToo() {
        fixture.print("table := Dictionary new. 1 to: 3000 do: [:i | table at: i put: i * i]");
        fixture.print("array := (1 to: 3000) asArray copy. set := (1 to: 3000) asSet");
        reopen();
        fixture.print("table at: 1500 put: 'x' copy");
        assertEquals(1, pieces().size());
        fixture.print("table removeKey: 1000. table at: 5000 put: 5");
        assertTrue(pieces().size() <= 2, () -> pieces().toString());
        fixture.print("array at: 2000 put: nil");
        assertEquals(1, pieces().size());
        fixture.print("set remove: 700");
        assertEquals(1, pieces().size());
        reopen();
        assertEquals(
                "(3000 'x' nil 5 nil 2001 false 2999 )",
                fixture.print(
                        "{table size. table at: 1500. table at: 1000 ifAbsent: [nil]. table at:"
                                + " 5000. array at: 2000. array at: 2001. set includes: 700. set"
                                + " size}"));
    }

    @Test
    void aDamagedPieceNamesItsCollection() throws IOException {
        fixture.print(
                "texts := OrderedCollection new. 1 to: 2000 do: [:i | texts add: (String new: 60"
                        + " withAll: $a) , i printString]");
        fixture.print("lines := texts collect: [:each | each asSymbol]");
        fixture.close();
        image.close();
        var harmed = 0;
        try (var files = Files.walk(home.resolve("large"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var bytes = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
                if (bytes.contains("aaaa1500") && bytes.contains("piece")) {
                    try (var raw = new RandomAccessFile(file.toFile(), "rw")) {
                        raw.seek(bytes.indexOf("aaaa1500"));
                        raw.write(new byte[8]);
                        harmed++;
                    }
                }
            }
        }
        open();
        assertEquals(1, harmed);
        assertEquals("2000", fixture.print("lines size"));
        var trouble = fixture.evaluate("lines at: 1500");
        assertTrue(trouble.toString().contains("OrderedCollection"), trouble::toString);
        assertFalse(trouble instanceof Evaluation.Done);
        fixture.print("lines at: 3 put: #three");
        reopen();
        assertEquals("#three", fixture.print("lines at: 3"));
        assertEquals("2000", fixture.print("texts size"));
    }

    /// An image written when a collection was always in one piece.
    @Test
    void inOnePieceIsReadAndLaidOutAtItsNextChange() throws IOException {
        var file = home.resolveSibling(home.getFileName() + ".old");
        try (var old = getClass().getResourceAsStream("export-of-lists-in-one-piece")) {
            Files.copy(java.util.Objects.requireNonNull(old), file);
            image.bringIn(file, TalkFixture.cause("import"));
        } finally {
            Files.deleteIfExists(file);
        }
        reopen();
        assertEquals(
                "('1500' '1500' 1500 )",
                fixture.print("{list at: 1500. table at: 1500. array at: 1500}"));
        assertEquals(0, allPieces());
        fixture.print("list at: 7 put: 'seven' copy. table at: 7 put: 7. array at: 7 put: nil");
        assertEquals(12, allPieces());
        reopen();
        assertEquals(
                "('seven' '2000' 7 '2000' nil 2000 )",
                fixture.print(
                        "{list at: 7. list at: 2000. table at: 7. table at: 2000. array at: 7."
                                + " array at: 2000}"));
    }

    /// A hundred random changes, each compared with a list in memory, every tenth after a restart.
    @Test
    void randomChangesAreAllKept() {
        var random = new Random(11);
        var expected = new ArrayList<Long>();
        for (var i = 0L; i < 3000; i++) {
            expected.add(i);
        }
        fixture.print("list := OrderedCollection new. 0 to: 2999 do: [:i | list add: i]");
        for (var turn = 0L; turn < 100; turn++) {
            var line = new StringBuilder();
            for (var step = 0; step < 1 + random.nextInt(4); step++) {
                line.append(change(random, expected, turn * 10 + step));
            }
            if (random.nextInt(6) == 0) {
                var before = List.copyOf(expected);
                fixture.fault(line + "1 / 0");
                undone(expected, before);
            }
            fixture.print(line.toString());
            applied(expected, line.toString());
            if (turn % 10 == 9) {
                reopen();
                assertEquals(sum(expected), fixture.print(SUM));
            }
        }
        assertEquals(List.of(), image.verify());
    }

    private static final String SUM =
            "| k | k := 0. list inject: 0 into: [:sum :each | k := k + 1. sum + (each * k) \\\\"
                    + " 1000003]";

    private static String sum(List<Long> values) {
        var sum = 0L;
        for (var i = 0; i < values.size(); i++) {
            sum = (sum + values.get(i) * (i + 1)) % 1_000_003;
        }
        return String.valueOf(sum);
    }

    private static String change(Random random, List<Long> values, long value) {
        var at = 1 + random.nextInt(values.size() - 10);
        return switch (random.nextInt(6)) {
            case 0 -> "list at: " + at + " put: " + value + ". ";
            case 1 -> "list add: " + value + ". ";
            case 2 -> "list addFirst: " + value + ". ";
            case 3 -> "list removeFirst. ";
            case 4 -> "list removeLast. ";
            default -> "list add: " + value + " beforeIndex: " + at + ". ";
        };
    }

    private static void undone(List<Long> values, List<Long> before) {
        values.clear();
        values.addAll(before);
    }

    private static void applied(List<Long> values, String line) {
        for (var step : line.split("\\. ", -1)) {
            var words = step.split("[ :]+", -1);
            if (words.length < 2) {
                continue;
            }
            switch (words[1]) {
                case "at" -> values.set(at(words[2]), Long.parseLong(words[4]));
                case "addFirst" -> values.addFirst(Long.parseLong(words[2]));
                case "removeFirst" -> values.removeFirst();
                case "removeLast" -> values.removeLast();
                case "add" -> {
                    if (words.length > 3) {
                        values.add(at(words[4]), Long.parseLong(words[2]));
                    } else {
                        values.add(Long.parseLong(words[2]));
                    }
                }
                default -> throw new IllegalArgumentException(step);
            }
        }
    }

    private static int at(String index) {
        return Integer.parseInt(index) - 1;
    }
}
