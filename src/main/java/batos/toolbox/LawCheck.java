package batos.toolbox;

import batos.crucible.Batch;
import batos.crucible.Crucible;
import batos.crucible.Trial;
import batos.crucible.Verdict;
import batos.image.Author;
import batos.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Checks the laws that a draft promises to keep, on the arguments of its tests.
final class LawCheck {
    private LawCheck() {}

    /// One line for each law that does not hold.
    static List<String> broken(
            Crucible crucible,
            Trial.Limits limits,
            ToolDraft draft,
            Map<Example, Verdict> results) {
        var reasons = new ArrayList<String>();
        for (var property : draft.properties().stream().sorted().toList()) {
            var arguments = new ArrayList<String>();
            var expected = new ArrayList<String>();
            results.forEach((example, verdict) -> {
                if (verdict instanceof Verdict.Survived(String result, _, _)) {
                    follow(property, example.arguments(), result)
                            .ifPresent(next -> {
                                arguments.add(next.arguments());
                                expected.add(next.result());
                            });
                }
            });
            var verdicts =
                    crucible.run(Batch.ofTexts(draft.source(), draft.name(), arguments, limits));
            for (int i = 0; i < verdicts.size(); i++) {
                var example = Example.of(arguments.get(i), expected.get(i), Author.Part.HOST);
                var law = property.word();
                Gate.wrong(example, verdicts.get(i))
                        .ifPresent(why -> reasons.add("it is not " + law + ": " + why));
            }
        }
        return reasons;
    }

    private record Step(String arguments, String result) {}

    /// The expected result of a further call, after one call gave `result`.
    private static Optional<Step> follow(Property property, String arguments, String result) {
        return switch (property) {
            case DETERMINISTIC -> Optional.of(new Step(arguments, result));
            case IDEMPOTENT -> fedBack(arguments, result).map(again -> new Step(again, result));
            case INVOLUTION ->
                    fedBack(arguments, result)
                            .flatMap(again -> only(arguments).map(first -> new Step(again, first)));
        };
    }

    private static Optional<String> fedBack(String arguments, String result) {
        var node = Json.tryRead(arguments);
        var value = Json.tryRead(result);
        if (node.isEmpty() || value.isEmpty() || node.get().size() != 1) {
            return Optional.empty();
        }
        var object = Json.object();
        object.set(node.get().fieldNames().next(), value.get());
        return Optional.of(object.toString());
    }

    private static Optional<String> only(String arguments) {
        return Json.tryRead(arguments)
                .filter(node -> node.size() == 1)
                .map(node -> node.iterator().next().toString());
    }
}
