package batos.toolbox;

import batos.crucible.Batch;
import batos.crucible.CaseResult;
import batos.crucible.Crucible;
import batos.crucible.PromptTrial;
import batos.crucible.Trial;
import batos.crucible.Verdict;
import batos.image.Author;
import batos.json.Json;
import batos.text.Plural;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Measures tests by the deliberate bugs that they catch: functions that do nothing in the draft's
/// place (they give a constant, or their argument back), its own result off by one, and small
/// changes of its code. All of them run in the crucible, those of one kind of test in one
/// interpreter. The author's own assertions judge them, never answers that the draft itself gave.
final class Mutants {
    private static final int MOST_EXAMPLES = 24;
    private static final int MOST_LINES = 40;

    private final Crucible crucible;
    private final Trial.Limits full;
    private final Trial.Limits limits;

    Mutants(Crucible crucible, Trial.Limits limits) {
        this.crucible = crucible;
        this.full = limits;
        this.limits =
                new Trial.Limits(
                        limits.wall().compareTo(Duration.ofSeconds(2)) < 0
                                ? limits.wall()
                                : Duration.ofSeconds(2),
                        limits.memory(),
                        limits.output());
    }

    /// The tests' notice of a mutant.
    private enum Notice {
        /// For the draft: all of them hold.
        PASSED,
        /// The clock ran out before they were through.
        LATE,
        /// They met an exception that the mutant raised, and compared nothing.
        CRASHED,
        /// An expectation did not hold.
        CAUGHT
    }

    /// @param tried how many there were
    /// @param alive those that pass all tests
    /// @param trivial those of them that do nothing
    /// @param comparing whether an expectation failed for one of them
    /// @param telling whether an expectation failed for one that gives a wrong value, not only for
    ///   those that give None
    /// @param late how many were lost to the wall clock, so that nothing is known of them
    /// @param lost why no more could be tried; empty when all were
    record Survivors(
            int tried,
            List<String> alive,
            List<String> trivial,
            boolean comparing,
            boolean telling,
            int late,
            Optional<Verdict> lost) {
        String words() {
            return tried == 0
                    ? "no deliberate bug could be made of it"
                    : "the tests catch %d of %s"
                            .formatted(tried - alive.size(), Plural.of(tried, "deliberate bug"));
        }
    }

    /// @param reading of the draft's source
    /// @param imported whether the tests came with the code; then a function that gives an
    ///   unrelated value is tried too
    Survivors survivors(ToolDraft draft, SourceReading reading, boolean imported) {
        var idle = idle(draft, imported);
        var mutants = new LinkedHashMap<SourceReading.Mutant, Notice>();
        idle.forEach(mutant -> mutants.put(mutant, Notice.PASSED));
        offByOne(draft).ifPresent(mutant -> mutants.put(mutant, Notice.PASSED));
        reading.mutants().forEach(mutant -> mutants.put(mutant, Notice.PASSED));
        var lost = notice(draft, reading, mutants);
        var alive = with(mutants, Notice.PASSED);
        var caught = with(mutants, Notice.CAUGHT);
        return new Survivors(
                mutants.size(),
                alive.stream().map(SourceReading.Mutant::what).toList(),
                alive.stream().filter(idle::contains).map(SourceReading.Mutant::what).toList(),
                !caught.isEmpty(),
                caught.stream().anyMatch(mutant -> !mutant.nothing()),
                with(mutants, Notice.LATE).size(),
                lost);
    }

    private static List<SourceReading.Mutant> with(
            Map<SourceReading.Mutant, Notice> mutants, Notice notice) {
        return mutants.keySet().stream().filter(each -> mutants.get(each) == notice).toList();
    }

    /// Shows the mutants to each kind of test; those that an expectation caught are done with.
    private Optional<Verdict> notice(
            ToolDraft draft, SourceReading reading, Map<SourceReading.Mutant, Notice> mutants) {
        var examples = authored(draft);
        if (!examples.isEmpty()) {
            var open = uncaught(mutants);
            var passing = passingExamples(draft, examples, open);
            open.stream()
                    .filter(mutant -> !passing.contains(mutant))
                    .forEach(mutant -> mutants.put(mutant, Notice.CAUGHT));
        }
        if (!draft.doctests().isEmpty() && !uncaught(mutants).isEmpty()) {
            noticedByDoctests(draft.doctests(), uncaught(mutants))
                    .forEach((mutant, notice) -> mutants.merge(mutant, notice, Mutants::graver));
        }
        if (!draft.script().isBlank() && !uncaught(mutants).isEmpty()) {
            return noticedByScript(draft, reading, mutants);
        }
        return Optional.empty();
    }

    private static List<SourceReading.Mutant> uncaught(Map<SourceReading.Mutant, Notice> mutants) {
        return mutants.keySet().stream()
                .filter(each -> mutants.get(each) != Notice.CAUGHT)
                .toList();
    }

    private static Notice graver(Notice a, Notice b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    /// The examples without those that an import recorded from the script's own calls: their
    /// answers are the draft's, so they say nothing about the script.
    private static List<Example> authored(ToolDraft draft) {
        return draft.script().isBlank()
                ? draft.examples()
                : draft.examples().stream()
                        .filter(example -> example.author() != Author.Part.IMPORT)
                        .toList();
    }

    /// The script gets the time of the draft's own trial: in less, a slow test would seem to fail.
    private Optional<Verdict> noticedByScript(
            ToolDraft draft, SourceReading reading, Map<SourceReading.Mutant, Notice> mutants) {
        var open = uncaught(mutants);
        var heard =
                new TestRun(crucible, () -> full)
                        .script(
                                draft,
                                reading,
                                draft.script(),
                                open.stream().map(SourceReading.Mutant::source).toList());
        for (int i = 0; i < open.size(); i++) {
            switch (heard.get(i)) {
                case CaseResult.Held _ -> {}
                case CaseResult.Fell fell ->
                        mutants.merge(
                                open.get(i),
                                fell.raised() ? Notice.CRASHED : Notice.CAUGHT,
                                Mutants::graver);
                case CaseResult.Broke(Verdict verdict) -> {
                    if (verdict instanceof Verdict.Unavailable
                            || verdict instanceof Verdict.Interrupted) {
                        return Optional.of(verdict);
                    }
                    boolean late =
                            verdict instanceof Verdict.Killed(Verdict.Limit limit, _)
                                    && limit == Verdict.Limit.WALL_CLOCK;
                    mutants.merge(
                            open.get(i), late ? Notice.LATE : Notice.CRASHED, Mutants::graver);
                }
            }
        }
        return Optional.empty();
    }

    private static List<SourceReading.Mutant> idle(ToolDraft draft, boolean imported) {
        var idle = new ArrayList<SourceReading.Mutant>();
        if (!calledByItsName(draft)) {
            return idle;
        }
        wanted(draft)
                .ifPresent(value ->
                        idle.add(
                                instead(
                                        draft,
                                        "a function that always gives " + value.shown(),
                                        "    return " + value.python())));
        idle.add(
                instead(
                        draft,
                        "a function that gives its argument back",
                        "    (only,) = (*given, *named.values())\n    return only"));
        if (imported) {
            idle.add(
                    instead(
                            draft,
                            "a function that gives something else",
                            "    return 'no such answer'"));
        }
        return idle;
    }

    /// Whether the tests call the tool by its name: they may also call its parts, and then nothing
    /// can stand in its place.
    private static boolean calledByItsName(ToolDraft draft) {
        var call = draft.name() + "(";
        return !draft.examples().isEmpty()
                || draft.doctests().stream().anyMatch(line -> line.source().contains(call))
                || draft.script().contains(call)
                || draft.script().contains("candidate(");
    }

    private static Optional<SourceReading.Mutant> offByOne(ToolDraft draft) {
        return wanted(draft)
                .filter(value -> value.shown().matches("-?[0-9.]+"))
                .map(_ ->
                        new SourceReading.Mutant(
                                "a function that gives one more",
                                """
                                %s

                                def %s(*given, _plain=%2$s, **named):
                                    return _plain(*given, **named) + 1
                                """
                                        .formatted(draft.source(), draft.name()),
                                false));
    }

    /// The draft's source with another function in its place.
    private static SourceReading.Mutant instead(ToolDraft draft, String what, String body) {
        return new SourceReading.Mutant(
                what,
                "%s\n\ndef %s(*given, **named):\n%s\n"
                        .formatted(draft.source(), draft.name(), body),
                false);
    }

    /// A result that the tests want to see.
    private record Value(String shown, String python) {}

    private static Optional<Value> wanted(ToolDraft draft) {
        var expected =
                draft.examples().stream()
                        .flatMap(example -> example.expect().stream())
                        .map(json -> new Value(json, reading("json", "loads", json)))
                        .findFirst();
        return expected.or(() ->
                draft.doctests().stream()
                        .filter(line -> line.source().contains(draft.name() + "("))
                        .map(line -> line.want().strip())
                        .filter(want -> !want.isEmpty() && !want.startsWith("Traceback"))
                        .map(want -> new Value(want, reading("ast", "literal_eval", want)))
                        .findFirst());
    }

    private static String reading(String module, String function, String text) {
        return "__import__('%s').%s(%s)".formatted(module, function, Json.ascii(Json.text(text)));
    }

    private List<SourceReading.Mutant> passingExamples(
            ToolDraft draft, List<Example> all, List<SourceReading.Mutant> mutants) {
        var examples = all.stream().limit(MOST_EXAMPLES).toList();
        var held = held(draft, examples, mutants);
        var alive = new ArrayList<SourceReading.Mutant>();
        for (int i = 0; i < mutants.size(); i++) {
            if (held.get(i).stream().allMatch(holds -> holds)) {
                alive.add(mutants.get(i));
            }
        }
        return alive;
    }

    /// The deliberate bugs that each test catches, for the tests that are calls with an
    /// expectation.
    VerdictMatrix matrix(ToolDraft draft, SourceReading reading) {
        var examples = draft.examples().stream().limit(MOST_EXAMPLES).toList();
        var mutants = new ArrayList<>(idle(draft, false));
        offByOne(draft).ifPresent(mutants::add);
        mutants.addAll(reading.mutants());
        var held = held(draft, examples, mutants);
        var rows = new ArrayList<VerdictMatrix.Row>();
        for (int i = 0; i < mutants.size(); i++) {
            rows.add(
                    new VerdictMatrix.Row(
                            mutants.get(i).what(),
                            held.get(i).stream().map(holds -> !holds).toList()));
        }
        return new VerdictMatrix(examples.stream().map(Example::arguments).toList(), rows);
    }

    /// For each mutant whether each test holds. One call for each mutant, which tries all tests on
    /// it: one that never ends costs its time once.
    private List<List<Boolean>> held(
            ToolDraft draft, List<Example> examples, List<SourceReading.Mutant> mutants) {
        var tests = examples.stream().map(Example::arguments).collect(Collectors.joining(","));
        var calls = new ArrayList<String>();
        for (int i = 0; i < mutants.size(); i++) {
            calls.add("{\"mutant\":%d,\"tests\":[%s]}".formatted(i, tests));
        }
        var source =
                """
                SOURCES = %s
                def tried(mutant, arguments):
                    try:
                        scope = {'__name__': 'tool'}
                        exec(compile(SOURCES[mutant], '<tool>', 'exec'), scope)
                        return {'is': scope[%s](**arguments)}
                    except Exception as error:
                        return {'raised': type(error).__name__}
                def run(mutant, tests):
                    return [tried(mutant, arguments) for arguments in tests]
                """
                        .formatted(sources(mutants), Json.ascii(Json.text(draft.name())));
        var verdicts = crucible.run(Batch.ofTexts(source, "run", calls, limits));
        return verdicts.stream()
                .map(verdict ->
                        held(
                                examples,
                                verdict instanceof Verdict.Survived(String results, _, _)
                                        ? Json.tryRead(results)
                                        : Optional.empty()))
                .toList();
    }

    private static List<Boolean> held(List<Example> examples, Optional<JsonNode> results) {
        var held = new ArrayList<Boolean>();
        for (int j = 0; j < examples.size(); j++) {
            int row = j;
            var told = results.map(rows -> rows.path(row)).orElse(MissingNode.getInstance());
            var verdict =
                    told.has("is")
                            ? new Verdict.Survived(told.get("is").toString(), "", Duration.ZERO)
                            : new Verdict.Failed(told.path("raised").asText("?"), "", "");
            held.add(Gate.wrong(examples.get(j), verdict).isEmpty());
        }
        return held;
    }

    /// The lines of each docstring come after one that loads the mutant. Where that is killed, the
    /// lines that are left find no function.
    private Map<SourceReading.Mutant, Notice> noticedByDoctests(
            List<ToolDraft.Doctest> doctests, List<SourceReading.Mutant> mutants) {
        var shown = doctests.stream().limit(MOST_LINES).toList();
        var lines = new ArrayList<PromptTrial.Line>();
        var asked = new ArrayList<Asked>();
        for (int mutant = 0; mutant < mutants.size(); mutant++) {
            int session = -1;
            for (var line : shown) {
                int part = mutant << 16 | line.session();
                if (line.session() != session) {
                    session = line.session();
                    var load = "exec(compile(SOURCES[%d], '<tool>', 'exec'))".formatted(mutant);
                    lines.add(new PromptTrial.Line(part, load));
                    asked.add(new Asked(mutant, new ToolDraft.Doctest(session, load, "")));
                }
                lines.add(new PromptTrial.Line(part, line.source()));
                asked.add(new Asked(mutant, line));
            }
        }
        var verdicts =
                crucible.run(new PromptTrial("SOURCES = " + sources(mutants), lines, limits));
        var noticed = new HashMap<SourceReading.Mutant, Notice>();
        for (int i = 0; i < asked.size(); i++) {
            var verdict = verdicts.get(i);
            var line = asked.get(i).line();
            if (DoctestOutput.mismatch(line, verdict).isPresent()) {
                var compared =
                        verdict instanceof Verdict.Survived || line.want().startsWith("Traceback");
                noticed.merge(
                        mutants.get(asked.get(i).mutant()),
                        compared ? Notice.CAUGHT : Notice.CRASHED,
                        Mutants::graver);
            }
        }
        return noticed;
    }

    private record Asked(int mutant, ToolDraft.Doctest line) {}

    private static String sources(List<SourceReading.Mutant> mutants) {
        var sources = Json.array();
        mutants.forEach(mutant -> sources.add(mutant.source()));
        return Json.ascii(sources);
    }
}
