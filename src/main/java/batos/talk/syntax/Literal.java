package batos.talk.syntax;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/// A constant as written.
public sealed interface Literal {
    record Whole(BigInteger value) implements Literal {}

    /// @param kind `d`, or `q` for the widest
    record Real(double value, char kind) implements Literal {}

    /// @param value its scale is not negative
    record Scaled(BigDecimal value, int scale) implements Literal {}

    record Text(String value) implements Literal {}

    record Sign(String value) implements Literal {}

    record Letter(int codePoint) implements Literal {}

    /// `nil`, `true` or `false` inside a literal array.
    record Word(String value) implements Literal {}

    record Many(List<Literal> items) implements Literal {
        public Many {
            items = List.copyOf(items);
        }
    }

    record Bytes(List<Integer> items) implements Literal {
        public Bytes {
            items = List.copyOf(items);
        }
    }

    /// `#{Foo}`: the association of a global name.
    record Binding(String name) implements Literal {}
}
