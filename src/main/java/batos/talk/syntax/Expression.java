package batos.talk.syntax;

import java.util.List;

/// Something with a value.
public sealed interface Expression {
    SourceOffset place();

    public record Constant(SourceOffset place, Literal literal) implements Expression {}

    /// A name, `self`, `super`, `thisContext`, `nil`, `true` and `false` included.
    record Variable(SourceOffset place, String name) implements Expression {}

    record Assignment(SourceOffset place, String name, Expression value) implements Expression {}

    record Send(
            SourceOffset place, Expression receiver, String selector, List<Expression> arguments)
            implements Expression {
        public Send {
            arguments = List.copyOf(arguments);
        }
    }

    /// Messages to one receiver.
    public record Cascade(SourceOffset place, Expression receiver, List<Message> messages)
            implements Expression {
        public Cascade {
            messages = List.copyOf(messages);
        }
    }

    record Message(SourceOffset place, String selector, List<Expression> arguments) {
        public Message {
            arguments = List.copyOf(arguments);
        }
    }

    record Block(SourceOffset place, List<String> parameters, Body body) implements Expression {
        public Block {
            parameters = List.copyOf(parameters);
        }
    }

    /// `{a. b}`.
    public record Brace(SourceOffset place, List<Expression> items) implements Expression {
        public Brace {
            items = List.copyOf(items);
        }
    }

    /// `##(…)`: computed once, when the method is first run.
    public record Once(SourceOffset place, Expression value) implements Expression {}

    /// `^value`, as the last statement of a body or inside one.
    public record Return(SourceOffset place, Expression value) implements Expression {}

    /// Temporaries and statements of a method or block.
    record Body(List<String> temporaries, List<Expression> statements) {
        public Body {
            temporaries = List.copyOf(temporaries);
            statements = List.copyOf(statements);
        }
    }
}
