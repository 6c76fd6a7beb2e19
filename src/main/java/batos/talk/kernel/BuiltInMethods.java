package batos.talk.kernel;

import batos.talk.objects.Klass;
import batos.talk.objects.Universe;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Messages that the interpreter answers without a send. A method of the same name would be without
/// effect, so its definition is refused.
final class BuiltInMethods {
    private static final Set<String> ARITHMETIC =
            Set.of(
                    "+",
                    "-",
                    "*",
                    "/",
                    "//",
                    "\\\\",
                    "%",
                    "<",
                    ">",
                    "<=",
                    ">=",
                    "=",
                    "~=",
                    "to:do:",
                    "to:by:do:");
    private static final Set<String> INTEGERS =
            Set.of(
                    "bitAnd:",
                    "&",
                    "bitOr:",
                    "|",
                    "bitXor:",
                    "bitShift:",
                    "<<",
                    ">>",
                    "timesRepeat:");
    private static final Set<String> BOOLEANS =
            Set.of("ifTrue:", "ifFalse:", "ifTrue:ifFalse:", "ifFalse:ifTrue:", "and:", "or:");
    private static final Map<String, Set<String>> BY_CLASS =
            Map.of(
                    "Array", Set.of("at:", "at:put:"),
                    "OrderedCollection", Set.of("at:"),
                    "BlockClosure",
                            Set.of(
                                    "value",
                                    "value:",
                                    "value:value:",
                                    "whileTrue:",
                                    "whileFalse:",
                                    "whileTrue",
                                    "whileFalse",
                                    "repeat"),
                    "Boolean", BOOLEANS,
                    "True", BOOLEANS,
                    "False", BOOLEANS,
                    "UndefinedObject", Set.of("isNil", "notNil", "ifNil:", "ifNotNil:"));
    private static final Set<String> NUMBERS = Set.of("Number", "Float", "FloatD");
    private static final Set<String> WHOLE = Set.of("Integer", "SmallInteger");
    private static final Set<String> EVERYWHERE = Set.of("==", "class");

    private BuiltInMethods() {}

    /// The reason why the method cannot be defined; null if it can.
    static @Nullable String refusal(Universe universe, Klass owner, String selector) {
        var name = owner.name;
        var builtIn =
                (EVERYWHERE.contains(selector) && owner.instance == owner)
                        || BY_CLASS.getOrDefault(name, Set.of()).contains(selector)
                        || ((NUMBERS.contains(name) || WHOLE.contains(name))
                                && ARITHMETIC.contains(selector))
                        || (WHOLE.contains(name) && INTEGERS.contains(selector));
        return builtIn
                ? name
                        + ">>"
                        + selector
                        + " is answered by the interpreter without a send, so a method here would"
                        + " have no effect; define it in a subclass or under another name"
                : null;
    }
}
