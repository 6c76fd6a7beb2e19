package batos.talk.nodes;

import batos.talk.objects.Binding;
import batos.talk.objects.HeapObject;
import batos.talk.objects.Klass;
import batos.talk.objects.Nil;
import batos.talk.processes.Frame;
import java.util.List;

/// Reading and writing variables.
public final class VariableNodes {
    private VariableNodes() {}

    public static final class Constant extends Node {
        final Object value;

        public Constant(int offset, Object value) {
            super(offset);
            this.value = value;
        }

        @Override
        public Object execute(Frame f) {
            return value;
        }
    }

    public static final class Self extends Node {
        public Self(int offset) {
            super(offset);
        }

        @Override
        public Object execute(Frame f) {
            return f.self;
        }
    }

    public static final class Local extends Node {
        final int index;

        public Local(int offset, int index) {
            super(offset);
            this.index = index;
        }

        @Override
        public Object execute(Frame f) {
            return f.t[index];
        }
    }

    /// One frame out: the commonest case of [Far].
    public static final class Near extends Node {
        private final int index;

        public Near(int offset, int index) {
            super(offset);
            this.index = index;
        }

        @Override
        @SuppressWarnings("NullAway") // a block's frame has an outer one
        public Object execute(Frame f) {
            return f.outer.t[index];
        }
    }

    public static final class Far extends Node {
        private final int out;
        private final int index;

        public Far(int offset, int out, int index) {
            super(offset);
            this.out = out;
            this.index = index;
        }

        @Override
        public Object execute(Frame f) {
            return outer(f, out).t[index];
        }
    }

    @SuppressWarnings("NullAway") // the compiler counted the frames
    static Frame outer(Frame f, int out) {
        var frame = f;
        for (var i = 0; i < out; i++) {
            frame = frame.outer;
        }
        return frame;
    }

    public static final class SetLocal extends Node {
        private final int index;
        private final Node value;

        public SetLocal(int offset, int index, Node value) {
            super(offset);
            this.index = index;
            this.value = value;
        }

        @Override
        public Object execute(Frame f) {
            var result = value.execute(f);
            f.t[index] = result;
            return result;
        }
    }

    public static final class SetFar extends Node {
        private final int out;
        private final int index;
        private final Node value;

        public SetFar(int offset, int out, int index, Node value) {
            super(offset);
            this.out = out;
            this.index = index;
            this.value = value;
        }

        @Override
        public Object execute(Frame f) {
            var result = value.execute(f);
            var frame = outer(f, out);
            if (frame.home.dead) {
                f.run.universe.journal.environment(frame);
            }
            frame.t[index] = result;
            return result;
        }
    }

    public static final class Slot extends Node implements Klass.Placed {
        private final String name;
        private int index;

        public Slot(int offset, Klass owner, String name) {
            super(offset);
            this.name = name;
            owner.placed(this);
        }

        @Override
        public void place(List<String> slots) {
            index = slots.lastIndexOf(name);
        }

        Object read(Frame f) {
            return ((HeapObject) f.self).slots[index];
        }

        @Override
        public Object execute(Frame f) {
            return read(f);
        }
    }

    public static final class SetSlot extends Node implements Klass.Placed {
        private final String name;
        private final Node value;
        private int index;

        public SetSlot(int offset, Klass owner, String name, Node value) {
            super(offset);
            this.name = name;
            this.value = value;
            owner.placed(this);
        }

        @Override
        public void place(List<String> slots) {
            index = slots.lastIndexOf(name);
        }

        @Override
        public Object execute(Frame f) {
            var result = value.execute(f);
            var thing = (HeapObject) f.self;
            if (thing.state != HeapObject.NEW && thing.state != HeapObject.DIRTY) {
                f.at = this;
                f.run.touch(f, thing);
            }
            thing.slots[index] = result;
            return result;
        }
    }

    /// A global, a workspace or a class variable.
    public static final class Global extends Node {
        private final Binding binding;
        private final boolean lenient;

        public Global(int offset, Binding binding, boolean lenient) {
            super(offset);
            this.binding = binding;
            this.lenient = lenient;
        }

        @Override
        public Object execute(Frame f) {
            var value = binding.get();
            if (value != null) {
                return value;
            }
            if (lenient) {
                return Nil.NIL;
            }
            f.at = this;
            return f.run.undeclared(f, binding.name);
        }
    }

    public static final class SetGlobal extends Node {
        private final Binding binding;
        private final Node value;

        public SetGlobal(int offset, Binding binding, Node value) {
            super(offset);
            this.binding = binding;
            this.value = value;
        }

        @Override
        public Object execute(Frame f) {
            var result = value.execute(f);
            f.run.universe.journal.bind(binding, result);
            return result;
        }
    }

    /// `thisContext`, as far as it can be looked at.
    public static final class Context extends Node {
        public Context(int offset) {
            super(offset);
        }

        @Override
        public Object execute(Frame f) {
            return f;
        }
    }

    public static final class Brace extends Node {
        private final Node[] items;

        public Brace(int offset, Node[] items) {
            super(offset);
            this.items = items;
        }

        @Override
        public Object execute(Frame f) {
            return f.run.universe.array(SendNodes.values(f, items));
        }
    }

    /// `##(…)`: the value of the first time.
    public static final class Once extends Node {
        private final Node value;
        private @org.jspecify.annotations.Nullable Object known;

        public Once(int offset, Node value) {
            super(offset);
            this.value = value;
        }

        @Override
        public Object execute(Frame f) {
            var result = known;
            if (result == null) {
                result = value.execute(f);
                known = result;
            }
            return result;
        }
    }
}
