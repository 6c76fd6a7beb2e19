package batos.image;

import java.util.function.ObjLongConsumer;

/// Visits every object of a state, in no order. The heap file does not change meanwhile; commits go
/// on.
final class HeapScan {
    private final Heap heap;
    private final Checkpointer checkpointer;

    HeapScan(Heap heap, Checkpointer checkpointer) {
        this.heap = heap;
        this.checkpointer = checkpointer;
    }

    void each(StateView view, ObjLongConsumer<byte[]> visitor) {
        checkpointer.withHeapAtRest(() -> {
            var changed = view.changed();
            changed.forEach(oid -> visit(view, oid, visitor));
            heap.each(oid -> {
                if (!changed.contains(oid)) {
                    visit(view, oid, visitor);
                }
            });
        });
    }

    private static void visit(StateView view, long oid, ObjLongConsumer<byte[]> visitor) {
        var cell = view.cell(oid);
        if (cell != null) {
            visitor.accept(cell, oid);
        }
    }
}
