package batos.talk.nodes;

import batos.talk.objects.HeapObject;
import batos.talk.objects.Klass;
import batos.talk.objects.Nil;
import batos.talk.objects.Selector;
import batos.talk.objects.Universe;
import batos.talk.processes.Frame;
import org.jspecify.annotations.Nullable;

/// Sends by number of arguments, and to super.
public final class SendNodes {
    private SendNodes() {}

    public static Node send(
            Universe universe, int offset, Node receiver, Selector selector, Node[] arguments) {
        return switch (arguments.length) {
            case 0 -> new Unary(offset, universe, selector, receiver);
            case 1 -> new One(offset, universe, selector, receiver, arguments[0]);
            case 2 -> new Two(offset, universe, selector, receiver, arguments[0], arguments[1]);
            case 3 ->
                    new Three(
                            offset,
                            universe,
                            selector,
                            receiver,
                            arguments[0],
                            arguments[1],
                            arguments[2]);
            default -> new Many(offset, universe, selector, receiver, arguments);
        };
    }

    static class Unary extends CallSite {
        final Node receiver;
        final int receiverLocal;
        final VariableNodes.@Nullable Slot receiverSlot;

        Unary(int offset, Universe universe, Selector selector, Node receiver) {
            super(offset, universe, selector);
            this.receiver = receiver;
            this.receiverLocal = receiver.local();
            this.receiverSlot = receiver.slot();
        }

        @Override
        public Object execute(Frame f) {
            var to =
                    receiverLocal >= 0
                            ? f.t[receiverLocal]
                            : receiverSlot != null
                                    ? receiverSlot.read(f)
                                    : receiverLocal == SELF ? f.self : receiver.execute(f);
            if (to instanceof HeapObject thing && thing.klass == getter) {
                return thing.slots[getterSlot];
            }
            return send(f, to);
        }

        public final Object send(Frame f, Object to) {
            f.at = this;
            var code = to instanceof HeapObject thing && thing.klass == k0 ? c0 : find(to);
            return code == null ? f.run.notUnderstood(f, to, selector) : code.call(f, to);
        }
    }

    public static class One extends CallSite {
        final Node receiver;
        final Node argument;
        final int receiverLocal;
        final VariableNodes.@Nullable Slot receiverSlot;
        final int argumentLocal;
        final VariableNodes.@Nullable Slot argumentSlot;
        final @Nullable Object argumentConstant;

        public One(int offset, Universe universe, Selector selector, Node receiver, Node argument) {
            super(offset, universe, selector);
            this.receiver = receiver;
            this.argument = argument;
            this.receiverLocal = receiver.local();
            this.receiverSlot = receiver.slot();
            this.argumentLocal = argument.local();
            this.argumentSlot = argument.slot();
            this.argumentConstant = argument.constant();
        }

        @Override
        public Object execute(Frame f) {
            var to =
                    receiverLocal >= 0
                            ? f.t[receiverLocal]
                            : receiverSlot != null
                                    ? receiverSlot.read(f)
                                    : receiverLocal == SELF ? f.self : receiver.execute(f);
            var a =
                    argumentLocal >= 0
                            ? f.t[argumentLocal]
                            : argumentConstant != null ? argumentConstant : argument.execute(f);
            return send(f, to, a);
        }

        public final Object send(Frame f, Object to, Object a) {
            f.at = this;
            var code = to instanceof HeapObject thing && thing.klass == k0 ? c0 : find(to);
            return code == null ? f.run.notUnderstood(f, to, selector, a) : code.call(f, to, a);
        }
    }

    static class Two extends CallSite {
        final Node receiver;
        final Node first;
        final Node second;
        final int receiverLocal;
        final VariableNodes.@Nullable Slot receiverSlot;
        final int firstLocal;
        final @Nullable Object firstConstant;
        final int secondLocal;
        final @Nullable Object secondConstant;

        Two(
                int offset,
                Universe universe,
                Selector selector,
                Node receiver,
                Node first,
                Node second) {
            super(offset, universe, selector);
            this.receiver = receiver;
            this.first = first;
            this.second = second;
            this.receiverLocal = receiver.local();
            this.receiverSlot = receiver.slot();
            this.firstLocal = first.local();
            this.firstConstant = first.constant();
            this.secondLocal = second.local();
            this.secondConstant = second.constant();
        }

        @Override
        public Object execute(Frame f) {
            var to =
                    receiverLocal >= 0
                            ? f.t[receiverLocal]
                            : receiverSlot != null
                                    ? receiverSlot.read(f)
                                    : receiverLocal == SELF ? f.self : receiver.execute(f);
            var a =
                    firstLocal >= 0
                            ? f.t[firstLocal]
                            : firstConstant != null ? firstConstant : first.execute(f);
            var b =
                    secondLocal >= 0
                            ? f.t[secondLocal]
                            : secondConstant != null ? secondConstant : second.execute(f);
            return send(f, to, a, b);
        }

        public final Object send(Frame f, Object to, Object a, Object b) {
            f.at = this;
            var code = to instanceof HeapObject thing && thing.klass == k0 ? c0 : find(to);
            return code == null
                    ? f.run.notUnderstood(f, to, selector, a, b)
                    : code.call(f, to, a, b);
        }
    }

    private static final class Three extends CallSite {
        private final Node receiver;
        private final Node first;
        private final Node second;
        private final Node third;
        private final int receiverLocal;
        private final VariableNodes.@Nullable Slot receiverSlot;
        private final int firstLocal;
        private final @Nullable Object firstConstant;
        private final int secondLocal;
        private final @Nullable Object secondConstant;
        private final int thirdLocal;
        private final @Nullable Object thirdConstant;

        Three(
                int offset,
                Universe universe,
                Selector selector,
                Node receiver,
                Node first,
                Node second,
                Node third) {
            super(offset, universe, selector);
            this.receiver = receiver;
            this.first = first;
            this.second = second;
            this.third = third;
            this.receiverLocal = receiver.local();
            this.receiverSlot = receiver.slot();
            this.firstLocal = first.local();
            this.firstConstant = first.constant();
            this.secondLocal = second.local();
            this.secondConstant = second.constant();
            this.thirdLocal = third.local();
            this.thirdConstant = third.constant();
        }

        @Override
        public Object execute(Frame f) {
            var to =
                    receiverLocal >= 0
                            ? f.t[receiverLocal]
                            : receiverSlot != null
                                    ? receiverSlot.read(f)
                                    : receiverLocal == SELF ? f.self : receiver.execute(f);
            var a =
                    firstLocal >= 0
                            ? f.t[firstLocal]
                            : firstConstant != null ? firstConstant : first.execute(f);
            var b =
                    secondLocal >= 0
                            ? f.t[secondLocal]
                            : secondConstant != null ? secondConstant : second.execute(f);
            var c =
                    thirdLocal >= 0
                            ? f.t[thirdLocal]
                            : thirdConstant != null ? thirdConstant : third.execute(f);
            f.at = this;
            var code = find(to);
            return code == null
                    ? f.run.notUnderstood(f, to, selector, a, b, c)
                    : code.call(f, to, a, b, c);
        }
    }

    private static final class Many extends CallSite {
        private final Node receiver;
        private final Node[] arguments;
        private final int receiverLocal;
        private final VariableNodes.@Nullable Slot receiverSlot;

        Many(int offset, Universe universe, Selector selector, Node receiver, Node[] arguments) {
            super(offset, universe, selector);
            this.receiver = receiver;
            this.arguments = arguments;
            this.receiverLocal = receiver.local();
            this.receiverSlot = receiver.slot();
        }

        @Override
        public Object execute(Frame f) {
            var to =
                    receiverLocal >= 0
                            ? f.t[receiverLocal]
                            : receiverSlot != null
                                    ? receiverSlot.read(f)
                                    : receiverLocal == SELF ? f.self : receiver.execute(f);
            var values = values(f, arguments);
            f.at = this;
            var code = find(to);
            return code == null
                    ? f.run.notUnderstood(f, to, selector, values)
                    : code.call(f, to, values);
        }
    }

    static Object[] values(Frame f, Node[] nodes) {
        var values = new Object[nodes.length];
        for (var i = 0; i < nodes.length; i++) {
            values[i] = nodes[i].execute(f);
        }
        return values;
    }

    /// To super: looked up above the class that the method stands in, whenever that changes.
    public static final class Super extends Node {
        private final Klass owner;
        private final Selector selector;
        private final Node[] arguments;

        public Super(int offset, Klass owner, Selector selector, Node[] arguments) {
            super(offset);
            this.owner = owner;
            this.selector = selector;
            this.arguments = arguments;
        }

        @Override
        public Object execute(Frame f) {
            var values = values(f, arguments);
            f.at = this;
            var above = owner.superclass;
            var code = above == null ? null : above.lookup(selector);
            return code == null
                    ? f.run.notUnderstood(
                            f, f.self, above == null ? owner : above, selector, values)
                    : code.spread(f, f.self, values);
        }
    }

    /// Several messages to one receiver.
    public static final class Cascade extends Node {
        private final Node receiver;
        private final int slot;
        private final Node[] sends;

        /// @param slot the temporary that the sends take the receiver from
        public Cascade(int offset, Node receiver, int slot, Node[] sends) {
            super(offset);
            this.receiver = receiver;
            this.slot = slot;
            this.sends = sends;
        }

        @Override
        public Object execute(Frame f) {
            f.t[slot] = receiver.execute(f);
            Object value = Nil.NIL;
            for (var send : sends) {
                value = send.execute(f);
            }
            return value;
        }
    }
}
