package batos.talk.objects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Beside a map of Java, with keys whose hashes collide.
class TableObjectTest {
    private static final TableObject.Equality EQUALITY =
            new TableObject.Equality() {
                @Override
                public int hash(Object key) {
                    return (int) ((Long) key % 7);
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
        var map = new LinkedHashMap<Object, Object>();
        var random = new Random(5);
        for (var i = 0; i < 5_000; i++) {
            var key = (Object) (long) random.nextInt(200);
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
}
