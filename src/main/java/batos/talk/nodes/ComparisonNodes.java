package batos.talk.nodes;

import batos.talk.objects.Selector;
import batos.talk.objects.Universe;
import batos.talk.processes.Frame;

/// Comparisons, which as conditions make no Boolean.
abstract class ComparisonNodes extends SendNodes.One {
    /// Whether the right side is a small integer in the text, and which.
    private final boolean constant;

    private final long n;

    protected ComparisonNodes(int offset, Universe u, Selector selector, Node left, Node right) {
        super(offset, u, selector, left, right);
        var value = right instanceof VariableNodes.Constant c ? c.value : null;
        this.constant = value instanceof Long;
        this.n = value instanceof Long whole ? whole : 0;
    }

    static Node of(Universe u, int offset, Selector selector, Node left, Node right) {
        return switch (selector.name) {
            case "<" -> new Less(offset, u, selector, left, right);
            case ">" -> new More(offset, u, selector, left, right);
            case "<=" -> new AtMost(offset, u, selector, left, right);
            case ">=" -> new AtLeast(offset, u, selector, left, right);
            case "=" -> new Equal(offset, u, selector, left, right);
            default -> new Unequal(offset, u, selector, left, right);
        };
    }

    protected abstract boolean longs(long a, long b);

    protected abstract boolean doubles(double a, double b);

    @Override
    public final Object execute(Frame f) {
        var a = receiverLocal >= 0 ? f.t[receiverLocal] : receiver.execute(f);
        if (constant && a instanceof Long x) {
            return longs(x, n);
        }
        var b = argumentLocal >= 0 ? f.t[argumentLocal] : argument.execute(f);
        if (a instanceof Long x && b instanceof Long y) {
            return longs(x, y);
        }
        if (a instanceof Double x && b instanceof Double y) {
            return doubles(x, y);
        }
        return send(f, a, b);
    }

    @Override
    public final boolean test(Frame f) {
        var a = receiverLocal >= 0 ? f.t[receiverLocal] : receiver.execute(f);
        if (constant && a instanceof Long x) {
            return longs(x, n);
        }
        var b = argumentLocal >= 0 ? f.t[argumentLocal] : argument.execute(f);
        if (a instanceof Long x && b instanceof Long y) {
            return longs(x, y);
        }
        if (a instanceof Double x && b instanceof Double y) {
            return doubles(x, y);
        }
        var value = send(f, a, b);
        return value instanceof Boolean truth ? truth : f.run.mustBeBoolean(f, value);
    }

    private static final class Less extends ComparisonNodes {
        Less(int offset, Universe u, Selector selector, Node left, Node right) {
            super(offset, u, selector, left, right);
        }

        @Override
        protected boolean longs(long a, long b) {
            return a < b;
        }

        @Override
        protected boolean doubles(double a, double b) {
            return a < b;
        }
    }

    private static final class More extends ComparisonNodes {
        More(int offset, Universe u, Selector selector, Node left, Node right) {
            super(offset, u, selector, left, right);
        }

        @Override
        protected boolean longs(long a, long b) {
            return a > b;
        }

        @Override
        protected boolean doubles(double a, double b) {
            return a > b;
        }
    }

    private static final class AtMost extends ComparisonNodes {
        AtMost(int offset, Universe u, Selector selector, Node left, Node right) {
            super(offset, u, selector, left, right);
        }

        @Override
        protected boolean longs(long a, long b) {
            return a <= b;
        }

        @Override
        protected boolean doubles(double a, double b) {
            return a <= b;
        }
    }

    private static final class AtLeast extends ComparisonNodes {
        AtLeast(int offset, Universe u, Selector selector, Node left, Node right) {
            super(offset, u, selector, left, right);
        }

        @Override
        protected boolean longs(long a, long b) {
            return a >= b;
        }

        @Override
        protected boolean doubles(double a, double b) {
            return a >= b;
        }
    }

    private static final class Equal extends ComparisonNodes {
        Equal(int offset, Universe u, Selector selector, Node left, Node right) {
            super(offset, u, selector, left, right);
        }

        @Override
        protected boolean longs(long a, long b) {
            return a == b;
        }

        @Override
        protected boolean doubles(double a, double b) {
            return a == b;
        }
    }

    private static final class Unequal extends ComparisonNodes {
        Unequal(int offset, Universe u, Selector selector, Node left, Node right) {
            super(offset, u, selector, left, right);
        }

        @Override
        protected boolean longs(long a, long b) {
            return a != b;
        }

        @Override
        protected boolean doubles(double a, double b) {
            return a != b;
        }
    }
}
