package batos.talk.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One piece at the top level of a source; it runs before the next one is parsed.
public sealed interface SourceUnit {
    SourceOffset place();

    /// Statements: one of the top level, or all those of an `Eval [ … ]`.
    ///
    /// @param text the source from the place on, to its end
    record Doing(SourceOffset place, Expression.Body body, boolean eval, String text)
            implements SourceUnit {}

    /// `| a b |` at the top level.
    record Declaration(SourceOffset place, List<String> names) implements SourceUnit {
        public Declaration {
            names = List.copyOf(names);
        }
    }

    /// `Namespace current: Space [ … ]`: units whose classes belong to a namespace.
    record Namespaced(SourceOffset place, String namespace, List<SourceUnit> units)
            implements SourceUnit {
        public Namespaced {
            units = List.copyOf(units);
        }
    }

    /// `Super subclass: Name [ … ]`.
    record Definition(SourceOffset place, String superclass, String name, List<Member> members)
            implements SourceUnit {
        public Definition {
            members = List.copyOf(members);
        }
    }

    /// `Name extend [ … ]`, `Name class extend [ … ]`, `Name >> selector [ … ]` and `!Name
    /// methodsFor: …!`.
    record Extension(SourceOffset place, String name, boolean meta, List<Member> members)
            implements SourceUnit {
        public Extension {
            members = List.copyOf(members);
        }
    }

    /// `!Foo methodsFor: 'x' ifTrue: condition!` and its methods.
    ///
    /// @param condition the text of the expression
    record Conditional(SourceOffset place, String condition, Extension extension)
            implements SourceUnit {}

    /// A part of a class body.
    sealed interface Member {}

    record Slots(List<String> names) implements Member {
        public Slots {
            names = List.copyOf(names);
        }
    }

    /// Slots of the class itself: `Foo class [ | a | ]`.
    record ClassSlots(List<String> names) implements Member {
        public ClassSlots {
            names = List.copyOf(names);
        }
    }

    record Shared(String name, @Nullable Expression value) implements Member {}

    /// `<comment: 'text'>`.
    record Attribute(String key, Literal value) implements Member {}

    /// @param text the method from its pattern to its last bracket: `increment: by [ … ]`
    /// @param line the line of the place, from 1; 0 where it was not looked for
    /// @param column with it
    /// @param on the class named before `>>`; empty for the one the body belongs to
    record Definer(
            SourceOffset place,
            int line,
            int column,
            String on,
            boolean meta,
            String selector,
            String text,
            String category)
            implements Member {
        public Definer(
                SourceOffset place,
                String on,
                boolean meta,
                String selector,
                String text,
                String category) {
            this(place, 0, 0, on, meta, selector, text, category);
        }
    }
}
