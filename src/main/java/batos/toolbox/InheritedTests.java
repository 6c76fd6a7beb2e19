package batos.toolbox;

import batos.crucible.CaseResult;
import batos.crucible.Verdict;
import batos.json.Json;
import batos.text.Plural;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The debt of a new version to the version before: the tests of that hold for it too, but for
/// those that its author gives up, each named with the reason.
final class InheritedTests {
    private final TestRun trials;
    private final Tool before;
    private final List<Gate.Changed> changed;
    private final Optional<String> because;
    private final List<String> reasons = new ArrayList<>();
    private final List<String> evidence = new ArrayList<>();

    /// @param changed expectations given up one by one; one that names none gives up whatever no
    ///   longer holds
    InheritedTests(TestRun trials, Tool before, List<Gate.Changed> changed) {
        this.trials = trials;
        this.before = before;
        this.changed = changed.stream().filter(change -> !change.why().isBlank()).toList();
        this.because =
                this.changed.stream()
                        .filter(Gate.Changed::whatever)
                        .map(Gate.Changed::why)
                        .findFirst();
    }

    /// @param draft with the inherited tests that its own trial will try
    /// @param reasons old tests that do not hold
    /// @param evidence old tests that hold or were given up
    record Owed(ToolDraft draft, List<String> reasons, List<String> evidence) {}

    Owed by(ToolDraft draft, SourceReading reading) {
        var heir = script(doctests(examples(draft), reading), reading);
        return new Owed(heir, reasons, evidence);
    }

    private ToolDraft examples(ToolDraft draft) {
        var old = before.draft().examples();
        var examples = new ArrayList<>(draft.examples());
        examples.removeAll(old);
        var own = List.copyOf(examples);
        var kept =
                old.stream()
                        .filter(example ->
                                own.stream()
                                        .noneMatch(mine ->
                                                sameText(mine.arguments(), example.arguments())))
                        .filter(example ->
                                changed.stream()
                                        .noneMatch(change ->
                                                sameText(change.arguments(), example.arguments())))
                        .filter(example ->
                                changed.isEmpty()
                                        || ArgumentSchema.misfit(
                                                        draft.parameters(), example.arguments())
                                                .isEmpty())
                        .toList();
        if (because.isEmpty()) {
            examples.addAll(kept);
            return draft.withExamples(examples);
        }
        var verdicts = trials.examples(draft, kept);
        for (int i = 0; i < verdicts.size(); i++) {
            if (Gate.wrong(kept.get(i), verdicts.get(i)).isEmpty()) {
                examples.add(kept.get(i));
            } else {
                givenUp(Gate.shown(kept.get(i)));
            }
        }
        return draft.withExamples(examples);
    }

    private ToolDraft doctests(ToolDraft draft, SourceReading reading) {
        var old = before.draft().doctests();
        if (old.isEmpty()) {
            return draft;
        }
        var wrong = trials.doctests(draft.source(), old);
        owed(wrong, Plural.of(old.size(), "doctest line") + " of " + before.label() + " kept");
        boolean same = draft.doctests().equals(old);
        return same && !wrong.isEmpty() && because.isPresent()
                ? draft.withTests(draft.script(), reading.doctests())
                : draft;
    }

    private ToolDraft script(ToolDraft draft, SourceReading reading) {
        var old = before.draft().script();
        if (old.isBlank()) {
            return draft;
        }
        var wrong =
                switch (trials.script(draft, reading, old)) {
                    case CaseResult.Held _ -> List.<String>of();
                    case CaseResult.Fell(String why, String traceback, _) ->
                            List.of(traceback.isEmpty() ? why : why + "\n" + traceback);
                    case CaseResult.Broke(Verdict verdict) -> List.of(verdict.words());
                };
        owed(wrong, "the test script of " + before.label() + " holds");
        return draft.script().equals(old) && !wrong.isEmpty() && because.isPresent()
                ? draft.withTests("", draft.doctests())
                : draft;
    }

    private void owed(List<String> wrong, String held) {
        if (wrong.isEmpty()) {
            evidence.add(held);
        } else if (because.isPresent()) {
            wrong.forEach(this::givenUp);
        } else {
            wrong.forEach(
                    why -> reasons.add("a test of " + before.label() + " does not hold: " + why));
        }
    }

    private void givenUp(String what) {
        evidence.add("given up, because " + because.orElse("") + ": " + what);
    }

    private static boolean sameText(String a, String b) {
        var x = Json.tryRead(a);
        var y = Json.tryRead(b);
        return x.isPresent() && y.isPresent() && Json.same(x.get(), y.get());
    }
}
