package batos.talk.run;

/// `at:`, `at:put:` and `value…` with the plain cases first.
final class Accesses {
    private Accesses() {}

    static final class At extends Sends.One {
        At(int offset, Universe u, Selector selector, Node receiver, Node index) {
            super(offset, u, selector, receiver, index);
        }

        @Override
        public Object execute(Frame f) {
            var to = receiver.execute(f);
            var index = argument.execute(f);
            if (index instanceof Long i && to instanceof Thing thing) {
                if (thing.klass == universe.arrayClass) {
                    if (i > 0 && i <= thing.slots.length) {
                        return thing.slots[(int) (i - 1)];
                    }
                } else if (to instanceof Sequence sequence
                        && sequence.klass == universe.sequenceClass
                        && i > 0
                        && i <= sequence.count) {
                    return sequence.items[sequence.first + (int) (i - 1)];
                }
            }
            return send(f, to, index);
        }
    }

    static final class AtPut extends Sends.Two {
        AtPut(int offset, Universe u, Selector selector, Node receiver, Node index, Node value) {
            super(offset, u, selector, receiver, index, value);
        }

        @Override
        public Object execute(Frame f) {
            var to = receiver.execute(f);
            var index = first.execute(f);
            var value = second.execute(f);
            if (index instanceof Long i
                    && to instanceof Thing thing
                    && thing.klass == universe.arrayClass
                    && (thing.state == Thing.NEW || thing.state == Thing.DIRTY)
                    && i > 0
                    && i <= thing.slots.length) {
                thing.slots[(int) (i - 1)] = value;
                return value;
            }
            return send(f, to, index, value);
        }
    }

    static final class Value extends Sends.Unary {
        Value(int offset, Universe u, Selector selector, Node receiver) {
            super(offset, u, selector, receiver);
        }

        @Override
        public Object execute(Frame f) {
            var to = receiver.execute(f);
            if (to instanceof Closure closure) {
                f.at = this;
                return closure.value(f);
            }
            return send(f, to);
        }
    }

    static final class ValueOne extends Sends.One {
        ValueOne(int offset, Universe u, Selector selector, Node receiver, Node argument) {
            super(offset, u, selector, receiver, argument);
        }

        @Override
        public Object execute(Frame f) {
            var to = receiver.execute(f);
            var a = argument.execute(f);
            if (to instanceof Closure closure) {
                f.at = this;
                return closure.value(f, a);
            }
            return send(f, to, a);
        }
    }

    static final class ValueTwo extends Sends.Two {
        ValueTwo(int offset, Universe u, Selector selector, Node receiver, Node a, Node b) {
            super(offset, u, selector, receiver, a, b);
        }

        @Override
        public Object execute(Frame f) {
            var to = receiver.execute(f);
            var a = first.execute(f);
            var b = second.execute(f);
            if (to instanceof Closure closure) {
                f.at = this;
                return closure.value(f, a, b);
            }
            return send(f, to, a, b);
        }
    }

    /// `class`, `size` of arrays.
    static final class ClassOf extends Sends.Unary {
        ClassOf(int offset, Universe u, Selector selector, Node receiver) {
            super(offset, u, selector, receiver);
        }

        @Override
        public Object execute(Frame f) {
            var to = receiver.execute(f);
            return universe.classOf(to);
        }
    }
}
