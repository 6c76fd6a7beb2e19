package batos.toolbox;

import batos.crucible.Batch;
import batos.crucible.Crucible;
import batos.crucible.Trial;
import batos.crucible.Verdict;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Tests are worth what they can tell apart. Functions that do nothing (a constant, an echo, the
/// result off by one) are judged on the host from the results alone; small changes of the code run
/// in the crucible, all in one interpreter.
final class Mutants {
    private static final int MOST = 6;
    private static final int MOST_EXAMPLES = 8;

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

    Survivors survivors(Draft draft, Map<Example, Verdict> results) {
        if (draft.examples().isEmpty()) {
            return new Survivors(0, List.of(), List.of());
        }
        var trivial = new ArrayList<String>();
        int tried = 0;
        for (var idle : idle(draft)) {
            tried++;
            if (idle.passes()) {
                trivial.add(idle.what());
            }
        }
        var alive = new ArrayList<>(trivial);
        var changed = Reading.mutants(crucible, limits, draft.source(), MOST);
        tried += changed.size();
        alive.addAll(living(draft, changed));
        return new Survivors(tried, alive, trivial);
    }

    private record Idle(String what, boolean passes) {}

    private static List<Idle> idle(Draft draft) {
        var idle = new ArrayList<Idle>();
        var first =
                draft.examples().stream().flatMap(example -> example.expect().stream()).findFirst();
        first.ifPresent(value ->
                idle.add(
                        new Idle(
                                "a function that always gives " + value,
                                all(
                                        draft,
                                        (_, want) ->
                                                Json.tryRead(value)
                                                        .map(node -> Json.same(node, want))
                                                        .orElse(false)))));
        idle.add(
                new Idle(
                        "a function that gives its argument back",
                        all(
                                draft,
                                (arguments, want) ->
                                        arguments.size() == 1
                                                && Json.same(arguments.iterator().next(), want))));
        return idle;
    }

    private interface Passes {
        boolean test(JsonNode arguments, JsonNode want);
    }

    private static boolean all(Draft draft, Passes passes) {
        return draft.examples().stream()
                .allMatch(example -> {
                    var arguments = Json.tryRead(example.arguments());
                    var want = example.expect().flatMap(Json::tryRead);
                    return arguments.isPresent()
                            && want.isPresent()
                            && passes.test(arguments.get(), want.get());
                });
    }

    private List<String> living(Draft draft, List<Reading.Mutant> mutants) {
        if (mutants.isEmpty()) {
            return List.of();
        }
        var examples = draft.examples().stream().limit(MOST_EXAMPLES).toList();
        var sources = Json.array();
        mutants.forEach(mutant -> sources.add(mutant.source()));
        var calls = new ArrayList<String>();
        for (int i = 0; i < mutants.size(); i++) {
            for (var example : examples) {
                calls.add("{\"mutant\":%d,\"arguments\":%s}".formatted(i, example.arguments()));
            }
        }
        var source =
                """
                SOURCES = %s
                def run(mutant, arguments):
                    scope = {'__name__': 'tool'}
                    exec(compile(SOURCES[mutant], '<tool>', 'exec'), scope)
                    return scope[%s](**arguments)
                """
                        .formatted(Json.ascii(sources), Json.ascii(Json.text(draft.name())));
        var verdicts = crucible.run(new Batch(source, "run", calls, limits));
        var living = new ArrayList<String>();
        for (int i = 0; i < mutants.size(); i++) {
            boolean killed = false;
            for (int j = 0; j < examples.size(); j++) {
                killed |=
                        Gate.wrong(examples.get(j), verdicts.get(i * examples.size() + j))
                                .isPresent();
            }
            if (!killed) {
                living.add(mutants.get(i).what());
            }
        }
        return living;
    }
}
