package batos.talk.run;

/// A method that only answers or sets a slot: it needs no frame.
abstract class Accessor extends Code {
    protected Accessor(MethodSource source) {
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

    static final class Getter extends Accessor {
        final int index;

        Getter(MethodSource source, int index) {
            super(source);
            this.index = index;
        }

        @Override
        public Object call(Frame caller, Object self) {
            return ((Thing) self).slots[index];
        }
    }

    static final class Setter extends Accessor {
        private final int index;

        Setter(MethodSource source, int index) {
            super(source);
            this.index = index;
        }

        @Override
        public Object call(Frame caller, Object self, Object a) {
            var thing = (Thing) self;
            if (thing.state != Thing.NEW && thing.state != Thing.DIRTY) {
                caller.run.touch(caller, thing);
            }
            thing.slots[index] = a;
            return self;
        }
    }

    static final class Answer extends Accessor {
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
