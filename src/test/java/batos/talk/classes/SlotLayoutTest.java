package batos.talk.classes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SlotLayoutTest {
    private static final List<String> WAS = List.of("A.x", "B.y");

    private static Object[] placed(List<String> now, Object... old) {
        return SlotLayout.placed(old, WAS, now, new Object[] {"?", "?", "?"});
    }

    @Test
    void valuesFollowTheirNames() {
        assertArrayEquals(new Object[] {2, "?", 1}, placed(List.of("B.y", "B.z", "A.x"), 1, 2));
    }

    @Test
    void aSlotThatMovesToAnotherClassKeepsItsValue() {
        assertArrayEquals(new Object[] {1, 2}, placed(List.of("C.x", "B.y"), 1, 2));
    }

    @Test
    void indexedElementsStayBehindTheNamedOnes() {
        assertArrayEquals(new Object[] {2, 7, 8}, placed(List.of("B.y"), 1, 2, 7, 8));
    }
}
