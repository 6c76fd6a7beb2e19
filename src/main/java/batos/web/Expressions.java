package batos.web;

import batos.app.Services;
import batos.image.Author;
import batos.image.Cause;
import batos.talk.Evaluation;
import java.util.ArrayList;
import java.util.List;

/// The language's answers to the page's own questions. They change and commit nothing; an error of
/// one stands in its place and parks no debugger.
final class Expressions {
    private final Services house;

    Expressions(Services house) {
        this.house = house;
    }

    /// The outcome of a question.
    sealed interface Answer {
        /// @param rows lines of fields, as the messages named `portable…` write them
        record Rows(List<List<String>> rows) implements Answer {}

        record Failed(String why) implements Answer {}
    }

    /// @param source an expression whose value is a string
    Answer ask(String source) {
        var cause = new Cause(Author.ARCHITECT, source, house.image().now().number());
        return switch (house.talk().evaluate(source, "page", cause)) {
            case Evaluation.Done done -> new Answer.Rows(rows(done.displayed()));
            case Evaluation.Unhandled(var fault, var parked) -> {
                parked.abandon();
                yield new Answer.Failed(fault.headline());
            }
            case Evaluation.Misread misread -> new Answer.Failed(misread.render());
            case Evaluation.OverLimit limit -> new Answer.Failed(limit.message());
            case Evaluation.Uncommitted(var why, _) -> new Answer.Failed(why);
            case Evaluation.Interrupted _ -> new Answer.Failed("interrupted");
        };
    }

    private static List<List<String>> rows(String text) {
        return text.lines().filter(line -> !line.isEmpty()).map(Expressions::fields).toList();
    }

    private static List<String> fields(String line) {
        var fields = new ArrayList<String>();
        var field = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            var c = line.charAt(i);
            if (c == '\t') {
                fields.add(field.toString());
                field.setLength(0);
            } else if (c == '\\' && i + 1 < line.length()) {
                i++;
                field.append(
                        switch (line.charAt(i)) {
                            case 'n' -> '\n';
                            case 't' -> '\t';
                            default -> line.charAt(i);
                        });
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    /// A string literal of the language.
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
