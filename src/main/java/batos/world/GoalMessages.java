package batos.world;

import batos.image.Cause;
import batos.motive.goal.Goal;
import batos.motive.goal.Goals;
import batos.talk.bind.NativeCall;
import batos.talk.bind.Natives;
import batos.talk.bind.Proxy;
import java.util.List;

/// The messages of goals: `council goals`, `brick goals`, `brick pursue: '…' until: [:g | …]`. They
/// are decided on by commands: /goals accept N.
final class GoalMessages {
    private static final String TYPE = "Goal";

    private final Goals goals;

    GoalMessages(Goals goals) {
        this.goals = goals;
    }

    /// Takes a goal that the Architect gives.
    @FunctionalInterface
    interface Giving {
        /// @return its number
        int give(String persona, String what, Cause cause);
    }

    void bind(Natives natives, Giving giving) {
        natives.define("Council", "goals", call -> proxies(goals.all()))
                .define(
                        "Persona",
                        "goals",
                        call ->
                                proxies(
                                        goals.all().stream()
                                                .filter(goal -> goal.persona().equals(call.key()))
                                                .toList()))
                .define(
                        "Persona",
                        "pursue:",
                        call -> proxy(giving.give(call.key(), call.text(0), call.cause())))
                .define("Goal class", "at:", call -> proxy(existing(call, call.whole(0)).number()));
        natives.define(TYPE, "number", call -> (long) goal(call).number())
                .define(TYPE, "persona", call -> new Proxy("Persona", goal(call).persona()))
                .define(TYPE, "kind", call -> call.symbol(goal(call).kind().word()))
                .define(TYPE, "state", call -> goal(call).state().word())
                .define(TYPE, "detail", call -> goal(call).state().detail())
                .define(TYPE, "what", call -> goal(call).what())
                .define(TYPE, "about", call -> goal(call).aim().about())
                .define(TYPE, "mandate", call -> goal(call).mandate().text())
                .define(TYPE, "check", call -> goal(call).check().words())
                .define(TYPE, "because", call -> goal(call).because())
                .define(TYPE, "why", call -> goal(call).odds())
                .define(
                        TYPE,
                        "lineage",
                        call ->
                                goal(call).aim().lineage().stream()
                                        .map(GoalMessages::proxy)
                                        .toList())
                .define(TYPE, "product", call -> goal(call).product().text())
                .define(TYPE, "reference", call -> goal(call).product().reference())
                .define(TYPE, "tokens", call -> goal(call).spent().tokens())
                .define(TYPE, "line", call -> goal(call).line());
        WorldSources.load(natives, "Goal.st");
    }

    private static List<Proxy> proxies(List<Goal> all) {
        return all.stream().map(goal -> proxy(goal.number())).toList();
    }

    private static Proxy proxy(int number) {
        return new Proxy(TYPE, Integer.toString(number));
    }

    private Goal goal(NativeCall call) {
        return existing(call, Long.parseLong(call.key()));
    }

    private Goal existing(NativeCall call, long number) {
        return goals.find((int) number)
                .orElseThrow(() ->
                        call.error(
                                "SystemExceptions.NotFound",
                                "no goal " + number + ". Next: /goals list"));
    }
}
