package batos.talk.nodes;

import batos.talk.objects.CharacterValue;
import batos.talk.objects.HeapObject;
import batos.talk.objects.Selector;
import batos.talk.objects.SequenceObject;
import batos.talk.objects.TextObject;
import batos.talk.objects.Universe;
import batos.talk.processes.Closure;
import batos.talk.processes.Frame;

/// `at:`, `at:put:` and `value…` with the plain cases first.
public final class AccessNodes {
    private AccessNodes() {}

    public static final class At extends SendNodes.One {
        public At(int offset, Universe u, Selector selector, Node receiver, Node index) {
            super(offset, u, selector, receiver, index);
        }

        @Override
        public Object execute(Frame f) {
            var to =
                    receiverLocal >= 0
                            ? f.t[receiverLocal]
                            : receiverSlot != null ? receiverSlot.read(f) : receiver.execute(f);
            var index =
                    argumentLocal >= 0
                            ? f.t[argumentLocal]
                            : argumentSlot != null ? argumentSlot.read(f) : argument.execute(f);
            if (index instanceof Long i && to instanceof HeapObject thing) {
                if (thing.klass == universe.known.array()) {
                    if (i > 0 && i <= thing.slots.length) {
                        return thing.slots[(int) (i - 1)];
                    }
                } else if (to instanceof SequenceObject sequence
                        && sequence.klass == universe.known.orderedCollection()
                        && i > 0
                        && i <= sequence.count) {
                    return sequence.get((int) (i - 1));
                } else if (plainText
                        && thing.klass == k0
                        && thing instanceof TextObject text
                        && i > 0
                        && i <= text.points.length) {
                    return CharacterValue.of(text.points[(int) (i - 1)]);
                }
            }
            return send(f, to, index);
        }
    }

    public static final class AtPut extends SendNodes.Two {
        public AtPut(
                int offset, Universe u, Selector selector, Node receiver, Node index, Node value) {
            super(offset, u, selector, receiver, index, value);
        }

        @Override
        public Object execute(Frame f) {
            var to =
                    receiverLocal >= 0
                            ? f.t[receiverLocal]
                            : receiverSlot != null ? receiverSlot.read(f) : receiver.execute(f);
            var index = firstLocal >= 0 ? f.t[firstLocal] : first.execute(f);
            var value =
                    secondLocal >= 0
                            ? f.t[secondLocal]
                            : secondConstant != null ? secondConstant : second.execute(f);
            if (index instanceof Long i
                    && to instanceof HeapObject thing
                    && thing.klass == universe.known.array()
                    && (thing.state == HeapObject.NEW || thing.state == HeapObject.DIRTY)
                    && i > 0
                    && i <= thing.slots.length) {
                thing.slots[(int) (i - 1)] = value;
                return value;
            }
            return send(f, to, index, value);
        }
    }

    public static final class Value extends SendNodes.Unary {
        public Value(int offset, Universe u, Selector selector, Node receiver) {
            super(offset, u, selector, receiver);
        }

        @Override
        public Object execute(Frame f) {
            var to =
                    receiverLocal >= 0
                            ? f.t[receiverLocal]
                            : receiverSlot != null ? receiverSlot.read(f) : receiver.execute(f);
            if (to instanceof Closure closure) {
                f.at = this;
                return closure.value(f);
            }
            return send(f, to);
        }
    }

    public static final class ValueOne extends SendNodes.One {
        public ValueOne(int offset, Universe u, Selector selector, Node receiver, Node argument) {
            super(offset, u, selector, receiver, argument);
        }

        @Override
        public Object execute(Frame f) {
            var to =
                    receiverLocal >= 0
                            ? f.t[receiverLocal]
                            : receiverSlot != null ? receiverSlot.read(f) : receiver.execute(f);
            var a = argumentLocal >= 0 ? f.t[argumentLocal] : argument.execute(f);
            if (to instanceof Closure closure) {
                f.at = this;
                return closure.value(f, a);
            }
            return send(f, to, a);
        }
    }

    public static final class ValueTwo extends SendNodes.Two {
        public ValueTwo(int offset, Universe u, Selector selector, Node receiver, Node a, Node b) {
            super(offset, u, selector, receiver, a, b);
        }

        @Override
        public Object execute(Frame f) {
            var to =
                    receiverLocal >= 0
                            ? f.t[receiverLocal]
                            : receiverSlot != null ? receiverSlot.read(f) : receiver.execute(f);
            var a = firstLocal >= 0 ? f.t[firstLocal] : first.execute(f);
            var b =
                    secondLocal >= 0
                            ? f.t[secondLocal]
                            : secondConstant != null ? secondConstant : second.execute(f);
            if (to instanceof Closure closure) {
                f.at = this;
                return closure.value(f, a, b);
            }
            return send(f, to, a, b);
        }
    }

    /// `class`, `size` of arrays.
    public static final class ClassOf extends SendNodes.Unary {
        public ClassOf(int offset, Universe u, Selector selector, Node receiver) {
            super(offset, u, selector, receiver);
        }

        @Override
        public Object execute(Frame f) {
            var to =
                    receiverLocal >= 0
                            ? f.t[receiverLocal]
                            : receiverSlot != null ? receiverSlot.read(f) : receiver.execute(f);
            return universe.classOf(to);
        }
    }
}
