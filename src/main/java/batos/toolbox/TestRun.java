package batos.toolbox;

import batos.crucible.Batch;
import batos.crucible.Case;
import batos.crucible.CaseResult;
import batos.crucible.Crucible;
import batos.crucible.PromptTrial;
import batos.crucible.Trial;
import batos.crucible.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// A draft's tests, run in the crucible; this class compares their results.
record TestRun(Crucible crucible, Supplier<Trial.Limits> limits) {
    /// The verdict on each example, in order.
    List<Verdict> examples(ToolDraft draft, List<Example> examples) {
        return examples.isEmpty()
                ? List.of()
                : crucible.run(
                        Batch.ofTexts(
                                draft.source(),
                                draft.name(),
                                examples.stream().map(Example::arguments).toList(),
                                limits.get()));
    }

    /// The doctests that do not hold, one line each.
    List<String> doctests(String source, List<ToolDraft.Doctest> doctests) {
        var verdicts = verdicts(source, doctests);
        verdicts.forEach(LostCrucible::check);
        return mismatches(doctests, verdicts).stream().flatMap(Optional::stream).toList();
    }

    /// For each doctest why it does not hold, or nothing.
    List<Optional<String>> mismatches(String source, List<ToolDraft.Doctest> doctests) {
        return mismatches(doctests, verdicts(source, doctests));
    }

    private List<Verdict> verdicts(String source, List<ToolDraft.Doctest> doctests) {
        var lines =
                doctests.stream()
                        .map(each -> new PromptTrial.Line(each.session(), each.source()))
                        .toList();
        return crucible.run(new PromptTrial(source, lines, limits.get()));
    }

    private static List<Optional<String>> mismatches(
            List<ToolDraft.Doctest> doctests, List<Verdict> verdicts) {
        var wrong = new ArrayList<Optional<String>>();
        for (int i = 0; i < verdicts.size(); i++) {
            wrong.add(DoctestOutput.mismatch(doctests.get(i), verdicts.get(i)));
        }
        return wrong;
    }

    CaseResult script(ToolDraft draft, SourceReading reading, String script) {
        var result = crucible.hear(brought(draft, reading, script));
        if (result instanceof CaseResult.Broke(Verdict verdict)) {
            LostCrucible.check(verdict);
        }
        return result;
    }

    /// The same script for other sources in the draft's place.
    List<CaseResult> script(
            ToolDraft draft, SourceReading reading, String script, List<String> sources) {
        return crucible.hear(brought(draft, reading, script), sources);
    }

    private Case brought(ToolDraft draft, SourceReading reading, String script) {
        return new Case(
                draft.source(),
                draft.name(),
                reading.signatures(),
                reading.exceptions(),
                script,
                draft.name(),
                limits.get());
    }
}
