package batos.toolbox;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A tool that nobody has admitted yet.
///
/// @param name the tool's name and the Python function's
/// @param parameters a JSON schema of type `object`, as text
/// @param source Python source that defines the function
/// @param examples tests; the hidden ones are from a persona that has not seen the source
/// @param script assertions as Python text, or empty; judged in another interpreter
/// @param doctests source lines with the output wanted
/// @param useWhen when to use it, in words
/// @param avoidWhen when not to
public record ToolDraft(
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
    public ToolDraft {
        examples = List.copyOf(examples);
        doctests = List.copyOf(doctests);
        properties = Collections.unmodifiableSet(new LinkedHashSet<>(properties));
        tags = List.copyOf(tags);
    }

    /// A draft of the bare minimum: name, description, schema, source, tests.
    public static ToolDraft of(
            String name,
            String description,
            String parameters,
            String source,
            List<Example> examples) {
        return new ToolDraft(
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

    public ToolDraft withExamples(List<Example> others) {
        return new ToolDraft(
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
    public ToolDraft withName(String other) {
        return new ToolDraft(
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

    public ToolDraft withParameters(String other) {
        return new ToolDraft(
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

    public ToolDraft withSource(String other) {
        return new ToolDraft(
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
    public ToolDraft withTests(String otherScript, List<Doctest> others) {
        return new ToolDraft(
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
