package batos.talk.compiler;

import batos.talk.objects.Code;
import batos.talk.objects.HeapObject;
import batos.talk.objects.MethodSource;
import batos.talk.processes.Frame;

/// A method that only answers or sets a slot: it needs no frame.
public abstract class AccessorMethod extends Code {
    protected AccessorMethod(MethodSource source) {
        super(source);
    }

    @Override
    public Object call(Frame caller, Object self) {
        throw wrong();
    }

    @Override
    public Object call(Frame caller, Object self, Object a) {
        throw wrong();
    }

    @Override
    public Object call(Frame caller, Object self, Object a, Object b) {
        throw wrong();
    }

    @Override
    public Object call(Frame caller, Object self, Object a, Object b, Object c) {
        throw wrong();
    }

    @Override
    public Object call(Frame caller, Object self, Object[] arguments) {
        throw wrong();
    }

    private IllegalStateException wrong() {
        return new IllegalStateException(source.shown() + " called with the wrong arity");
    }

    public static final class Getter extends AccessorMethod {
        public final int index;

        Getter(MethodSource source, int index) {
            super(source);
            this.index = index;
        }

        @Override
        public Object call(Frame caller, Object self) {
            return ((HeapObject) self).slots[index];
        }
    }

    static final class Setter extends AccessorMethod {
        private final int index;

        Setter(MethodSource source, int index) {
            super(source);
            this.index = index;
        }

        @Override
        public Object call(Frame caller, Object self, Object a) {
            var thing = (HeapObject) self;
            if (thing.state != HeapObject.NEW && thing.state != HeapObject.DIRTY) {
                caller.run.touch(caller, thing);
            }
            thing.slots[index] = a;
            return self;
        }
    }

    static final class Answer extends AccessorMethod {
        private final Object value;

        Answer(MethodSource source, Object value) {
            super(source);
            this.value = value;
        }

        @Override
        public Object call(Frame caller, Object self) {
            return value;
        }
    }
}
