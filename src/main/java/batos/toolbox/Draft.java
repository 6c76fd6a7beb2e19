package batos.toolbox;

import java.util.List;
import java.util.Set;

/// A tool that nobody has admitted yet.
///
/// @param name the tool's name and the Python function's
/// @param parameters a JSON schema of type `object`, as text
/// @param source Python source that defines the function
/// @param examples tests; the hidden ones were written by somebody who has not seen the source
/// @param script assertions as Python text, or empty; judged in another interpreter
/// @param doctests source lines with the output wanted
/// @param useWhen when to use it, in words
/// @param avoidWhen when not to
public record Draft(
        String name,
        String description,
        String parameters,
        String source,
        List<Example> examples,
        String script,
        List<Doctest> doctests,
        Set<Property> properties,
        String useWhen,
        String avoidWhen,
        List<String> tags) {
    public Draft {
        examples = List.copyOf(examples);
        doctests = List.copyOf(doctests);
        properties = Set.copyOf(properties);
        tags = List.copyOf(tags);
    }

    /// A draft of the bare minimum: name, description, schema, source, tests.
    public static Draft of(
            String name,
            String description,
            String parameters,
            String source,
            List<Example> examples) {
        return new Draft(
                name,
                description,
                parameters,
                source,
                examples,
                "",
                List.of(),
                Set.of(),
                "",
                "",
                List.of());
    }

    public Draft withExamples(List<Example> others) {
        return new Draft(
                name,
                description,
                parameters,
                source,
                others,
                script,
                doctests,
                properties,
                useWhen,
                avoidWhen,
                tags);
    }

    /// The same under another name, that its source must define too.
    public Draft withName(String other) {
        return new Draft(
                other,
                description,
                parameters,
                source,
                examples,
                script,
                doctests,
                properties,
                useWhen,
                avoidWhen,
                tags);
    }

    public Draft withParameters(String other) {
        return new Draft(
                name,
                description,
                other,
                source,
                examples,
                script,
                doctests,
                properties,
                useWhen,
                avoidWhen,
                tags);
    }

    public Draft withSource(String other) {
        return new Draft(
                name,
                description,
                parameters,
                other,
                examples,
                script,
                doctests,
                properties,
                useWhen,
                avoidWhen,
                tags);
    }

    /// The same with tests of other kinds.
    public Draft withTests(String otherScript, List<Doctest> others) {
        return new Draft(
                name,
                description,
                parameters,
                source,
                examples,
                otherScript,
                others,
                properties,
                useWhen,
                avoidWhen,
                tags);
    }

    /// @param session its number: examples of one session share their variables
    /// @param source a statement or an expression
    /// @param want the text that must appear
    public record Doctest(int session, String source, String want) {}
}
