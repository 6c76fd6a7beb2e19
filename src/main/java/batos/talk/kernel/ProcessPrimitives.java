package batos.talk.kernel;

import batos.talk.compiler.MethodCompiler;
import batos.talk.objects.HeapObject;
import batos.talk.objects.Primitive;
import batos.talk.objects.Symbol;
import batos.talk.processes.Frame;
import batos.talk.processes.Strand;
import batos.talk.processes.Unwinding;
import org.jspecify.annotations.Nullable;

/// The primitives of processes. The first slot of a Process holds its strand.
final class ProcessPrimitives {
    private final MethodCompiler methods;

    ProcessPrimitives(PrimitiveContext room) {
        this.methods = room.methods;
    }

    void install() {
        methods.primitive("procSpawn", (Primitive.Ternary) this::procSpawn);
        methods.primitive("procActive", (Primitive.Binary) this::active);
        methods.primitive("procYield", (Primitive.Unary) this::procYield);
        methods.primitive("procSleep", (Primitive.Binary) this::procSleep);
        strand("procResume", this::procResume);
        strand("procSuspend", this::procSuspend);
        methods.primitive("procState", (Primitive.Unary) this::procState);
        methods.primitive("procPriority", (Primitive.Unary) this::procPriority);
        methods.primitive("procSetPriority", (Primitive.Binary) this::procSetPriority);
        methods.primitive("procInterrupt", (Primitive.Binary) this::procInterrupt);
        methods.primitive("procEnd", (Primitive.Unary) this::procEnd);
    }

    private static Object bound(Object process, Strand strand) {
        ((HeapObject) process).slots[0] = strand;
        strand.process = process;
        return process;
    }

    /// The running process; the given fresh one if nobody has asked for it before.
    private @Nullable Object active(Frame f, Object self, Object fresh) {
        var strand = f.run.strands().current();
        if (!(strand.process instanceof HeapObject)) {
            return fresh instanceof HeapObject ? bound(fresh, strand) : null;
        }
        return strand.process;
    }

    private interface OnStrand {
        void call(Frame f, Strand strand);
    }

    private void strand(String name, OnStrand action) {
        methods.primitive(
                name,
                (Primitive.Unary)
                        (f, s) -> {
                            if (s instanceof HeapObject thing
                                    && thing.slots[0] instanceof Strand strand) {
                                action.call(f, strand);
                            }
                            return s;
                        });
    }

    private @Nullable Object procSpawn(Frame f, Object s, Object block, Object priority) {
        var strand = priority instanceof Long n ? f.run.strands().spawn(block, n.intValue()) : null;
        return strand == null ? null : bound(s, strand);
    }

    private @Nullable Object procYield(Frame f, Object s) {
        f.run.strands().giveWay(f);
        return s;
    }

    private @Nullable Object procSleep(Frame f, Object s, Object nanos) {
        if (!(nanos instanceof Long n)) {
            return null;
        }
        f.run.strands().sleep(f, n);
        return s;
    }

    private void procResume(Frame f, Strand strand) {
        f.run.strands().resume(f, strand);
    }

    private void procSuspend(Frame f, Strand strand) {
        f.run.strands().suspend(f, strand);
    }

    private @Nullable Object procState(Frame f, Object s) {
        return s instanceof HeapObject thing && thing.slots[0] instanceof Strand strand
                ? new Symbol(strand.state().name().toLowerCase(java.util.Locale.ROOT))
                : new Symbol("ended");
    }

    private @Nullable Object procPriority(Frame f, Object s) {
        return s instanceof HeapObject thing && thing.slots[0] instanceof Strand strand
                ? (Object) (long) strand.priority()
                : null;
    }

    private @Nullable Object procSetPriority(Frame f, Object s, Object priority) {
        if (!(s instanceof HeapObject thing)
                || !(thing.slots[0] instanceof Strand strand)
                || !(priority instanceof Long n)) {
            return null;
        }
        f.run.strands().priority(f, strand, Math.clamp(n, 1, 9));
        return s;
    }

    private @Nullable Object procInterrupt(Frame f, Object s, Object block) {
        if (s instanceof HeapObject thing && thing.slots[0] instanceof Strand strand) {
            f.run.strands().interrupt(f, strand, block);
        }
        return s;
    }

    private @Nullable Object procEnd(Frame f, Object s) {
        throw new Unwinding.Terminated();
    }
}
