package batos.talk.syntax;

import java.util.List;

/// Something with a value.
public sealed interface Expression {
    Place place();

    record Constant(Place place, Literal literal) implements Expression {}

    /// A name, `self`, `super`, `thisContext`, `nil`, `true` and `false` included.
    record Variable(Place place, String name) implements Expression {}

    record Assignment(Place place, String name, Expression value) implements Expression {}

    record Send(Place place, Expression receiver, String selector, List<Expression> arguments)
            implements Expression {
        public Send {
            arguments = List.copyOf(arguments);
        }
    }

    /// Messages to one receiver.
    record Cascade(Place place, Expression receiver, List<Message> messages) implements Expression {
        public Cascade {
            messages = List.copyOf(messages);
        }
    }

    record Message(Place place, String selector, List<Expression> arguments) {
        public Message {
            arguments = List.copyOf(arguments);
        }
    }

    record Block(Place place, List<String> parameters, Body body) implements Expression {
        public Block {
            parameters = List.copyOf(parameters);
        }
    }

    /// `{a. b}`.
    record Brace(Place place, List<Expression> items) implements Expression {
        public Brace {
            items = List.copyOf(items);
        }
    }

    /// `##(…)`: computed once, when the method is first run.
    record Once(Place place, Expression value) implements Expression {}

    /// `^value`, as the last statement of a body or inside one.
    record Return(Place place, Expression value) implements Expression {}

    /// Temporaries and statements of a method or block.
    record Body(List<String> temporaries, List<Expression> statements) {
        public Body {
            temporaries = List.copyOf(temporaries);
            statements = List.copyOf(statements);
        }
    }
}
