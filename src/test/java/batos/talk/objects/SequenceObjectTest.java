package batos.talk.objects;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Beside a list of Java, grown and shrunk at both ends and in the middle.
class SequenceObjectTest {
    private final SequenceObject sequence =
            new SequenceObject(new Universe().objectClass, new Object[0], 0);

    @Test
    void holdsWhatAListHolds() {
        var list = new ArrayList<Object>();
        var random = new Random(3);
        for (var i = 0; i < 20_000; i++) {
            var value = (Object) (long) i;
            switch (list.isEmpty() ? 0 : random.nextInt(5)) {
                case 0 -> {
                    sequence.add(value);
                    list.add(value);
                }
                case 1 -> {
                    sequence.addFirst(value);
                    list.addFirst(value);
                }
                case 2 -> {
                    var at = random.nextInt(list.size() + 1);
                    sequence.insert(at, value);
                    list.add(at, value);
                }
                default -> {
                    var at = random.nextInt(3) == 0 ? 0 : random.nextInt(list.size());
                    assertEquals(list.remove(at), sequence.remove(at));
                }
            }
        }
        assertEquals(list, List.of(sequence.elements()));
    }
}
