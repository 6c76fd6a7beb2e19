package batos.shell.session;

import batos.talk.Evaluation;
import batos.talk.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Tells the faults of a text that was evaluated within a larger one as if it had stood alone.
final class TypedPlace {
    private static final Pattern PLACE = Pattern.compile("(?s)(.*):1:(\\d+)");
    private static final String BLOCK = "optimized [] in UndefinedObject>>executeStatements";
    private static final String STATEMENTS = "UndefinedObject>>executeStatements";

    private TypedPlace() {}

    /// @param before the characters before the text, on its first line
    static Evaluation behind(String before, Evaluation evaluation) {
        return switch (evaluation) {
            case Evaluation.Unhandled(var fault, var parked) ->
                    new Evaluation.Unhandled(alone(before, fault), parked);
            case Evaluation.Misread misread when misread.line() == 1 ->
                    new Evaluation.Misread(
                            misread.message(),
                            misread.origin(),
                            1,
                            Math.max(1, misread.column() - before.length()),
                            excerpt(before, misread.excerpt()),
                            false);
            case Evaluation.Misread _,
                    Evaluation.Done _,
                    Evaluation.Interrupted _,
                    Evaluation.OverLimit _,
                    Evaluation.Uncommitted _ ->
                    evaluation;
        };
    }

    private static Fault alone(String before, Fault fault) {
        return new Fault(
                fault.type(),
                fault.message(),
                fault.receiver(),
                fault.selector(),
                fault.nearest(),
                place(before, fault.place()),
                excerpt(before, fault.excerpt()),
                stack(fault.stack()),
                fault.undeclared());
    }

    private static String place(String before, String place) {
        var found = PLACE.matcher(place);
        return found.matches()
                ? found.group(1)
                        + ":1:"
                        + Math.max(1, Integer.parseInt(found.group(2)) - before.length())
                : place;
    }

    private static String excerpt(String before, String excerpt) {
        var lines = excerpt.split("\n", -1);
        if (!lines[0].startsWith(before)) {
            return excerpt;
        }
        for (int i = 0; i < lines.length; i++) {
            lines[i] = lines[i].substring(Math.min(before.length(), lines[i].length()));
        }
        return String.join("\n", lines);
    }

    /// The block around the text is no call of the person's.
    private static List<Fault.StackLine> stack(List<Fault.StackLine> stack) {
        int last = stack.size() - 1;
        if (last < 1 || !stack.get(last - 1).where().equals(BLOCK)) {
            return stack;
        }
        var block = stack.get(last - 1);
        var shorter = new ArrayList<>(stack.subList(0, last - 1));
        shorter.add(new Fault.StackLine(STATEMENTS, block.place(), block.variables()));
        return shorter;
    }
}
