package batos.loops;

import batos.council.Council;
import batos.council.Outcome;
import batos.council.TurnSignal;
import batos.image.Cause;
import batos.image.Image;
import batos.persona.Distinctness;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Measures from time to time whether the four still sound like four. A persona below the bound is
/// an event, `drift`, and a trouble on a theme of its own, which climbs as any other: tools cannot
/// mend a voice, a trained model or an amendment can.
public final class DriftWatch {
    /// The number of each persona's latest utterances to look at.
    private static final int EACH = 50;

    /// Fewer utterances of a persona than this say too little.
    private static final int FEWEST = 8;

    private final Image image;
    private final Council council;
    private final Climb climb;
    private final Supplier<Distinctness> distinctness;
    private final Supplier<Limits> limits;

    /// @param bound a persona that is recognised less often has drifted, 0 to 1
    /// @param every after so many turns it is measured; 0 for never
    public record Limits(double bound, int every) {}

    /// @param distinctness made at the first measurement
    public DriftWatch(
            Image image,
            Council council,
            Climb climb,
            Supplier<Distinctness> distinctness,
            Supplier<Limits> limits) {
        this.image = image;
        this.council = council;
        this.climb = climb;
        this.distinctness = distinctness;
        this.limits = limits;
    }

    /// Runs on the thread of the turn, after it was archived; its commits belong to the same deed.
    void after(Outcome.Answered answered, Cause cause, Consumer<TurnSignal> listener) {
        var now = limits.get();
        if (now.every() == 0 || answered.episode() % now.every() != 0) {
            return;
        }
        var said =
                council.utterances(EACH).stream()
                        .map(each -> new Distinctness.Utterance(each.persona(), each.text()))
                        .toList();
        var found = distinctness.get().attribute(said);
        var recognised = new TreeMap<String, Double>();
        for (var persona : found.confusion().keySet()) {
            if (said.stream().filter(each -> each.persona().equals(persona)).count() >= FEWEST) {
                recognised.put(persona, found.of(persona));
            }
        }
        if (recognised.size() < 2) {
            return;
        }
        var record = new DriftRecord(answered.episode(), now.bound(), recognised);
        image.update(cause, change -> change.put(record.form()));
        recognised.forEach((persona, share) -> {
            if (share < now.bound()) {
                var words =
                        String.format(
                                Locale.ROOT,
                                "%s is recognised in %.0f %% of what it said last, below %.0f %%",
                                persona,
                                100 * share,
                                100 * now.bound());
                council.drifted(words);
                listener.accept(new TurnSignal.Worked("drift", words + ". Next: /personas drift"));
            }
            climb.voice(persona, share, now.bound(), answered, cause, listener);
        });
    }

    /// All measurements, the oldest first.
    public List<DriftRecord> records() {
        var view = image.now();
        return view.named(DriftRecord.KIND).values().stream()
                .flatMap(oid -> view.get(oid).stream())
                .map(DriftRecord::read)
                .sorted(Comparator.comparingLong(DriftRecord::episode))
                .toList();
    }

    /// The bound in force.
    public double bound() {
        return limits.get().bound();
    }
}
