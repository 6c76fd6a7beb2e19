package batos.talk.nodes;

import batos.talk.objects.Nil;
import batos.talk.processes.Frame;

/// Inlined loops. Each turn counts as a step and can be interrupted.
public final class LoopNodes {
    private LoopNodes() {}

    public static final class While extends Node {
        private final Node condition;
        private final Node body;
        private final boolean wanted;
        private final boolean early;

        public While(int offset, Node condition, Node body, boolean wanted, boolean early) {
            super(offset);
            this.condition = condition;
            this.body = body;
            this.wanted = wanted;
            this.early = early;
        }

        @Override
        public Object execute(Frame f) {
            var run = f.run;
            while (condition.test(f) == wanted && !(early && f.returned)) {
                var value = body.execute(f);
                if (early && f.returned) {
                    return value;
                }
                if (--run.fuel < 0) {
                    f.at = this;
                    run.poll(f);
                }
            }
            return Nil.NIL;
        }
    }

    public static final class Repeat extends Node {
        private final Node body;
        private final boolean early;

        public Repeat(int offset, Node body, boolean early) {
            super(offset);
            this.body = body;
            this.early = early;
        }

        @Override
        public Object execute(Frame f) {
            var run = f.run;
            while (true) {
                var value = body.execute(f);
                if (early && f.returned) {
                    return value;
                }
                if (--run.fuel < 0) {
                    f.at = this;
                    run.poll(f);
                }
            }
        }
    }

    /// `to:do:` and `to:by:do:` with a literal step.
    public static final class To extends Node {
        private final Node from;
        private final Node to;
        private final Node step;
        private final int slot;
        private final Node body;
        private final boolean early;
        private final SendNodes.One less;
        private final SendNodes.One plus;
        private final boolean down;

        /// @param slot the temporary that counts; the next one holds the end
        /// @param less `slot <= end` or `slot >= end`, for numbers that are not small integers
        /// @param plus `slot + step`
        public To(
                int offset,
                Node from,
                Node to,
                Node step,
                int slot,
                Node body,
                boolean early,
                SendNodes.One less,
                SendNodes.One plus,
                boolean down) {
            super(offset);
            this.from = from;
            this.to = to;
            this.step = step;
            this.slot = slot;
            this.body = body;
            this.early = early;
            this.less = less;
            this.plus = plus;
            this.down = down;
        }

        @Override
        public Object execute(Frame f) {
            var start = from.execute(f);
            var end = to.execute(f);
            var by = step.execute(f);
            if (start instanceof Long first
                    && by instanceof Long stride
                    && (end instanceof Long || end instanceof Double)) {
                long last =
                        end instanceof Long whole
                                ? whole
                                : (long)
                                        (down ? Math.ceil((Double) end) : Math.floor((Double) end));
                return count(f, start, first, last, stride);
            }
            f.t[slot] = start;
            f.t[slot + 1] = end;
            while (less.test(f)) {
                var counted = f.t[slot];
                var value = body.execute(f);
                if (early && f.returned) {
                    return value;
                }
                tick(f);
                f.t[slot] = counted; // the body may have assigned its argument
                f.t[slot] = plus.execute(f);
            }
            return start;
        }

        private Object count(Frame f, Object start, long first, long last, long stride) {
            var t = f.t;
            var i = first;
            while (stride > 0 ? i <= last : i >= last) {
                t[slot] = i;
                var value = body.execute(f);
                if (early && f.returned) {
                    return value;
                }
                tick(f);
                var next = i + stride;
                if (stride > 0 ? next < i : next > i) {
                    break;
                }
                i = next;
            }
            return start;
        }

        private void tick(Frame f) {
            if (--f.run.fuel < 0) {
                f.at = this;
                f.run.poll(f);
            }
        }
    }

    public static final class Times extends Node {
        private final Node count;
        private final Node body;
        private final boolean early;
        private final SendNodes.One send;

        /// @param send the message itself, for a receiver that is no small integer
        public Times(int offset, Node count, Node body, boolean early, SendNodes.One send) {
            super(offset);
            this.count = count;
            this.body = body;
            this.early = early;
            this.send = send;
        }

        @Override
        public Object execute(Frame f) {
            var times = count.execute(f);
            if (!(times instanceof Long n)) {
                return send.send(f, times, Nil.NIL);
            }
            for (long i = 0; i < n; i++) {
                var value = body.execute(f);
                if (early && f.returned) {
                    return value;
                }
                if (--f.run.fuel < 0) {
                    f.at = this;
                    f.run.poll(f);
                }
            }
            return times;
        }
    }
}
