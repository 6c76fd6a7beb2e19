package batos.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.Patience;
import batos.nerve.Pulses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Export, import, merge, and what a compaction keeps.
final class ObjectTransferTest {
    @TempDir Path folder;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private LivingImage image;
    private Path file;

    @BeforeEach
    void fill() {
        image = open("one", LivingImageTest.TINY);
        file = folder.resolve("export");
        var list = image.fresh();
        var item = image.fresh();
        update(
                image,
                change -> {
                    change.put(Notes.note("a", "1")).put(Notes.note("large", "x".repeat(9000)));
                    change.put(item, Notes.counter(7));
                    change.put(list, holding(null, new Datum.Ref(item)));
                    change.put(holding("box", new Datum.Many(List.of(new Datum.Ref(list)))));
                });
    }

    @AfterEach
    void close() {
        image.close();
    }

    private LivingImage open(String name, ImageLimits limits) {
        InstantSource clock = () -> now;
        return LivingImage.open(folder.resolve(name), limits, clock, new Pulses(clock));
    }

    private static Form holding(String name, Datum datum) {
        var slots = new LinkedHashMap<String, Datum>();
        slots.put("held", datum);
        return new Form("box", 1, name, slots);
    }

    private static long update(Image image, java.util.function.Consumer<Change> edit) {
        return image.update(cause(image), edit);
    }

    private static Cause cause(Image image) {
        return new Cause(Author.ARCHITECT, "edit", image.now().number());
    }

    @Nested
    class AnExport {
        @Test
        void hasTheSameRootWhereItIsImported() {
            image.export(file);
            try (var other = open("other", ImageLimits.standard())) {
                other.bringIn(file, cause(other));
                assertEquals(image.now().root(), other.now().root());
                assertEquals(image.now().size(), other.now().size());
                assertTrue(other.fresh().value() > 2);
                assertEquals(List.of(), other.verify());
                var fault = assertThrows(ImageFault.class, () -> other.bringIn(file, cause(other)));
                assertTrue(fault.getMessage().contains("--merge"), fault.getMessage());
            }
        }

        @Test
        void leavesOutTheKindsThatAreToStayHere() {
            update(
                    image,
                    change ->
                            change.put(
                                    Form.named("secret", 1, "a", new java.util.LinkedHashMap<>())));
            image.export(file, java.util.Set.of("secret"));
            try (var other = open("other", ImageLimits.standard())) {
                other.bringIn(file, cause(other));
                assertEquals(image.now().size() - 1, other.now().size());
                assertTrue(other.now().named("secret").isEmpty());
                assertEquals(List.of(), other.verify());
            }
        }

        @Test
        void thatWasCutOrChangedAnywhereIsRefusedAndNothingIsChanged() throws IOException {
            image.export(file);
            var whole = Files.readAllBytes(file);
            var random = new Random(11);
            try (var other = open("other", ImageLimits.standard())) {
                for (int i = 0; i < 400; i++) {
                    var bytes =
                            i % 2 == 0
                                    ? java.util.Arrays.copyOf(whole, random.nextInt(whole.length))
                                    : whole.clone();
                    if (i % 2 == 1) {
                        var at = i < 200 ? i : random.nextInt(whole.length);
                        bytes[at % whole.length] ^= (byte) (1 << random.nextInt(8));
                    }
                    Files.write(file, bytes);
                    var fault =
                            assertThrows(
                                    ImageFault.class,
                                    () -> other.bringIn(file, cause(other)),
                                    "case " + i);
                    assertTrue(fault.getMessage().contains("refused"), fault.getMessage());
                }
                assertEquals(0, other.now().number());
            }
        }

        @Test
        void thatUnpacksToMoreThanItSaysIsRefusedBeforeItIsUnpacked() throws IOException {
            var bomb =
                    new Archive.Manifest(1, 1, 1, 100, RootHash.EMPTY, Instant.EPOCH, "evil host");
            Archive.write(
                    file,
                    bomb,
                    visitor -> {
                        for (int i = 1; i <= 2000; i++) {
                            visitor.accept(new byte[100_000], i);
                        }
                    });
            assertTrue(Files.size(file) < 3_000_000);
            try (var other = open("other", ImageLimits.standard())) {
                var fault = assertThrows(ImageFault.class, () -> other.bringIn(file, cause(other)));
                assertTrue(fault.getMessage().contains("refused"), fault.getMessage());
            }
        }
    }

    @Nested
    class AMerge {
        @Test
        void bringsTheChosenAndWhatTheyLeadToUnderNewIdentities() {
            image.export(file);
            try (var other = open("other", ImageLimits.standard())) {
                other.fresh();
                update(other, change -> change.put(Notes.note("a", "mine")));
                var merged =
                        other.merge(
                                file, (kind, name) -> !name.equals("large"), false, cause(other));
                assertEquals(List.of("box box"), merged.added());
                assertEquals("a", merged.conflicts().getFirst().name());
                assertEquals(List.of(), merged.dangling());
                assertEquals("mine", other.now().get("note", "a").orElseThrow().text("text"));
                assertEquals(4, other.now().size());
                var box = other.now().get("box", "box").orElseThrow();
                var inner = (Datum.Ref) ((Datum.Many) box.at("held")).items().getFirst();
                var list = other.now().get(inner.oid()).orElseThrow();
                var item = other.now().get(((Datum.Ref) list.at("held")).oid()).orElseThrow();
                assertEquals(7, item.whole("value", 0));
                other.merge(file, (kind, name) -> name.equals("a"), true, cause(other));
                assertEquals("1", other.now().get("note", "a").orElseThrow().text("text"));
            }
        }
    }

    @Nested
    class ACompaction {
        @Test
        void keepsSnapshotsAndLetsGoOfTheRest() {
            image.close();
            image = open("one", LivingImageTest.TINY.with(LivingImageTest.keeping(5)));
            image.save("first");
            var first = image.now().root();
            for (int i = 0; i < 60; i++) {
                var text = "v" + i;
                update(image, change -> change.put(Notes.note("n" + text.length(), text)));
                if (i == 30) {
                    image.save("middle");
                }
            }
            var middle = image.at(32).root();
            update(image, change -> change.remove(Oid.named("note", "large")));
            for (int round = 0; round < 3; round++) {
                image.compact(cause(image), false);
                update(image, change -> change.put(Notes.note("round", "x")));
                assertEquals(List.of(), image.verify());
                assertTrue(image.log(1000).size() < 30);
                image.restore("first", cause(image));
                assertEquals(first, image.now().root());
                image.restore("middle", cause(image));
                assertEquals(middle, image.now().root());
                image.undo(2, cause(image));
                image.close();
                image = open("one", LivingImageTest.TINY.with(LivingImageTest.keeping(5)));
            }
            image.delete("first");
            image.compact(cause(image), false);
            image.restore("middle", cause(image));
            assertEquals(middle, image.now().root());
            assertThrows(ImageFault.class, () -> image.at(1));
        }

        @Test
        void collectsWhatNothingLeadsToUnlessItIsYoung() {
            update(image, change -> change.remove(Oid.named("box", "box")));
            assertEquals(List.of(), image.compact(cause(image), true).unreachable());
            now = now.plusSeconds(3600);
            assertEquals(1, image.collect(cause(image), List.of(new Oid(2)), true).size());
            assertEquals(2, image.compact(cause(image), true).unreachable().size());
            assertEquals(4, image.now().size());
            image.compact(cause(image), false);
            assertEquals(2, image.now().size());
            image.undo(1, cause(image));
            assertEquals(4, image.now().size());
        }

        @Test
        void comesByItselfWhenTheJournalIsTooLongAndKeepsWhatItMust() throws Exception {
            image.close();
            var kept = new ImageLimits.Retention(40, java.time.Duration.ofDays(1), 16 << 10, 0);
            image = open("one", LivingImageTest.TINY.with(kept));
            image.save("first");
            var first = image.now().root();
            for (int i = 0; i < 400; i++) {
                var text = "v" + i;
                update(image, change -> change.put(Notes.note("n" + text.length(), text)));
            }
            image.close();
            image = open("one", LivingImageTest.TINY.with(kept));
            Patience.until("compacted", () -> image.log(1000).size() < 300);
            var held = image.log(1000).size();
            assertTrue(held >= 40, "held " + held);
            assertEquals(List.of(), image.verify());
            image.undo(39, cause(image));
            image.restore("first", cause(image));
            assertEquals(first, image.now().root());
        }

        @Test
        void comesByItselfWhenTheJournalIsOld() throws Exception {
            image.close();
            var kept = new ImageLimits.Retention(5, java.time.Duration.ofDays(30), 1L << 40, 0);
            var limits = LivingImageTest.TINY.with(kept);
            image = open("one", limits);
            for (int i = 0; i < 60; i++) {
                update(
                        image,
                        change -> change.put(Notes.note("a", "b")).put(Notes.note("x", "y" + now)));
                now = now.plusSeconds(1);
            }
            assertEquals(61, image.log(1000).size());
            now = now.plus(java.time.Duration.ofDays(31));
            image.close();
            image = open("one", limits);
            Patience.until("compacted", () -> image.log(1000).size() < 61);
            var held = image.log(1000).size();
            assertTrue(held >= 5, "held " + held);
            assertEquals(List.of(), image.verify());
        }

        @Test
        void removesLargeFilesThatNobodyNeeds() throws IOException {
            image.close();
            image = open("one", LivingImageTest.TINY.with(LivingImageTest.keeping(0)));
            update(image, change -> change.remove(Oid.named("note", "large")));
            image.compact(cause(image), false);
            try (var files = Files.walk(folder.resolve("one/large"))) {
                assertFalse(files.anyMatch(Files::isRegularFile));
            }
        }
    }
}
