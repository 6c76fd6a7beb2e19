package batos.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PriorCellsTest {
    private static final byte[] ONE = {1};
    private static final byte[] TWO = {2};
    private final JournalEntry.Origin by =
            new JournalEntry.Origin(7, new Cause(Author.ARCHITECT, "put", 0));

    @Test
    void answersWhatWasBeforeTheFirstEditOfAnObject() {
        var cells =
                new PriorCells(
                        by,
                        List.of(
                                new Edit(9, ONE, TWO),
                                new Edit(-3, null, ONE),
                                new Edit(9, TWO, null),
                                new Edit(4, TWO, null)));
        assertArrayEquals(ONE, Objects.requireNonNull(cells.get(9)).cell());
        assertArrayEquals(TWO, Objects.requireNonNull(cells.get(4)).cell());
        assertNull(Objects.requireNonNull(cells.get(-3)).cell());
        assertNull(cells.get(5));
        assertEquals(by, Objects.requireNonNull(cells.get(4)).by());
        var seen = new ArrayList<Long>();
        cells.each(seen::add);
        assertEquals(List.of(-3L, 4L, 9L), seen);
        assertFalse(cells.isEmpty());
        assertTrue(new PriorCells(by, List.of()).isEmpty());
    }
}
