package batos.toolbox;

import batos.crucible.CaseResult;
import batos.crucible.Crucible;
import batos.crucible.Trial;
import batos.crucible.Verdict;
import batos.image.Author;
import batos.json.Json;
import batos.text.Plural;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// The gate that every draft passes before it is bound, from any author: reading, tests, laws,
/// mutants. All of it runs in the crucible, and all of it is compared here, where no tool code
/// reaches.
public final class Gate {
    static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");

    private final Crucible crucible;
    private final Supplier<Trial.Limits> limits;
    private final Supplier<StaticRules> rules;
    private final TestRun trials;
    private final SourceReader readings;

    public Gate(Crucible crucible, Supplier<Trial.Limits> limits, Supplier<StaticRules> rules) {
        this.crucible = crucible;
        this.limits = limits;
        this.rules = rules;
        this.trials = new TestRun(crucible, limits);
        this.readings = new SourceReader(crucible, limits);
    }

    /// Reads files for this gate.
    public Importer importer() {
        return new Importer(trials, readings);
    }

    /// Runs the examples of a tool once more.
    ///
    /// @return the tests that fail, one line each
    public List<String> failing(Tool tool) {
        var verdicts = trials.examples(tool.draft(), tool.draft().examples());
        var wrong = new ArrayList<String>();
        for (int i = 0; i < verdicts.size(); i++) {
            wrong(tool.draft().examples().get(i), verdicts.get(i)).ifPresent(wrong::add);
        }
        return wrong;
    }

    /// The gate's severity with the tests themselves.
    public enum Rigour {
        /// The tests must tell the draft from constants, echoes and near misses.
        FORGE,
        /// The tests came with the code: they must catch a wrong value.
        IMPORT,
        /// As `IMPORT`, and weak tests are only noted; tests that cannot fail are refused still.
        WEAK
    }

    /// An expectation of the version before that the draft changes on purpose.
    ///
    /// @param arguments of the test; empty for whatever no longer holds
    public record Changed(String arguments, String why) {
        /// Gives up what does not hold; the gate names it.
        public static Changed whatever(String why) {
            return new Changed("", why);
        }

        boolean whatever() {
            return arguments.isEmpty();
        }
    }

    /// Tries a draft. Blocking; an interrupt turns it away.
    ///
    /// @param before the version that it would replace: its tests must hold too
    public Admission examine(
            ToolDraft draft, Optional<Tool> before, List<Changed> changed, Rigour rigour) {
        return examine(new Importer.Imported.Ready(draft, List.of()), before, changed, rigour);
    }

    /// Tries a tool's tests on deliberate bugs of its code. Blocking; it runs in the crucible.
    ///
    /// @return empty where the source could not be read now
    public Optional<VerdictMatrix> matrix(Tool tool) {
        return switch (readings.of(tool.source())) {
            case SourceReading.Outcome.Unreadable _ -> Optional.empty();
            case SourceReading.Outcome.Read(SourceReading reading) ->
                    Optional.of(new Mutants(crucible, limits.get()).matrix(tool.draft(), reading));
        };
    }

    /// As [#examine(Draft, Optional, List, Rigour)], for what the importer read.
    public Admission examine(
            Importer.Imported.Ready ready,
            Optional<Tool> before,
            List<Changed> changed,
            Rigour rigour) {
        try {
            return examined(ready, before, changed, rigour);
        } catch (LostCrucible e) {
            return new Admission.TurnedAway(List.of(e.words()), false);
        }
    }

    private Admission examined(
            Importer.Imported.Ready ready,
            Optional<Tool> before,
            List<Changed> changed,
            Rigour rigour) {
        var draft = ready.draft();
        var written = new DraftRules(rules.get());
        var shape = written.shape(draft);
        if (!shape.isEmpty()) {
            return new Admission.TurnedAway(shape, true);
        }
        return switch (readings.of(draft.source())) {
            case SourceReading.Outcome.Unreadable(String why, boolean retry) ->
                    new Admission.TurnedAway(List.of(why), retry);
            case SourceReading.Outcome.Read(SourceReading reading) -> {
                var wrong = written.misread(draft, reading, rigour);
                if (!wrong.isEmpty()) {
                    yield new Admission.TurnedAway(wrong, true);
                }
                var owed =
                        before.map(tool ->
                                        new InheritedTests(trials, tool, changed)
                                                .by(draft, reading))
                                .orElseGet(
                                        () -> new InheritedTests.Owed(draft, List.of(), List.of()));
                yield tried(owed, reading, rigour, ready.hollow());
            }
        };
    }

    private Admission tried(
            InheritedTests.Owed owed, SourceReading reading, Rigour rigour, List<String> hollow) {
        var draft = owed.draft();
        var reasons = new ArrayList<>(owed.reasons());
        var evidence = new ArrayList<>(owed.evidence());
        var results = new LinkedHashMap<Example, Verdict>();
        if (draft.examples().isEmpty() && draft.script().isBlank() && draft.doctests().isEmpty()) {
            reasons.add("no tests are left");
        }
        if (!draft.examples().isEmpty()) {
            var verdicts = trials.examples(draft, draft.examples());
            for (int i = 0; i < verdicts.size(); i++) {
                var verdict = verdicts.get(i);
                if (verdict instanceof Verdict.Unavailable
                        || verdict instanceof Verdict.Interrupted) {
                    return new Admission.TurnedAway(List.of(verdict.words()), false);
                }
                var example = draft.examples().get(i);
                results.put(example, verdict);
                wrong(example, verdict).ifPresent(reasons::add);
            }
            evidence.add(held(draft.examples().size(), "test"));
        }
        if (reasons.isEmpty() && !draft.doctests().isEmpty()) {
            reasons.addAll(trials.doctests(draft.source(), draft.doctests()));
            evidence.add(held(draft.doctests().size(), "doctest line"));
        }
        var judged =
                reasons.isEmpty() && !draft.script().isBlank()
                        ? heard(draft, reading, reasons, evidence)
                        : draft;
        if (reasons.isEmpty() && rigour != Rigour.FORGE) {
            new Answerability(crucible, limits.get())
                    .objection(judged, reading)
                    .ifPresent(reasons::add);
        }
        if (reasons.isEmpty()) {
            reasons.addAll(LawCheck.broken(crucible, limits.get(), judged, results));
            judged.properties().forEach(property -> evidence.add("it is " + property.word()));
        }
        if (!reasons.isEmpty()) {
            return new Admission.TurnedAway(reasons, true);
        }
        var mutants = new Mutants(crucible, limits.get());
        var weak = mutants.survivors(judged, reading, rigour != Rigour.FORGE);
        if (weak.lost().isPresent()) {
            return new Admission.TurnedAway(List.of(weak.lost().get().words()), false);
        }
        evidence.add(weak.words());
        if (rigour != Rigour.FORGE) {
            var faint = faint(judged, weak, rigour, hollow);
            if (!faint.isEmpty()) {
                return new Admission.TurnedAway(faint, true);
            }
        }
        if (rigour == Rigour.FORGE && !weak.trivial().isEmpty()) {
            return new Admission.TurnedAway(
                    weak.trivial().stream()
                            .map(mutant -> "the tests are too weak: " + mutant + " passes them all")
                            .toList(),
                    true);
        }
        return new Admission.Admitted(judged, evidence, weak.alive());
    }

    private static String held(int number, String what) {
        return Plural.of(number, what) + (number == 1 ? " holds" : " hold");
    }

    /// The reason why a test fails; empty where it holds. Hides the expectation of a hidden test:
    /// its author must not learn the answer.
    static Optional<String> wrong(Example example, Verdict verdict) {
        var got =
                switch (verdict) {
                    case Verdict.Survived(String result, _, _) -> {
                        if (example.expect().isPresent()
                                && Json.tryRead(example.expect().get())
                                        .flatMap(want ->
                                                Json.tryRead(result)
                                                        .map(got1 -> Json.same(want, got1)))
                                        .orElse(false)) {
                            yield "";
                        }
                        yield result;
                    }
                    case Verdict.Failed failed ->
                            example.raises().equals(Optional.of(failed.type()))
                                    ? ""
                                    : failed.words();
                    case Verdict.Killed _,
                            Verdict.Violated _,
                            Verdict.Interrupted _,
                            Verdict.Unavailable _ ->
                            verdict.words();
                };
        if (got.isEmpty()) {
            return Optional.empty();
        }
        var what =
                example.hidden()
                        ? "a hidden test did not hold: with " + example.arguments()
                        : "expected " + shown(example) + ", but";
        return Optional.of(what + " it gave " + got);
    }

    /// The reasons why tests that came with the code are no evidence; empty where they are.
    private static List<String> faint(
            ToolDraft draft, Mutants.Survivors weak, Rigour rigour, List<String> hollow) {
        if (weak.tried() == 0 || weak.telling()) {
            return List.of();
        }
        if (!weak.comparing() && weak.late() > 0 && hollow.isEmpty()) {
            return List.of(
                    "its tests were too slow to be measured: the clock ended %d of %d trials with deliberate bugs. Next: the same again when the machine is quieter"
                            .formatted(weak.late(), weak.tried()));
        }
        if (!weak.comparing() && !draft.script().isBlank()) {
            return hollow.isEmpty()
                    ? List.of("its tests cannot fail: they take each deliberate bug for the tool")
                    : hollow.stream().map(line -> "its tests cannot fail: " + line).toList();
        }
        return rigour == Rigour.WEAK
                ? List.of()
                : List.of(
                        "its tests are weak: no wrong value makes them fail (%s). --weak takes it all the same"
                                .formatted(weak.words()));
    }

    /// Hears the test script. Its calls with JSON become tests, so that later versions and laws
    /// have some.
    private ToolDraft heard(
            ToolDraft draft, SourceReading reading, List<String> reasons, List<String> evidence) {
        return switch (trials.script(draft, reading, draft.script())) {
            case CaseResult.Held(var calls, int assertions) -> {
                evidence.add("the test script holds, after " + Plural.of(assertions, "call"));
                yield draft.withExamples(recorded(draft, calls));
            }
            case CaseResult.Fell(String why, String traceback, _) -> {
                reasons.add(
                        "the test script does not hold: "
                                + why
                                + (traceback.isEmpty() ? "" : "\n" + traceback));
                yield draft;
            }
            case CaseResult.Broke(Verdict verdict) -> {
                reasons.add(verdict.words());
                yield draft;
            }
        };
    }

    private static List<Example> recorded(ToolDraft draft, List<CaseResult.Call> calls) {
        var examples = new ArrayList<>(draft.examples());
        Map<String, Boolean> known = new LinkedHashMap<>();
        for (var call : calls) {
            if (examples.size() < 20
                    && call.function().equals(draft.name())
                    && known.putIfAbsent(call.arguments(), true) == null
                    && ArgumentSchema.misfit(draft.parameters(), call.arguments()).isEmpty()) {
                examples.add(Example.of(call.arguments(), call.result(), Author.Part.IMPORT));
            }
        }
        return examples;
    }

    static String shown(Example example) {
        return example.arguments()
                + " -> "
                + example.expect().orElseGet(() -> "raises " + example.raises().orElse(""));
    }
}
