package batos.world;

import batos.council.Dissonance.Part;
import batos.council.DissonanceSeries;
import batos.loops.Climb;
import batos.loops.ClimbRecord;
import batos.loops.Conversation;
import batos.loops.ThemeClimb;
import batos.talk.bind.NativeCall;
import batos.talk.bind.Natives;
import batos.talk.bind.Proxy;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The messages of the council's past: `council dissonance last: 20`, `council climbs`.
final class CouncilMessages {
    private static final String SERIES = "Dissonance";
    private static final String POINT = "DissonancePoint";
    private static final String CLIMB = "CouncilClimb";

    private final Conversation conversation;

    CouncilMessages(Conversation conversation) {
        this.conversation = conversation;
    }

    void bind(Natives natives) {
        natives.define("Council", "dissonance", call -> new Proxy(SERIES, ""))
                .define(
                        "Council",
                        "climbs",
                        call ->
                                climb().records().stream()
                                        .map(record ->
                                                new Proxy(CLIMB, Long.toString(record.number())))
                                        .toList());
        natives.define(
                        SERIES,
                        "value",
                        call -> conversation.council().series(1).stream().findFirst().orElse(0.0))
                .define(
                        SERIES,
                        "last:",
                        call ->
                                series().last((int) call.whole(0)).stream()
                                        .map(point ->
                                                new Proxy(POINT, Long.toString(point.episode())))
                                        .toList());
        natives.define(POINT, "episode", call -> Long.parseLong(call.key()))
                .define(POINT, "total", call -> point(call).total())
                .define(POINT, "theme", call -> point(call).theme().label())
                .define(POINT, "asked", call -> point(call).asked())
                .define(POINT, "at", call -> point(call).at())
                .define(
                        POINT,
                        "parts",
                        call ->
                                point(call).dissonance().parts().keySet().stream()
                                        .map(part -> call.symbol(part.word()))
                                        .toList())
                .define(POINT, "part:", this::part);
        natives.define(CLIMB, "number", call -> Long.parseLong(call.key()))
                .define(CLIMB, "rung", call -> call.symbol(record(call).rung()))
                .define(CLIMB, "theme", call -> record(call).theme().label())
                .define(CLIMB, "because", call -> record(call).because())
                .define(CLIMB, "what", call -> record(call).what())
                .define(CLIMB, "turns", call -> record(call).turns())
                .define(
                        CLIMB,
                        "effect",
                        call -> record(call).effect().map(ThemeClimb::words).orElse(""));
        WorldSources.load(natives, "Council.st");
    }

    private Climb climb() {
        return conversation.climb();
    }

    private DissonanceSeries series() {
        return conversation.council().dissonance();
    }

    /// Nil where the turn could not measure it.
    private @Nullable Object part(NativeCall call) {
        var name = call.text(0);
        var found =
                Arrays.stream(Part.values()).filter(part -> part.word().equals(name)).findFirst();
        if (found.isEmpty()) {
            throw call.error("no part '" + name + "'. Next: batos help dissonance");
        }
        var value = point(call).dissonance().part(found.get());
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private DissonanceSeries.Point point(NativeCall call) {
        var number = Long.parseLong(call.key());
        return series().last(Integer.MAX_VALUE).stream()
                .filter(point -> point.episode() == number)
                .findFirst()
                .orElseThrow(() -> call.error("no turn " + number + ". Next: /dissonance"));
    }

    private ClimbRecord record(NativeCall call) {
        var number = Long.parseLong(call.key());
        return climb().records().stream()
                .filter(record -> record.number() == number)
                .findFirst()
                .orElseThrow(() -> call.error("no climb " + number + ". Next: /climb"));
    }
}
