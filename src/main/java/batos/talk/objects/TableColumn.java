package batos.talk.objects;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The keys or the values of a table, in the order they came: plain numbers without an object for
/// each as long as all of them are integers of 64 bits, else objects.
final class TableColumn {
    private static final long[] NO_NUMBERS = {};
    private static final int LEAST = 8;

    private long[] numbers = NO_NUMBERS;

    /// The same as objects, once one of them is no number; the numbers are gone then.
    private @Nullable Object @Nullable [] things;

    private int size;

    TableColumn() {}

    private TableColumn(TableColumn other) {
        numbers = other.numbers.length == 0 ? NO_NUMBERS : other.numbers.clone();
        var all = other.things;
        things = all == null ? null : all.clone();
        size = other.size;
    }

    TableColumn copy() {
        return new TableColumn(this);
    }

    /// Whether all are numbers, which an empty column's are.
    boolean isNumbers() {
        return things == null;
    }

    /// Only where [#isNumbers()].
    long number(int at) {
        return numbers[at];
    }

    /// Null in a hole.
    @Nullable Object get(int at) {
        var all = things;
        return all == null ? (Object) numbers[at] : all[at];
    }

    void add(Object value) {
        var at = size;
        if (things == null && value instanceof Long n) {
            if (at == numbers.length) {
                numbers = Arrays.copyOf(numbers, Math.max(LEAST, 2 * at));
            }
            numbers[at] = n;
            size = at + 1;
            return;
        }
        var all = things();
        if (at == all.length) {
            all = Arrays.copyOf(all, Math.max(LEAST, 2 * at));
            things = all;
        }
        all[at] = value;
        size = at + 1;
    }

    /// @param value null for a hole
    void set(int at, @Nullable Object value) {
        if (things == null && value instanceof Long n) {
            numbers[at] = n;
        } else {
            things()[at] = value;
        }
    }

    int capacity() {
        return Math.max(LEAST, numbers.length);
    }

    /// Makes objects of numbers.
    void generalize() {
        things();
    }

    private @Nullable Object[] things() {
        var all = things;
        if (all == null) {
            all = new Object[capacity()];
            for (var i = 0; i < size; i++) {
                all[i] = numbers[i];
            }
            numbers = NO_NUMBERS;
            things = all;
        }
        return all;
    }

    /// Gives up what is behind the first ones.
    void shorten(int newSize) {
        var all = things;
        if (all != null) {
            Arrays.fill(all, newSize, size, null);
        }
        size = newSize;
    }
}
