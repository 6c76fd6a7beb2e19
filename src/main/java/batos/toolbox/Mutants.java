package batos.toolbox;

import batos.crucible.Batch;
import batos.crucible.CaseResult;
import batos.crucible.Crucible;
import batos.crucible.PromptTrial;
import batos.crucible.Trial;
import batos.crucible.Verdict;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Tests are worth what they can tell apart. Beside the draft stand functions that do nothing (they
/// give a constant, or their argument back), its own result off by one, and small changes of its
/// code. All of them run in the crucible, those of one kind of test in one interpreter, and the
/// host looks which of them the tests take for the draft.
final class Mutants {
    private static final int MOST_EXAMPLES = 24;
    private static final int MOST_LINES = 40;

    private final Crucible crucible;
    private final Trial.Limits limits;

    Mutants(Crucible crucible, Trial.Limits limits) {
        this.crucible = crucible;
        this.limits =
                new Trial.Limits(
                        limits.wall().compareTo(Duration.ofSeconds(2)) < 0
                                ? limits.wall()
                                : Duration.ofSeconds(2),
                        limits.memory(),
                        limits.output());
    }

    /// @param tried how many there were
    /// @param alive those that pass all tests
    /// @param trivial those of them that do nothing
    record Survivors(int tried, List<String> alive, List<String> trivial) {}

    /// @param reading of the draft's source
    Survivors survivors(ToolDraft draft, SourceReading reading) {
        var idle = idle(draft);
        var mutants = new ArrayList<>(idle);
        offByOne(draft).ifPresent(mutants::add);
        mutants.addAll(reading.mutants());
        var alive = passing(draft, reading, mutants);
        return new Survivors(mutants.size(), told(alive, _ -> true), told(alive, idle::contains));
    }

    private static List<String> told(
            List<SourceReading.Mutant> mutants, Predicate<SourceReading.Mutant> wanted) {
        return mutants.stream().filter(wanted).map(SourceReading.Mutant::what).toList();
    }

    /// What one kind of test takes for the draft is shown to the next.
    private List<SourceReading.Mutant> passing(
            ToolDraft draft, SourceReading reading, List<SourceReading.Mutant> mutants) {
        var alive = mutants;
        if (!draft.examples().isEmpty()) {
            alive = passingExamples(draft, alive);
        }
        if (!draft.doctests().isEmpty() && !alive.isEmpty()) {
            alive = passingDoctests(draft.doctests(), alive);
        }
        if (!draft.script().isBlank()) {
            var trials = new TestRun(crucible, () -> limits);
            alive =
                    alive.stream()
                            .filter(mutant ->
                                    trials.script(
                                                    draft.withSource(mutant.source()),
                                                    reading,
                                                    draft.script())
                                            instanceof CaseResult.Held)
                            .toList();
        }
        return alive;
    }

    private static List<SourceReading.Mutant> idle(ToolDraft draft) {
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
        return idle;
    }

    /// Tests may also call what a tool is made of; then nothing can stand in its place.
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
                                        .formatted(draft.source(), draft.name())));
    }

    /// The draft's source with another function in its place.
    private static SourceReading.Mutant instead(ToolDraft draft, String what, String body) {
        return new SourceReading.Mutant(
                what,
                "%s\n\ndef %s(*given, **named):\n%s\n"
                        .formatted(draft.source(), draft.name(), body));
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

    /// One call for each mutant, which tries all tests on it: one that never ends costs its time
    /// once.
    private List<SourceReading.Mutant> passingExamples(
            ToolDraft draft, List<SourceReading.Mutant> mutants) {
        var examples = draft.examples().stream().limit(MOST_EXAMPLES).toList();
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
        var verdicts = crucible.run(new Batch(source, "run", calls, limits));
        var alive = new ArrayList<SourceReading.Mutant>();
        for (int i = 0; i < mutants.size(); i++) {
            if (verdicts.get(i) instanceof Verdict.Survived(String results, _, _)
                    && holds(examples, Json.tryRead(results))) {
                alive.add(mutants.get(i));
            }
        }
        return alive;
    }

    private static boolean holds(List<Example> examples, Optional<JsonNode> results) {
        for (int j = 0; j < examples.size(); j++) {
            int row = j;
            var told = results.map(rows -> rows.path(row)).orElse(MissingNode.getInstance());
            var verdict =
                    told.has("is")
                            ? new Verdict.Survived(told.get("is").toString(), "", Duration.ZERO)
                            : new Verdict.Failed(told.path("raised").asText("?"), "", "");
            if (Gate.wrong(examples.get(j), verdict).isPresent()) {
                return false;
            }
        }
        return true;
    }

    /// The lines of each docstring come after one that loads the mutant. Where that is killed, the
    /// lines that are left find no function.
    private List<SourceReading.Mutant> passingDoctests(
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
        var killed = new boolean[mutants.size()];
        for (int i = 0; i < asked.size(); i++) {
            Verdict verdict = verdicts.get(i);
            killed[asked.get(i).mutant()] |=
                    DoctestOutput.mismatch(asked.get(i).line(), verdict).isPresent();
        }
        var alive = new ArrayList<SourceReading.Mutant>();
        for (int i = 0; i < killed.length; i++) {
            if (!killed[i]) {
                alive.add(mutants.get(i));
            }
        }
        return alive;
    }

    private record Asked(int mutant, ToolDraft.Doctest line) {}

    private static String sources(List<SourceReading.Mutant> mutants) {
        var sources = Json.array();
        mutants.forEach(mutant -> sources.add(mutant.source()));
        return Json.ascii(sources);
    }
}
