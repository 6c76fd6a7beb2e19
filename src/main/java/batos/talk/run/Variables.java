package batos.talk.run;

import java.util.List;

/// Reading and writing what has a name.
final class Variables {
    private Variables() {}

    static final class Constant extends Node {
        final Object value;

        Constant(int offset, Object value) {
            super(offset);
            this.value = value;
        }

        @Override
        public Object execute(Frame f) {
            return value;
        }
    }

    static final class Self extends Node {
        Self(int offset) {
            super(offset);
        }

        @Override
        public Object execute(Frame f) {
            return f.self;
        }
    }

    static final class Local extends Node {
        final int index;

        Local(int offset, int index) {
            super(offset);
            this.index = index;
        }

        @Override
        public Object execute(Frame f) {
            return f.t[index];
        }
    }

    /// One frame out: the commonest case of [Far].
    static final class Near extends Node {
        private final int index;

        Near(int offset, int index) {
            super(offset);
            this.index = index;
        }

        @Override
        @SuppressWarnings("NullAway") // a block's frame has an outer one
        public Object execute(Frame f) {
            return f.outer.t[index];
        }
    }

    static final class Far extends Node {
        private final int out;
        private final int index;

        Far(int offset, int out, int index) {
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

    static final class SetLocal extends Node {
        private final int index;
        private final Node value;

        SetLocal(int offset, int index, Node value) {
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

    static final class SetFar extends Node {
        private final int out;
        private final int index;
        private final Node value;

        SetFar(int offset, int out, int index, Node value) {
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

    static final class Slot extends Node implements Klass.Placed {
        private final String name;
        private int index;

        Slot(int offset, Klass owner, String name) {
            super(offset);
            this.name = name;
            owner.placed(this);
        }

        @Override
        public void place(List<String> slots) {
            index = slots.lastIndexOf(name);
        }

        @Override
        public Object execute(Frame f) {
            return ((Thing) f.self).slots[index];
        }
    }

    static final class SetSlot extends Node implements Klass.Placed {
        private final String name;
        private final Node value;
        private int index;

        SetSlot(int offset, Klass owner, String name, Node value) {
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
            var thing = (Thing) f.self;
            if (thing.state != Thing.NEW && thing.state != Thing.DIRTY) {
                f.at = this;
                f.run.touch(f, thing);
            }
            thing.slots[index] = result;
            return result;
        }
    }

    /// A global, a workspace or a class variable.
    static final class Global extends Node {
        private final Binding binding;
        private final boolean lenient;

        Global(int offset, Binding binding, boolean lenient) {
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

    static final class SetGlobal extends Node {
        private final Binding binding;
        private final Node value;

        SetGlobal(int offset, Binding binding, Node value) {
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
    static final class Context extends Node {
        Context(int offset) {
            super(offset);
        }

        @Override
        public Object execute(Frame f) {
            return f;
        }
    }

    static final class Brace extends Node {
        private final Node[] items;

        Brace(int offset, Node[] items) {
            super(offset);
            this.items = items;
        }

        @Override
        public Object execute(Frame f) {
            return f.run.universe.array(Sends.values(f, items));
        }
    }

    /// `##(…)`: the value of the first time.
    static final class Once extends Node {
        private final Node value;
        private @org.jspecify.annotations.Nullable Object known;

        Once(int offset, Node value) {
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
