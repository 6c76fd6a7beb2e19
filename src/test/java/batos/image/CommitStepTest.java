package batos.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a commit's objects were before it, for few and for many of them.
class CommitStepTest {
    private static final Commit BY =
            new Commit(7, new Cause(Author.ARCHITECT, "seven", 0), Instant.EPOCH, List.of(), "");

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 16, 17, 100, 1000})
    void answersAsAMapThatKeepsTheFirst(int count) {
        var random = new Random(count);
        var edits = new ArrayList<Edit>();
        var expected = new HashMap<Long, byte[]>();
        for (int i = 0; i < count; i++) {
            var oid = random.nextLong(2L * count) - count;
            var before = random.nextInt(4) == 0 ? null : new byte[] {(byte) i};
            edits.add(new Edit(oid, before, new byte[] {1}));
            if (!expected.containsKey(oid)) {
                expected.put(oid, before);
            }
        }
        var step = new CommitStep(edits, BY);
        assertEquals(count == 0, step.isEmpty());
        var since = new HashMap<Long, StateView.PriorCell>();
        step.addTo(since);
        assertEquals(expected.keySet(), since.keySet());
        for (var oid = -count - 3L; oid < 2L * count; oid++) {
            var prior = step.prior(oid);
            if (expected.containsKey(oid)) {
                assertSame(BY, prior == null ? null : prior.by(), "" + oid);
                assertSame(expected.get(oid), prior == null ? null : prior.cell(), "" + oid);
                assertSame(expected.get(oid), since.get(oid).cell(), "" + oid);
            } else {
                assertNull(prior, "" + oid);
            }
        }
    }
}
