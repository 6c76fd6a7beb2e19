package batos.talk.nodes;

import batos.talk.objects.Selector;
import batos.talk.objects.Universe;
import batos.talk.processes.Frame;
import java.math.BigInteger;

/// Sends of arithmetic that try small integers and floats before they look anything up.
public final class ArithmeticNodes {
    private ArithmeticNodes() {}

    public static Node of(Universe u, int offset, String name, Node left, Node right) {
        var selector = u.selector(name);
        return switch (name) {
            case "+" ->
                    right instanceof VariableNodes.Constant c && c.value instanceof Long n
                            ? new AddConstant(offset, u, selector, left, right, n)
                            : new Add(offset, u, selector, left, right);
            case "-" ->
                    right instanceof VariableNodes.Constant c
                                    && c.value instanceof Long n
                                    && n != Long.MIN_VALUE
                            ? new AddConstant(offset, u, selector, left, right, -n)
                            : new Subtract(offset, u, selector, left, right);
            case "*" -> new Multiply(offset, u, selector, left, right);
            case "/" -> new Divide(offset, u, selector, left, right);
            case "//" -> new Floor(offset, u, selector, left, right, false);
            case "\\\\", "%" -> new Floor(offset, u, selector, left, right, true);
            case "bitAnd:", "&" -> new Bits(offset, u, selector, left, right, 'A');
            case "bitOr:", "|" -> new Bits(offset, u, selector, left, right, 'O');
            case "bitXor:" -> new Bits(offset, u, selector, left, right, 'X');
            case "bitShift:", "<<" -> new Shift(offset, u, selector, left, right, false);
            case ">>" -> new Shift(offset, u, selector, left, right, true);
            case "<", ">", "<=", ">=", "=", "~=" ->
                    ComparisonNodes.of(u, offset, selector, left, right);
            default -> new SendNodes.One(offset, u, selector, left, right);
        };
    }

    private static final class Add extends SendNodes.One {
        Add(int offset, Universe u, Selector selector, Node left, Node right) {
            super(offset, u, selector, left, right);
        }

        @Override
        public Object execute(Frame f) {
            var a = receiverLocal >= 0 ? f.t[receiverLocal] : receiver.execute(f);
            var b =
                    argumentLocal >= 0
                            ? f.t[argumentLocal]
                            : argumentConstant != null ? argumentConstant : argument.execute(f);
            if (a instanceof Long x && b instanceof Long y) {
                long m = x;
                long n = y;
                var sum = m + n;
                return ((m ^ sum) & (n ^ sum)) < 0 ? (Object) big(m).add(big(n)) : (Object) sum;
            }
            if (a instanceof Double x && b instanceof Double y) {
                return x + y;
            }
            return send(f, a, b);
        }
    }

    private static final class AddConstant extends SendNodes.One {
        private final long n;

        AddConstant(int offset, Universe u, Selector selector, Node left, Node right, long n) {
            super(offset, u, selector, left, right);
            this.n = n;
        }

        @Override
        public Object execute(Frame f) {
            var a = receiverLocal >= 0 ? f.t[receiverLocal] : receiver.execute(f);
            if (a instanceof Long x) {
                long m = x;
                var sum = m + n;
                return ((m ^ sum) & (n ^ sum)) < 0 ? (Object) big(m).add(big(n)) : (Object) sum;
            }
            return send(f, a, argument.execute(f));
        }
    }

    private static final class Subtract extends SendNodes.One {
        Subtract(int offset, Universe u, Selector selector, Node left, Node right) {
            super(offset, u, selector, left, right);
        }

        @Override
        public Object execute(Frame f) {
            var a = receiverLocal >= 0 ? f.t[receiverLocal] : receiver.execute(f);
            var b =
                    argumentLocal >= 0
                            ? f.t[argumentLocal]
                            : argumentConstant != null ? argumentConstant : argument.execute(f);
            if (a instanceof Long x && b instanceof Long y) {
                long m = x;
                long n = y;
                var rest = m - n;
                return ((m ^ n) & (m ^ rest)) < 0
                        ? (Object) big(m).subtract(big(n))
                        : (Object) rest;
            }
            if (a instanceof Double x && b instanceof Double y) {
                return x - y;
            }
            return send(f, a, b);
        }
    }

    private static final class Multiply extends SendNodes.One {
        Multiply(int offset, Universe u, Selector selector, Node left, Node right) {
            super(offset, u, selector, left, right);
        }

        @Override
        public Object execute(Frame f) {
            var a = receiverLocal >= 0 ? f.t[receiverLocal] : receiver.execute(f);
            var b =
                    argumentLocal >= 0
                            ? f.t[argumentLocal]
                            : argumentConstant != null ? argumentConstant : argument.execute(f);
            if (a instanceof Long x && b instanceof Long y) {
                long m = x;
                long n = y;
                var product = m * n;
                return Math.multiplyHigh(m, n) == product >> 63
                        ? (Object) product
                        : (Object) big(m).multiply(big(n));
            }
            if (a instanceof Double x && b instanceof Double y) {
                return x * y;
            }
            return send(f, a, b);
        }
    }

    private static final class Divide extends SendNodes.One {
        Divide(int offset, Universe u, Selector selector, Node left, Node right) {
            super(offset, u, selector, left, right);
        }

        @Override
        public Object execute(Frame f) {
            var a = receiverLocal >= 0 ? f.t[receiverLocal] : receiver.execute(f);
            var b =
                    argumentLocal >= 0
                            ? f.t[argumentLocal]
                            : argumentConstant != null ? argumentConstant : argument.execute(f);
            if (a instanceof Long x && b instanceof Long y && y > 0 && x % y == 0) {
                return x / y;
            }
            if (a instanceof Double x && b instanceof Double y && y != 0) {
                return x / y;
            }
            return send(f, a, b);
        }
    }

    private static final class Floor extends SendNodes.One {
        private final boolean rest;

        Floor(int offset, Universe u, Selector selector, Node left, Node right, boolean rest) {
            super(offset, u, selector, left, right);
            this.rest = rest;
        }

        @Override
        public Object execute(Frame f) {
            var a = receiverLocal >= 0 ? f.t[receiverLocal] : receiver.execute(f);
            var b =
                    argumentLocal >= 0
                            ? f.t[argumentLocal]
                            : argumentConstant != null ? argumentConstant : argument.execute(f);
            if (a instanceof Long x && b instanceof Long y && y > 0) {
                return rest ? Math.floorMod(x, y) : Math.floorDiv(x, y);
            }
            return send(f, a, b);
        }
    }

    private static final class Bits extends SendNodes.One {
        private final char kind;

        Bits(int offset, Universe u, Selector selector, Node left, Node right, char kind) {
            super(offset, u, selector, left, right);
            this.kind = kind;
        }

        @Override
        public Object execute(Frame f) {
            var a = receiverLocal >= 0 ? f.t[receiverLocal] : receiver.execute(f);
            var b =
                    argumentLocal >= 0
                            ? f.t[argumentLocal]
                            : argumentConstant != null ? argumentConstant : argument.execute(f);
            if (a instanceof Long x && b instanceof Long y) {
                return switch (kind) {
                    case 'A' -> x & y;
                    case 'O' -> x | y;
                    default -> x ^ y;
                };
            }
            return send(f, a, b);
        }
    }

    /// Moves the bits to the left, or to the right; what would not fit into a small integer is
    /// sent.
    private static final class Shift extends SendNodes.One {
        private final boolean right;

        Shift(int offset, Universe u, Selector selector, Node left, Node count, boolean right) {
            super(offset, u, selector, left, count);
            this.right = right;
        }

        @Override
        public Object execute(Frame f) {
            var a = receiverLocal >= 0 ? f.t[receiverLocal] : receiver.execute(f);
            var b =
                    argumentLocal >= 0
                            ? f.t[argumentLocal]
                            : argumentConstant != null ? argumentConstant : argument.execute(f);
            if (a instanceof Long x && b instanceof Long y) {
                long places = right ? -y : y;
                if (places <= 0 && places > -64) {
                    return x >> -places;
                }
                if (places > 0 && places < 64 && x << places >> places == x) {
                    return x << places;
                }
            }
            return send(f, a, b);
        }
    }

    static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }
}
