package batos.talk.kernel;

import batos.talk.run.Methods;
import batos.talk.run.Primitive;
import java.util.List;

/// The primitives that reach outside: text shown, the clock, chance, arguments.
final class Surroundings {
    private final Room room;
    private final Methods methods;
    private final java.util.function.Supplier<List<String>> arguments;

    Surroundings(Room room, java.util.function.Supplier<List<String>> arguments) {
        this.room = room;
        this.methods = room.methods;
        this.arguments = arguments;
    }

    void install() {
        methods.primitive(
                "show",
                (Primitive.Binary)
                        (f, s, text) -> {
                            var shown = Room.string(text);
                            if (shown == null) {
                                return null;
                            }
                            room.out.accept(shown);
                            return s;
                        });
        methods.primitive(
                "epochNanos",
                (Primitive.Unary)
                        (f, s) -> {
                            var now = room.clock.instant();
                            return now.getEpochSecond() * 1_000_000_000L + now.getNano();
                        });
        methods.primitive("tickNanos", (Primitive.Unary) (f, s) -> System.nanoTime());
        methods.primitive(
                "zoneSeconds",
                (Primitive.Unary)
                        (f, s) ->
                                (long)
                                        java.time.ZoneId.systemDefault()
                                                .getRules()
                                                .getOffset(room.clock.instant())
                                                .getTotalSeconds());
        methods.primitive("random", (Primitive.Unary) (f, s) -> room.random.nextDouble());
        methods.primitive(
                "randomBetween",
                (Primitive.Ternary)
                        (f, s, low, high) ->
                                low instanceof Long a && high instanceof Long b && a <= b
                                        ? (Object)
                                                (b == Long.MAX_VALUE
                                                        ? a
                                                        : room.random.nextLong(a, b + 1))
                                        : null);
        methods.primitive(
                "arguments",
                (Primitive.Unary)
                        (f, s) ->
                                room.universe.array(
                                        arguments.get().stream()
                                                .map(a -> (Object) room.text(a))
                                                .toArray()));
        methods.primitive(
                "collectGarbage",
                (Primitive.Unary)
                        (f, s) -> {
                            System.gc();
                            return s;
                        });
    }
}
