package batos.talk.objects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/// Beside a map of Java, with keys whose hashes collide.
class TableObjectTest {
    private record Collide(int number) {}

    private static final TableObject.Equality EQUALITY =
            new TableObject.Equality() {
                @Override
                public int hash(Object key) {
                    return key.hashCode() % 7;
                }

                @Override
                public boolean same(Object a, Object b) {
                    return a.equals(b);
                }
            };

    private final TableObject table = new TableObject(new Universe().objectClass, new Object[0]);

    private LinkedHashMap<Object, Object> entries() {
        var all = new LinkedHashMap<Object, Object>();
        for (var i = 0; i < table.end(); i++) {
            var key = table.keyAt(i);
            if (key != null) {
                all.put(key, table.valueAt(i));
            }
        }
        return all;
    }

    @Test
    void holdsWhatAMapHoldsInTheSameOrder() {
        holdsWhatAMapHolds(Collide::new);
    }

    @Test
    void holdsNumbersAsAMapDoes() {
        holdsWhatAMapHolds(n -> (long) n);
    }

    @Test
    void holdsNumbersFarApartAndOtherKeysAsAMapDoes() {
        holdsWhatAMapHolds(n -> n % 5 < 4 ? (Object) (n * 0x1_0000_0000L) : new Collide(n));
    }

    private void holdsWhatAMapHolds(IntFunction<Object> made) {
        var map = new LinkedHashMap<Object, Object>();
        var random = new Random(5);
        for (var i = 0; i < 5_000; i++) {
            var key = made.apply(random.nextInt(200));
            if (random.nextInt(3) == 0) {
                var entry = table.find(key, EQUALITY);
                assertEquals(map.containsKey(key), entry >= 0);
                if (entry >= 0) {
                    table.remove(entry);
                    map.remove(key);
                }
            } else {
                table.put(key, (long) i, EQUALITY);
                map.put(key, (long) i);
            }
            assertEquals(map.size(), table.count());
        }
        table.rehash(EQUALITY);
        map.forEach((key, value) -> assertEquals(value, table.valueAt(table.find(key, EQUALITY))));
        assertEquals(map, entries());
        assertEquals(
                map.sequencedKeySet().stream().toList(),
                entries().sequencedKeySet().stream().toList());
    }

    @Test
    void isTakenBackToItsMemento() {
        table.put(1L, "one", EQUALITY);
        var before = table.memento();
        table.put(2L, "two", EQUALITY);
        table.put(1L, "other", EQUALITY);
        table.revert(before);
        assertEquals("one", table.valueAt(table.find(1L, EQUALITY)));
        assertTrue(table.find(2L, EQUALITY) < 0);
    }

    @Test
    void staysATableOfNumbersUntilAnotherKeyOrValueComes() {
        for (var i = 0L; i < 3_000; i++) {
            table.put(i * i, -i, EQUALITY);
        }
        assertTrue(table.isNumbers());
        var numbers = (TableObject) table.memento();
        table.put(4L, "four", EQUALITY);
        assertFalse(table.isNumbers());
        table.put("two", 2L, EQUALITY);
        table.remove(table.find(9L, EQUALITY));
        for (var i = 4L; i < 3_000; i++) {
            assertEquals(-i, table.valueAt(table.find(i * i, EQUALITY)));
        }
        assertEquals("four", table.valueAt(table.find(4L, EQUALITY)));
        assertEquals(2L, table.valueAt(table.find("two", EQUALITY)));
        assertTrue(table.find(9L, EQUALITY) < 0);
        assertTrue(table.find(3L, EQUALITY) < 0);
        assertTrue(table.find(4.0, EQUALITY) < 0);
        table.revert(numbers);
        assertTrue(table.isNumbers());
        assertEquals(-3L, table.valueAt(table.find(9L, EQUALITY)));
        assertEquals(3_000, table.count());
    }

    @Test
    void anEntrySetAnewIsFoundAfterTheNextRehash() {
        for (var i = 0L; i < 20; i++) {
            table.put(i, i, EQUALITY);
        }
        table.entry(7, 7L, "seven");
        assertFalse(table.stale);
        table.entry(8, "eight", 8L);
        assertTrue(table.stale);
        table.rehash(EQUALITY);
        assertEquals("seven", table.valueAt(table.find(7L, EQUALITY)));
        assertEquals(8L, table.valueAt(table.find("eight", EQUALITY)));
        assertTrue(table.find(8L, EQUALITY) < 0);
    }
}
