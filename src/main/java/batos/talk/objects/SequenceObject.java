package batos.talk.objects;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// An OrderedCollection's elements: a gap at either end, so that both ends grow cheaply.
///
/// Those of a large one stay in the image, piece by piece, until the first read of one; an element
/// not read yet is null here. Both ends grow and shrink meanwhile; a change in the middle reads the
/// rest.
public final class SequenceObject extends HeapObject {
    /// The source of the elements that were not read yet.
    public interface Unread {
        /// The place of the first element of the piece that the element at `place` is in. Places
        /// count from 0 as the image has the collection.
        int start(int place);

        /// The elements of the piece that starts there.
        Object[] piece(int start);
    }

    private Object[] items;
    private int first;
    public int count;

    private @Nullable Unread unread;

    /// The distance from an index to its place in the image.
    private int shift;

    private @Nullable Memento held;

    /// @param older the one before it that is not given up yet; only while elements are unread
    @SuppressWarnings("ArrayRecordComponent") // shares the arrays on purpose, compared by nobody
    private record Memento(
            Object[] slots,
            @Nullable Object[] items,
            @Nullable Unread unread,
            int shift,
            @Nullable Memento older) {
        /// Enters an element read now, which the image had before.
        void read(int place, Object value) {
            var at = place - shift;
            if (at >= 0 && at < items.length && items[at] == null) {
                items[at] = value;
            }
        }
    }

    public SequenceObject(Klass klass, Object[] slots, int capacity) {
        super(klass, slots);
        this.items = new Object[Math.max(4, capacity)];
    }

    public Object get(int index) {
        var value = items[first + index];
        return value == null ? read(index) : value;
    }

    public void set(int index, Object value) {
        items[first + index] = value;
    }

    /// All elements are in the image.
    public void unread(int size, Unread source) {
        items = new Object[Math.max(4, size)];
        first = 0;
        count = size;
        shift = 0;
        unread = source;
    }

    /// The image has the elements as they are; those still unread are there.
    public void kept(Unread source) {
        shift = 0;
        held = null;
        if (unread != null) {
            unread = source;
        }
    }

    private Object read(int index) {
        var source = unread;
        if (source == null) {
            throw new IllegalStateException("an element was lost");
        }
        var start = source.start(index + shift);
        var piece = source.piece(start);
        for (var i = 0; i < piece.length; i++) {
            var at = start + i - shift;
            if (at >= 0 && at < count && items[first + at] == null) {
                items[first + at] = piece[i];
            }
            for (var memento = held; memento != null; memento = memento.older) {
                memento.read(start + i, piece[i]);
            }
        }
        return items[first + index];
    }

    /// Reads the rest of the elements.
    public void readAll() {
        if (unread != null) {
            for (var i = 0; i < count; i++) {
                get(i);
            }
            unread = null;
        }
    }

    public void add(Object value) {
        if (first + count == items.length) {
            grow(0);
        }
        items[first + count++] = value;
    }

    public void addFirst(Object value) {
        if (first == 0) {
            grow(Math.max(4, count));
        }
        items[--first] = value;
        count++;
        shift--;
    }

    public void insert(int index, Object value) {
        if (index == 0) {
            addFirst(value);
            return;
        }
        if (index < count) {
            readAll();
        }
        add(value);
        System.arraycopy(items, first + index, items, first + index + 1, count - 1 - index);
        items[first + index] = value;
    }

    public Object remove(int index) {
        var value = get(index);
        if (index == 0) {
            items[first++] = Nil.NIL;
            shift++;
        } else {
            if (index < count - 1) {
                readAll();
            }
            System.arraycopy(items, first + index + 1, items, first + index, count - 1 - index);
            items[first + count - 1] = Nil.NIL;
        }
        if (--count == 0) {
            first = 0;
        }
        return value;
    }

    private void grow(int front) {
        if (front == 0 && first > items.length / 2) {
            var bigger = new Object[items.length];
            System.arraycopy(items, first, bigger, 0, count);
            items = bigger;
            first = 0;
            return;
        }
        var room = front == 0 ? items.length * 2 : front + count + 4;
        var bigger = new Object[room];
        System.arraycopy(items, first, bigger, front, count);
        items = bigger;
        first = front;
    }

    public int capacity() {
        return items.length;
    }

    public Object[] elements() {
        readAll();
        return Arrays.copyOfRange(items, first, first + count);
    }

    /// The elements, null for one that was not read.
    public @Nullable Object[] readElements() {
        return Arrays.copyOfRange(items, first, first + count);
    }

    /// As [#readElements()], from a memento of this object.
    public static @Nullable Object[] readElements(Object memento) {
        return ((Memento) memento).items;
    }

    public void elements(Object[] values) {
        items = values.length < items.length ? Arrays.copyOf(values, items.length) : values;
        first = 0;
        count = values.length;
        shift = 0;
        unread = null;
    }

    @Override
    public Object memento() {
        var memento = new Memento(slots.clone(), readElements(), unread, shift, held);
        held = unread == null ? null : memento;
        return memento;
    }

    @Override
    public void revert(Object memento) {
        var before = (Memento) memento;
        slots = before.slots;
        items = Arrays.copyOf(before.items, Math.max(4, before.items.length));
        first = 0;
        count = before.items.length;
        unread = before.unread;
        shift = before.shift;
        held = before.older;
    }

    @Override
    public void become(HeapObject other) {
        var sequence = (SequenceObject) other;
        sequence.readAll();
        klass = other.klass;
        slots = other.slots;
        items = sequence.items;
        first = sequence.first;
        count = sequence.count;
        unread = null;
        shift = 0;
    }

    @Override
    public SequenceObject copy() {
        var copy = new SequenceObject(klass, slots.clone(), 0);
        copy.elements(elements());
        return copy;
    }
}
