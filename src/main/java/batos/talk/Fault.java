package batos.talk;

import java.util.List;

/// An error in its printed form.
///
/// @param type the exception's class
/// @param receiver printString of the object that signalled or did not understand
/// @param selector the message that was not understood; empty otherwise
/// @param nearest the selector that exists and is nearest to it; empty if there is none
/// @param place `file:line:column`
/// @param excerpt the source line and, below it, a caret
/// @param stack the innermost first
/// @param undeclared whether it was signalled because a name means nothing
public record Fault(
        String type,
        String message,
        String receiver,
        String selector,
        String nearest,
        String place,
        String excerpt,
        List<StackLine> stack,
        boolean undeclared) {
    public Fault {
        stack = List.copyOf(stack);
    }

    /// One frame.
    ///
    /// @param where class and selector, for example `Counter>>increment` or `[] in Counter>>run`
    /// @param place `file:line`
    /// @param variables receiver, arguments and temporaries, `name = value` each
    public record StackLine(String where, String place, List<String> variables) {
        public StackLine {
            variables = List.copyOf(variables);
        }

        private String shown() {
            return "  " + where + (place.isEmpty() ? "" : " (" + place + ")") + "\n";
        }
    }

    /// The exception's class and its message, with the receiver that did not understand one.
    public String headline() {
        return type + ": " + (selector.isEmpty() ? "" : receiver + " ") + message;
    }

    /// Message, place, caret, the nearest selector and the stack, ready to be shown.
    public String render() {
        var text = new StringBuilder(headline());
        if (!nearest.isEmpty()) {
            text.append(" (nearest: #").append(nearest).append(')');
        }
        text.append('\n').append(place).append('\n');
        if (!excerpt.isEmpty()) {
            text.append(excerpt).append('\n');
        }
        var last = "";
        var again = 0;
        for (var line : stack) {
            var shown = line.shown();
            if (shown.equals(last)) {
                again++;
                continue;
            }
            text.append(repeated(again)).append(shown);
            last = shown;
            again = 0;
        }
        return text.append(repeated(again)).toString();
    }

    /// A recursion that never ends has one line, not a thousand.
    private static String repeated(int times) {
        return times == 0
                ? ""
                : "  … the same %,d time%s more\n".formatted(times, times == 1 ? "" : "s");
    }
}
