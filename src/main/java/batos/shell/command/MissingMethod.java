package batos.shell.command;

import batos.talk.Fault;
import java.util.regex.Pattern;

/// A method that was missed, as far as its message tells.
final class MissingMethod {
    private static final Pattern KEYWORD = Pattern.compile("([^:]+:)");

    private MissingMethod() {}

    /// Its pattern and an empty body.
    static String skeleton(Fault fault) {
        return pattern(fault.selector()) + " [\n    \n]";
    }

    /// `at: argument1 put: argument2`.
    static String pattern(String selector) {
        if (!selector.contains(":")) {
            return Character.isLetter(selector.charAt(0)) ? selector : selector + " argument1";
        }
        var count = new int[1];
        return KEYWORD.matcher(selector)
                .replaceAll(keyword -> keyword.group() + " argument" + ++count[0] + " ")
                .strip();
    }
}
