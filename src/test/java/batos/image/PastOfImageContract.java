package batos.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What every image tells of its past, in memory or on disk; the base of [ImageContract].
abstract class PastOfImageContract extends Notes {
    protected Image image;

    abstract Image create() throws Exception;

    @BeforeEach
    void begin() throws Exception {
        image = create();
    }

    @AfterEach
    void end() {
        image.close();
    }

    Cause cause(String line) {
        return new Cause(Author.ARCHITECT, line, image.now().number());
    }

    long put(String name, String text) {
        return image.update(cause(name + " := " + text), change -> change.put(note(name, text)));
    }

    @Nested
    class ACommitOfThePast {
        @Test
        void saysWhatItChanged() {
            put("a", "1");
            var number = put("a", "2");
            put("b", "3");
            var changes = image.changes(number);
            assertEquals(1, changes.size());
            assertEquals("a", changes.getFirst().name());
            assertEquals(List.of("text: '1' -> '2'"), changes.getFirst().slots());
        }
    }

    @Nested
    class ThePast {
        @Test
        void isReadableAtEveryCommit() {
            for (int i = 1; i <= 20; i++) {
                put("n" + i % 3, "" + i);
            }
            assertEquals("-", text(image.at(0), "n1"));
            for (int i = 1; i <= 20; i++) {
                var then = image.at(i);
                assertEquals(i, then.number());
                assertEquals("" + i, text(then, "n" + i % 3));
                assertEquals(Math.min(i, 3), then.size());
                assertEquals(Math.min(i, 3), then.named("note").size());
            }
            put("n1", "later");
            assertEquals("19", text(image.at(20), "n1"));
            assertThrows(ImageFault.class, () -> image.at(99));
        }

        @Test
        void isComparedPerObjectAndSlot() {
            put("a", "1");
            put("b", "1");
            var then = image.now();
            put("a", "2");
            image.update(cause("remove"), change -> change.remove(Oid.named("note", "b")));
            put("c", "3");
            var differences = image.diff(then, image.now());
            assertEquals(3, differences.size());
            for (var difference : differences) {
                switch (difference.name()) {
                    case "a" -> {
                        assertEquals(Image.ChangeKind.CHANGED, difference.sort());
                        assertEquals(List.of("text: '1' -> '2'"), difference.slots());
                    }
                    case "b" -> assertEquals(Image.ChangeKind.REMOVED, difference.sort());
                    default -> assertEquals(Image.ChangeKind.ADDED, difference.sort());
                }
            }
            assertEquals(List.of(), image.diff(image.now(), image.now()));
        }

        @Test
        void isLoggedPerObject() {
            put("a", "1");
            put("b", "1");
            put("a", "2");
            assertEquals(
                    List.of(3L, 1L),
                    image.log(Oid.named("note", "a"), 10).stream().map(Commit::number).toList());
        }
    }
}
