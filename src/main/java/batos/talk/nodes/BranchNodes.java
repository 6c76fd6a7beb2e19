package batos.talk.nodes;

import batos.talk.objects.HeapObject;
import batos.talk.objects.Identity;
import batos.talk.objects.Nil;
import batos.talk.processes.Frame;
import org.jspecify.annotations.Nullable;

/// Inlined conditionals.
public final class BranchNodes {
    private BranchNodes() {}

    public static final class If extends Node {
        private final Node condition;
        private final Node yes;
        private final Node no;
        private final @Nullable Object yesConstant;
        private final @Nullable Object noConstant;

        public If(int offset, Node condition, Node yes, Node no) {
            super(offset);
            this.condition = condition;
            this.yes = yes;
            this.no = no;
            this.yesConstant = yes.constant();
            this.noConstant = no.constant();
        }

        @Override
        public Object execute(Frame f) {
            if (condition.test(f)) {
                return yesConstant != null ? yesConstant : yes.execute(f);
            }
            return noConstant != null ? noConstant : no.execute(f);
        }
    }

    public static final class And extends Node {
        private final Node left;
        private final Node right;

        public And(int offset, Node left, Node right) {
            super(offset);
            this.left = left;
            this.right = right;
        }

        @Override
        public Object execute(Frame f) {
            return left.test(f) ? right.execute(f) : (Object) false;
        }

        @Override
        public boolean test(Frame f) {
            return left.test(f) && right.test(f);
        }
    }

    public static final class Or extends Node {
        private final Node left;
        private final Node right;

        public Or(int offset, Node left, Node right) {
            super(offset);
            this.left = left;
            this.right = right;
        }

        @Override
        public Object execute(Frame f) {
            return left.test(f) ? (Object) true : right.execute(f);
        }

        @Override
        public boolean test(Frame f) {
            return left.test(f) || right.test(f);
        }
    }

    static final class Not extends Node {
        private final Node value;

        Not(int offset, Node value) {
            super(offset);
            this.value = value;
        }

        @Override
        public Object execute(Frame f) {
            return !value.test(f);
        }

        @Override
        public boolean test(Frame f) {
            return !value.test(f);
        }
    }

    /// `isNil`, `notNil`, `== nil`.
    public static final class IsNil extends Node {
        private final Node value;
        private final int valueLocal;
        private final VariableNodes.@Nullable Slot valueSlot;
        private final boolean wanted;

        public IsNil(int offset, Node value, boolean wanted) {
            super(offset);
            this.value = value;
            this.wanted = wanted;
            this.valueLocal = value.local();
            this.valueSlot = value.slot();
        }

        @Override
        public Object execute(Frame f) {
            return test(f);
        }

        @Override
        public boolean test(Frame f) {
            var object =
                    valueLocal >= 0
                            ? f.t[valueLocal]
                            : valueSlot != null ? valueSlot.read(f) : value.execute(f);
            if (object instanceof HeapObject && f.run.universe.nilRedefined) {
                f.at = this;
                return Boolean.TRUE.equals(f.run.send(f, object, wanted ? "isNil" : "notNil"));
            }
            return (object == Nil.NIL) == wanted;
        }
    }

    public static final class Same extends Node {
        private final Node left;
        private final Node right;
        private final int leftLocal;
        private final VariableNodes.@Nullable Slot leftSlot;
        private final int rightLocal;
        private final @Nullable Object rightConstant;

        public Same(int offset, Node left, Node right) {
            super(offset);
            this.left = left;
            this.right = right;
            this.leftLocal = left.local();
            this.leftSlot = left.slot();
            this.rightLocal = right.local();
            this.rightConstant = right.constant();
        }

        @Override
        public Object execute(Frame f) {
            return test(f);
        }

        @Override
        public boolean test(Frame f) {
            var a =
                    leftLocal >= 0
                            ? f.t[leftLocal]
                            : leftSlot != null ? leftSlot.read(f) : left.execute(f);
            var b =
                    rightConstant != null
                            ? rightConstant
                            : rightLocal >= 0 ? f.t[rightLocal] : right.execute(f);
            return Identity.same(a, b);
        }
    }

    /// `ifNil:`, `ifNotNil:` and both.
    public static final class IfNil extends Node {
        private final Node value;
        private final int slot;
        private final Node nil;
        private final Node other;

        /// @param slot the temporary for the value
        /// @param other null stands for the value itself
        public IfNil(int offset, Node value, int slot, Node nil, Node other) {
            super(offset);
            this.value = value;
            this.slot = slot;
            this.nil = nil;
            this.other = other;
        }

        @Override
        public Object execute(Frame f) {
            var result = value.execute(f);
            f.t[slot] = result;
            return result == Nil.NIL ? nil.execute(f) : other.execute(f);
        }
    }
}
