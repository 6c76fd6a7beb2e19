package batos.talk.objects;

import java.util.Arrays;
import java.util.List;

/// An OrderedCollection's elements: a gap at either end, so that both ends grow cheaply.
public final class SequenceObject extends HeapObject {
    public Object[] items;
    public int first;
    public int count;

    public SequenceObject(Klass klass, Object[] slots, int capacity) {
        super(klass, slots);
        this.items = new Object[Math.max(4, capacity)];
    }

    public Object get(int index) {
        return items[first + index];
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
    }

    public void insert(int index, Object value) {
        if (index == 0) {
            addFirst(value);
            return;
        }
        add(value);
        System.arraycopy(items, first + index, items, first + index + 1, count - 1 - index);
        items[first + index] = value;
    }

    public Object remove(int index) {
        var value = items[first + index];
        if (index == 0) {
            items[first++] = Nil.NIL;
        } else {
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

    public Object[] elements() {
        return Arrays.copyOfRange(items, first, first + count);
    }

    public void elements(Object[] values) {
        items = values.length < items.length ? Arrays.copyOf(values, items.length) : values;
        first = 0;
        count = values.length;
    }

    @Override
    public Object memento() {
        return List.of(slots.clone(), elements());
    }

    @Override
    public void revert(Object memento) {
        var before = (List<?>) memento;
        slots = (Object[]) before.getFirst();
        elements((Object[]) before.getLast());
    }

    @Override
    public void become(HeapObject other) {
        klass = other.klass;
        slots = other.slots;
        var sequence = (SequenceObject) other;
        items = sequence.items;
        first = sequence.first;
        count = sequence.count;
    }

    @Override
    public SequenceObject copy() {
        var copy = new SequenceObject(klass, slots.clone(), 0);
        copy.elements(elements());
        return copy;
    }
}
