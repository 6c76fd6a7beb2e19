package batos.talk.nodes;

import batos.talk.objects.Nil;
import batos.talk.processes.Closure;
import batos.talk.processes.Frame;
import batos.talk.processes.Unwinding;

/// Sequences, returns and blocks.
@SuppressWarnings("ReferenceEquality") // identity is meant
public final class StatementNodes {
    private StatementNodes() {}

    /// A method's body: answers the receiver unless a statement returns.
    public static final class MethodBody extends Node {
        private final Node[] statements;
        private final boolean[] returning;

        /// @param returning which statements may hold an early return
        public MethodBody(int offset, Node[] statements, boolean[] returning) {
            super(offset);
            this.statements = statements;
            this.returning = returning;
        }

        @Override
        public Object execute(Frame f) {
            for (var i = 0; i < statements.length; i++) {
                var value = statements[i].execute(f);
                if (returning[i] && f.returned) {
                    return value;
                }
            }
            return f.self;
        }
    }

    /// Statements whose last value counts: a block's, or an inlined branch's.
    public static final class Values extends Node {
        private final Node[] statements;
        private final boolean early;

        public Values(int offset, Node[] statements, boolean early) {
            super(offset);
            this.statements = statements;
            this.early = early;
        }

        @Override
        public Object execute(Frame f) {
            Object value = Nil.NIL;
            if (early) {
                for (var statement : statements) {
                    value = statement.execute(f);
                    if (f.returned) {
                        return value;
                    }
                }
                return value;
            }
            for (var statement : statements) {
                value = statement.execute(f);
            }
            return value;
        }
    }

    /// `^` where the frame's own statements run.
    public static final class Early extends Node {
        private final Node value;

        public Early(int offset, Node value) {
            super(offset);
            this.value = value;
        }

        @Override
        public Object execute(Frame f) {
            var result = value.execute(f);
            f.returned = true;
            return result;
        }
    }

    /// `^` as the last statement of a method.
    public static final class Last extends Node {
        private final Node[] before;
        private final boolean[] returning;
        private final Node value;

        public Last(int offset, Node[] before, boolean[] returning, Node value) {
            super(offset);
            this.before = before;
            this.returning = returning;
            this.value = value;
        }

        @Override
        public Object execute(Frame f) {
            for (var i = 0; i < before.length; i++) {
                var early = before[i].execute(f);
                if (returning[i] && f.returned) {
                    return early;
                }
            }
            return value.execute(f);
        }
    }

    /// `^` in a block, or inside an argument: the home method is left by unwinding.
    public static final class Leave extends Node {
        private final Node value;

        public Leave(int offset, Node value) {
            super(offset);
            this.value = value;
        }

        @Override
        public Object execute(Frame f) {
            var result = value.execute(f);
            if (f.home.dead || f.home.run != f.run) {
                f.at = this;
                return f.run.deadReturn(f, result);
            }
            throw new Unwinding.Return(f.home, result);
        }
    }

    public static final class MakeBlock extends Node {
        final CodeBody body;

        public MakeBlock(int offset, CodeBody body) {
            super(offset);
            this.body = body;
        }

        @Override
        public Object execute(Frame f) {
            return new Closure(f.run.universe.known.block(), body, f);
        }
    }

    /// One turn of an inlined block whose variables a block inside keeps: in a frame of its own.
    public static final class Turn extends Node {
        private final CodeBody body;
        private final int argument;

        /// @param argument the slot around it that holds its argument; -1 if it takes none
        public Turn(int offset, CodeBody body, int argument) {
            super(offset);
            this.body = body;
            this.argument = argument;
        }

        @Override
        public Object execute(Frame f) {
            var given = argument < 0 ? 0 : 1;
            var t = Closure.temporaries(body, given);
            if (given > 0) {
                t[0] = f.t[argument];
            }
            f.at = this;
            return Closure.run(body, f, f, t);
        }
    }

    /// Sets an inlined block's temporaries to nil before it runs.
    public static final class Fresh extends Node {
        private final int from;
        private final int to;
        private final Node body;

        public Fresh(int offset, int from, int to, Node body) {
            super(offset);
            this.from = from;
            this.to = to;
            this.body = body;
        }

        @Override
        public Object execute(Frame f) {
            for (var i = from; i < to; i++) {
                f.t[i] = Nil.NIL;
            }
            return body.execute(f);
        }
    }
}
