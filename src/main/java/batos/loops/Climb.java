package batos.loops;

import batos.council.Council;
import batos.council.Outcome;
import batos.council.TurnSignal;
import batos.image.Cause;
import batos.image.Datum;
import batos.image.Form;
import batos.image.Image;
import batos.loops.philosophical.Deliberation;
import batos.loops.philosophical.DeliberationResult;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// How dissonance climbs beyond a turn: where it stays high for several turns on end, what tools
/// could do has been tried, and the four deliberate on their codex. Each climb is noted in the
/// image with its reason, so that the same trouble is not deliberated twice.
public final class Climb {
    private static final String KIND = "climb";
    private static final String NAME = "philosophical";

    private final Image image;
    private final Council council;
    private final Supplier<Deliberation> deliberation;
    private final Supplier<Bounds> bounds;

    /// When to climb.
    ///
    /// @param turns so many turns on end must have ended above the threshold; 0 for never
    /// @param threshold of the total dissonance, 0 to 1
    public record Bounds(int turns, double threshold) {}

    public Climb(
            Image image,
            Council council,
            Supplier<Deliberation> deliberation,
            Supplier<Bounds> bounds) {
        this.image = image;
        this.council = council;
        this.deliberation = deliberation;
        this.bounds = bounds;
    }

    /// Looks at the series that the turn has ended, and deliberates where it stayed high.
    void after(Outcome.Answered answered, Cause cause, Consumer<TurnSignal> listener) {
        var bound = bounds.get();
        var series = council.series(bound.turns());
        if (bound.turns() == 0
                || series.size() < bound.turns()
                || answered.episode() - lastDeliberated() < bound.turns()
                || series.stream().anyMatch(dissonance -> dissonance <= bound.threshold())) {
            return;
        }
        var mean = series.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        var why =
                String.format(
                        Locale.ROOT,
                        "dissonance stayed above %.2f for %d turns",
                        bound.threshold(),
                        bound.turns());
        image.update(cause, change -> change.put(note(answered.episode(), why)));
        listener.accept(new TurnSignal.Worked(NAME, why + "; the four deliberate on their codex"));
        var topic = answered.turn().asked() + " (" + answered.turn().standing().why() + ")";
        var ended = deliberation.get().deliberate(topic, mean, heard -> {});
        listener.accept(new TurnSignal.Worked(NAME, words(ended)));
    }

    private long lastDeliberated() {
        return image.now().get(KIND, NAME).map(form -> form.whole("episode", 0)).orElse(0L);
    }

    private static Form note(long episode, String why) {
        var slots = new LinkedHashMap<String, Datum>();
        slots.put("episode", new Datum.Whole(episode));
        slots.put("why", new Datum.Text(why));
        return Form.named(KIND, 1, NAME, slots);
    }

    private static String words(DeliberationResult ended) {
        return switch (ended) {
            case DeliberationResult.Proposed(var proposal) ->
                    "an amendment of "
                            + proposal.target()
                            + " waits for you. Next: /codex show "
                            + proposal.number();
            case DeliberationResult.LeftAsItIs left ->
                    "they leave the codex as it is: " + left.why();
            case DeliberationResult.Unfinished(var why, var draft) ->
                    "they came to no end: "
                            + why
                            + (draft == 0 ? "" : ". Next: /codex deliberate --resume " + draft);
            case DeliberationResult.Interrupted() -> "interrupted";
        };
    }
}
