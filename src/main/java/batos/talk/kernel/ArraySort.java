package batos.talk.kernel;

import batos.talk.objects.HeapObject;
import batos.talk.objects.Nil;
import batos.talk.processes.Closure;
import batos.talk.processes.Frame;
import org.jspecify.annotations.Nullable;

/// A stable merge sort of an array by a block of the language, which may answer anything without
/// harm; nil stands for `<=`.
final class ArraySort {
    private final PrimitiveContext room;
    private final Frame f;
    private final Object block;

    ArraySort(PrimitiveContext room, Frame f, Object block) {
        this.room = room;
        this.f = f;
        this.block = block;
    }

    /// The array itself, sorted; null where it is none.
    @Nullable Object sort(HeapObject array) {
        var elements = room.elements(f, array);
        if (elements == null) {
            return null;
        }
        var sorted = elements.clone();
        merge(sorted, new Object[sorted.length], 0, sorted.length);
        var fixed = room.universe.classOf(array).size;
        System.arraycopy(sorted, 0, PrimitiveContext.written(f, array).slots, fixed, sorted.length);
        return array;
    }

    private void merge(Object[] a, Object[] spare, int from, int to) {
        if (to - from < 2) {
            return;
        }
        var middle = (from + to) >>> 1;
        merge(a, spare, from, middle);
        merge(a, spare, middle, to);
        if (inOrder(a[middle - 1], a[middle])) {
            return;
        }
        System.arraycopy(a, from, spare, from, to - from);
        var left = from;
        var right = middle;
        for (var i = from; i < to; i++) {
            a[i] =
                    left < middle && (right >= to || inOrder(spare[left], spare[right]))
                            ? spare[left++]
                            : spare[right++];
        }
    }

    private boolean inOrder(Object a, Object b) {
        if (block == Nil.NIL) {
            if (a instanceof Long x && b instanceof Long y) {
                return x <= y;
            }
            return Boolean.TRUE.equals(f.run.send(f, a, "<=", b));
        }
        var answer =
                block instanceof Closure closure
                        ? closure.value(f, a, b)
                        : f.run.send(f, block, "value:value:", a, b);
        return Boolean.TRUE.equals(answer);
    }
}
