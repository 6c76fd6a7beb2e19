package batos.talk.objects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class UndoLogTest {
    private final Universe universe = new Universe();
    private final UndoLog log = universe.journal;
    private final HeapObject pair = new HeapObject(universe.objectClass, new Object[] {1L, 2L});
    private final Binding name = new Binding("x", Binding.Sort.WORKSPACE, 1L);

    @BeforeEach
    void record() {
        log.record(true);
        pair.state = HeapObject.CLEAN;
        name.state = HeapObject.CLEAN;
    }

    private void set(Object value) {
        if (pair.state == HeapObject.CLEAN) {
            log.touch(pair);
        }
        pair.slots[0] = value;
    }

    @Test
    void takesBackToAMarkTheLastChangeFirst() {
        log.bind(name, 5L);
        var mark = log.mark();
        set(7L);
        log.rollback(mark);
        assertEquals(1L, pair.slots[0]);
        assertEquals(5L, name.value);
        log.rollback(0);
        assertEquals(1L, name.value);
        assertTrue(log.isEmpty());
    }

    @Test
    void forgetsWhatIsCommitted() {
        set(7L);
        log.committed();
        log.rollback(0);
        assertEquals(7L, pair.slots[0]);
        assertEquals(HeapObject.CLEAN, pair.state);
    }

    @Nested
    class ATransactionInsideAnother {
        @Test
        void isTakenBackAlone() {
            set(7L);
            log.nest();
            var mark = log.mark();
            set(9L);
            log.rollback(mark);
            log.unnest();
            assertEquals(7L, pair.slots[0]);
            assertEquals(HeapObject.DIRTY, pair.state);
            log.rollback(0);
            assertEquals(1L, pair.slots[0]);
        }
    }
}
