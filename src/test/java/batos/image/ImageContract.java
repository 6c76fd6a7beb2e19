package batos.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What every image does, in memory or on disk.
abstract class ImageContract extends PastOfImageContract {
    @Nested
    class ACommit {
        @Test
        void isSeenByLaterViewsAndNotByEarlierOnes() {
            put("a", "old");
            var before = image.now();
            put("a", "new");
            put("b", "there");
            assertEquals("old", text(before, "a"));
            assertEquals("-", text(before, "b"));
            assertEquals(List.of("a"), List.copyOf(before.named("note").keySet()));
            assertEquals("new", text(image.now(), "a"));
            assertEquals(List.of("a", "b"), List.copyOf(image.now().named("note").keySet()));
            assertEquals(1, before.size());
            assertEquals(2, image.now().size());
        }

        @Test
        void carriesAuthorLineAndNumbersWithoutGaps() throws Conflict {
            for (int i = 1; i <= 5; i++) {
                var change = Change.on(image.now()).put(note("n" + i, ""));
                var commit = image.commit(cause("line " + i), change);
                assertEquals(i, commit.number());
                assertEquals("line " + i, commit.cause().line());
                assertEquals(Author.ARCHITECT, commit.cause().author());
                assertEquals(List.of(Oid.named("note", "n" + i)), commit.touched());
                assertEquals(image.now().root(), commit.root());
            }
            assertEquals(List.of(5L, 4L, 3L), image.log(3).stream().map(Commit::number).toList());
        }

        @Test
        void thatChangesWhatAnotherChangedSinceItsBaseIsRefusedWithBothCauses() throws Conflict {
            put("a", "1");
            var late = Change.on(image.now()).put(note("a", "late"));
            put("a", "2");
            var conflict =
                    assertThrows(Conflict.class, () -> image.commit(cause("the late one"), late));
            assertTrue(conflict.getMessage().contains("a := 2"), conflict.getMessage());
            assertTrue(conflict.getMessage().contains("the late one"), conflict.getMessage());
            assertEquals("2", text(image.now(), "a"));
        }

        @Test
        void onOtherObjectsThanThoseChangedSinceItsBaseHolds() throws Conflict {
            put("a", "1");
            var change = Change.on(image.now()).put(note("b", "b"));
            put("a", "2");
            image.commit(cause("b"), change);
            assertEquals("2", text(image.now(), "a"));
            assertEquals("b", text(image.now(), "b"));
        }

        @Test
        void withoutEditsIsNotMade() {
            put("a", "1");
            assertEquals(1, image.update(cause("nothing"), change -> {}));
            assertEquals(1, image.now().number());
        }

        @Test
        void removes() {
            put("a", "1");
            image.update(cause("remove"), change -> change.remove(Oid.named("note", "a")));
            assertEquals(0, image.now().size());
            assertTrue(image.now().named("note").isEmpty());
            assertEquals(Optional.empty(), image.now().get("note", "a"));
            assertEquals("1", text(image.at(1), "a"));
        }

        @Test
        void bringsBackEveryKindOfDatum() {
            var slots = new LinkedHashMap<String, Datum>();
            slots.put("z", Datum.NOTHING);
            slots.put("yes", new Datum.Truth(true));
            slots.put("no", new Datum.Truth(false));
            slots.put("least", new Datum.Whole(Long.MIN_VALUE));
            slots.put("big", new Datum.Big(BigInteger.TWO.pow(300).negate()));
            slots.put("real", new Datum.Real(-0.0));
            slots.put("nan", new Datum.Real(Double.NaN));
            slots.put("text", new Datum.Text("héllo \uD83E\uDD87 \uD800 lone"));
            slots.put("sign", new Datum.Sign("at:put:"));
            slots.put("letter", new Datum.Letter(0x1F987));
            slots.put("raw", Datum.Raw.of(new byte[] {0, -1, 127}));
            slots.put("ref", new Datum.Ref(Oid.named("note", "a")));
            slots.put("many", new Datum.Many(List.of(new Datum.Whole(1), Datum.NOTHING)));
            slots.put("slots", new Datum.Slots(new LinkedHashMap<>(slots)));
            var form = Form.anonymous("thing", 7, slots);
            var oid = image.fresh();
            image.update(cause("all"), change -> change.put(oid, form));
            var back = image.now().get(oid).orElseThrow();
            assertEquals(form, back);
            assertEquals(List.copyOf(slots.keySet()), List.copyOf(back.slots().keySet()));
        }

        @Test
        void ofAnIdentityThatDoesNotFitIsRefused() {
            var change = Change.on(image.now());
            assertThrows(
                    IllegalArgumentException.class,
                    () -> change.put(Oid.named("note", "b"), note("a", "")));
            assertThrows(
                    IllegalArgumentException.class, () -> change.put(image.fresh(), note("a", "")));
        }
    }

    @Nested
    class TheRoot {
        @Test
        void dependsOnContentAloneNotOnTheWayThere() {
            var empty = image.now().root();
            put("a", "1");
            var one = image.now().root();
            put("b", "2");
            var two = image.now().root();
            image.update(cause("remove b"), change -> change.remove(Oid.named("note", "b")));
            assertEquals(one, image.now().root());
            image.update(cause("remove a"), change -> change.remove(Oid.named("note", "a")));
            assertEquals(empty, image.now().root());
            put("b", "2");
            put("a", "1");
            assertEquals(two, image.now().root());
            assertEquals(64, two.length());
            assertNotEquals(one, two);
        }

        @Test
        void doesNotDependOnTheOrderOfSlots() {
            var forth = new LinkedHashMap<String, Datum>();
            forth.put("a", new Datum.Whole(1));
            forth.put("b", new Datum.Whole(2));
            var back = new LinkedHashMap<>(forth.reversed());
            image.update(cause("forth"), c -> c.put(Form.named("thing", 1, "x", forth)));
            var root = image.now().root();
            image.update(cause("back"), c -> c.put(Form.named("thing", 1, "x", back)));
            assertEquals(root, image.now().root());
        }
    }

    @Nested
    class Undo {
        @Test
        void takesBackAWholeDeedAndCanBeUndone() {
            put("a", "1");
            var deed = new Cause(Author.ARCHITECT, "forge", image.now().number());
            image.update(deed, change -> change.put(note("a", "2")));
            image.update(deed, change -> change.put(note("b", "2")));
            var forged = image.now().root();
            image.undo(1, cause("undo"));
            assertEquals("1", text(image.now(), "a"));
            assertEquals("-", text(image.now(), "b"));
            assertEquals(4, image.now().number());
            image.undo(1, cause("undo"));
            assertEquals(forged, image.now().root());
        }

        @Test
        void ofSeveralDeedsGoesThatFarBack() {
            for (int i = 0; i < 6; i++) {
                put("a", "" + i);
            }
            image.undo(4, cause("undo 4"));
            assertEquals("1", text(image.now(), "a"));
            image.undo(7, cause("undo everything"));
            assertEquals(0, image.now().size());
        }

        @Test
        void ofMoreDeedsThanThereAreIsRefusedWithTheirNumber() {
            put("a", "1");
            put("a", "2");
            var fault = assertThrows(ImageFault.class, () -> image.undo(3, cause("undo 3")));
            assertEquals(
                    "there are only 2 deeds to take back, not 3. Next: image undo 2",
                    fault.getMessage());
            assertEquals("2", text(image.now(), "a"));
        }

        @Test
        void leavesWhatTheSystemMadeAtItsBirth() {
            var birth = new Cause(Author.Part.SYSTEM, "birth", 0);
            image.update(birth, change -> change.put(note("soul", "here")));
            assertThrows(ImageFault.class, () -> image.undo(1, cause("undo")));
            put("a", "1");
            image.undo(1, cause("undo"));
            assertEquals("here", text(image.now(), "soul"));
            assertEquals("-", text(image.now(), "a"));
        }

        @Test
        void seesADeedAtTheTimeOfItsOwnLastCommit() {
            var deed = cause("a := 1");
            image.update(deed, change -> change.put(note("a", "1")));
            var at = image.log(1).getFirst().at();
            var number = image.now().number();
            var noted = new Cause(Author.Part.SYSTEM, "a note", deed.deed());
            image.update(noted, change -> change.put(note("b", "1")));
            var seen = image.deeds(1).getFirst();
            assertEquals(at, seen.at());
            assertEquals(number, seen.number());
            assertEquals(image.now().number(), seen.last());
        }

        @Test
        void passesOverADeedThatLeftNoTrace() {
            put("a", "1");
            var turn = cause("@ a question");
            image.update(turn, change -> change.put(note("turn", "half")));
            image.undo(1, new Cause(Author.Part.SYSTEM, "abandoned", turn.deed()));
            assertEquals(List.of("a := 1"), image.deeds(9).stream().map(Deed::line).toList());
            image.undo(1, cause("undo"));
            assertEquals(0, image.now().size());
        }
    }

    @Nested
    class ASnapshot {
        @Test
        void isRestoredExactlyAndTheRestoreCanBeUndone() {
            put("a", "1");
            put("b", "1");
            var saved = image.save("before");
            assertEquals(2, saved.objects());
            var root = image.now().root();
            put("a", "2");
            image.update(cause("remove"), change -> change.remove(Oid.named("note", "b")));
            put("c", "3");
            var later = image.now().root();
            var commit = image.restore("before", cause("restore before"));
            assertEquals(root, image.now().root());
            assertEquals(root, commit.root());
            assertEquals(List.of("a", "b"), List.copyOf(image.now().named("note").keySet()));
            image.undo(1, cause("undo"));
            assertEquals(later, image.now().root());
        }

        @Test
        void isListedAndDeleted() {
            put("a", "1");
            image.save("one");
            image.save("two");
            assertEquals(
                    List.of("one", "two"),
                    image.snapshots().stream().map(Image.Snapshot::name).toList());
            image.delete("one");
            assertEquals(
                    List.of("two"), image.snapshots().stream().map(Image.Snapshot::name).toList());
            assertThrows(ImageFault.class, () -> image.restore("one", cause("restore one")));
        }
    }

    @Nested
    class ManyAtOnce {
        @Test
        void countWithoutLosingOneAndReadersSeeWholeCommits() throws Exception {
            var left = image.fresh();
            var right = image.fresh();
            image.update(
                    cause("begin"), change -> change.put(left, counter(0)).put(right, counter(0)));
            var done = new AtomicBoolean();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var reader =
                        threads.submit(() -> {
                            while (!done.get()) {
                                var view = image.now();
                                var a = view.get(left).orElseThrow().whole("value", -1);
                                Thread.yield();
                                var b = view.get(right).orElseThrow().whole("value", -1);
                                assertEquals(a, b);
                            }
                            return true;
                        });
                Callable<Boolean> writer =
                        () -> {
                            for (int i = 0; i < 25; i++) {
                                image.update(
                                        cause("count"),
                                        change -> {
                                            var value =
                                                    change.get(left)
                                                                    .orElseThrow()
                                                                    .whole("value", -1)
                                                            + 1;
                                            change.put(left, counter(value))
                                                    .put(right, counter(value));
                                        });
                            }
                            return true;
                        };
                for (var result : threads.invokeAll(List.of(writer, writer, writer, writer))) {
                    result.get();
                }
                done.set(true);
                reader.get();
            }
            assertEquals(100, image.now().get(left).orElseThrow().whole("value", -1));
            assertEquals(List.of(), image.verify());
        }
    }
}
