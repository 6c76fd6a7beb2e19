package batos.loops;

import batos.council.Council;
import batos.council.Outcome;
import batos.council.Theme;
import batos.council.TurnSignal;
import batos.image.Cause;
import batos.image.Image;
import batos.image.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The climb of dissonance beyond a turn. Trouble on a theme is counted; when it lasts, the rungs
/// are tried one by one, each only after the one below was tried and its effect on the theme's next
/// turns was measured, see [Ascent]. Each try is an object in the image with its reasons and its
/// effect.
public final class Climb {
    /// Only this rung is tried while the Architect holds a theme.
    private static final String LOWEST = "tactical";

    /// Themes of personas begin so; all others are numbers or ids of memory.
    static final String VOICE = "persona ";

    private final Image image;
    private final Council council;
    private final List<Rung> rungs;
    private final Supplier<Ascent.Bounds> bounds;

    /// @param rungs from the lowest to the highest
    public Climb(Image image, Council council, List<Rung> rungs, Supplier<Ascent.Bounds> bounds) {
        this.image = image;
        this.council = council;
        this.rungs = List.copyOf(rungs);
        this.bounds = bounds;
    }

    /// Counts the turn, and tries the rung that is due.
    void after(Outcome.Answered answered, Cause cause, Consumer<TurnSignal> listener) {
        var account = council.account(answered.episode());
        if (account.isEmpty() || account.get().theme().id().isEmpty()) {
            return;
        }
        var turn = new Ascent.Felt(answered.episode(), account.get().dissonance().total());
        felt(account.get().theme(), turn, bounds.get(), answered, cause, listener);
    }

    /// Counts a measurement of a persona's voice on a theme of its own: one below the bound is
    /// trouble, one above it shows what a rung changed.
    ///
    /// @param recognised the share of its utterances that were recognised, 0 to 1
    void voice(
            String persona,
            double recognised,
            double bound,
            Outcome.Answered answered,
            Cause cause,
            Consumer<TurnSignal> listener) {
        felt(
                new Theme(VOICE + persona, persona + "'s voice"),
                new Ascent.Felt(answered.episode(), 1 - recognised),
                new Ascent.Bounds(1 - bound, 1, 1),
                answered,
                cause,
                listener);
    }

    private void felt(
            Theme theme,
            Ascent.Felt turn,
            Ascent.Bounds bounds,
            Outcome.Answered answered,
            Cause cause,
            Consumer<TurnSignal> listener) {
        var before = of(image.now(), theme);
        var ascent = progressed(before.ascent()).felt(turn, bounds);
        report(theme, before.ascent(), ascent, cause, listener);
        var climb = new ThemeClimb(theme, ascent, before.held());
        climb = climb(climb, bounds, answered, cause, listener);
        if (!climb.equals(before)) {
            var last = climb;
            image.update(cause, change -> change.put(AscentForm.write(last)));
        }
    }

    /// The ascent with its pending act, if it has one, brought up to date: in force by now, or come
    /// to nothing.
    private Ascent progressed(Ascent ascent) {
        if (!(ascent instanceof Ascent.Pending(var act, _))) {
            return ascent;
        }
        var rung = rungs.stream().filter(each -> each.name().equals(act.rung())).findFirst();
        if (rung.isEmpty()) {
            return ascent.cameToNothing();
        }
        return switch (rung.get().progress(act.reference())) {
            case Rung.Progress.Pending() -> ascent;
            case Rung.Progress.InForce() -> ascent.inForce();
            case Rung.Progress.CameToNothing _ -> ascent.cameToNothing();
        };
    }

    /// Stores and tells an effect that was measured with this turn.
    private void report(
            Theme theme, Ascent before, Ascent after, Cause cause, Consumer<TurnSignal> listener) {
        if (before instanceof Ascent.Measured || before instanceof Ascent.Settled) {
            return;
        }
        switch (after) {
            case Ascent.Measured(var act, _, var effect) -> effect(act, effect, cause);
            case Ascent.Settled(var act, var effect) -> {
                effect(act, effect, cause);
                listener.accept(
                        new TurnSignal.Worked(
                                act.rung(),
                                "'" + theme.label() + "' is settled: " + ThemeClimb.words(effect)));
            }
            case Ascent.Calm _, Ascent.Troubled _, Ascent.Pending _, Ascent.Measuring _ -> {}
        }
    }

    private void effect(Ascent.Act act, Ascent.Effect effect, Cause cause) {
        image.update(
                cause,
                change ->
                        change.base()
                                .get(ClimbRecord.KIND, ClimbRecord.nameOf(act.number()))
                                .map(ClimbRecord::read)
                                .ifPresent(record -> change.put(record.with(effect).form())));
    }

    private ThemeClimb climb(
            ThemeClimb begun,
            Ascent.Bounds bounds,
            Outcome.Answered answered,
            Cause cause,
            Consumer<TurnSignal> listener) {
        var ascent = begun.ascent();
        for (int i = 0; i < rungs.size(); i++) {
            var due = ascent.due(rungs);
            if (due.isEmpty() || (begun.held() && !due.get().name().equals(LOWEST))) {
                break;
            }
            var next = tried(due.get(), begun.theme(), ascent, bounds, answered, cause, listener);
            if (next.equals(ascent)) {
                break;
            }
            ascent = next;
        }
        if (ascent instanceof Ascent.Measured && ascent.next(rungs).isEmpty()) {
            ascent = ascent.exhausted();
        }
        return new ThemeClimb(begun.theme(), ascent, begun.held());
    }

    private Ascent tried(
            Rung rung,
            Theme theme,
            Ascent ascent,
            Ascent.Bounds bounds,
            Outcome.Answered answered,
            Cause cause,
            Consumer<TurnSignal> listener) {
        var turns = ascent.turns();
        var mean = turns.stream().mapToDouble(Ascent.Felt::dissonance).average().orElse(0);
        var numbers = turns.stream().map(Ascent.Felt::episode).toList();
        var because =
                String.format(
                        Locale.ROOT,
                        "'%s' was above %.2f in %d %s (mean %.2f)",
                        theme.label(),
                        bounds.threshold(),
                        numbers.size(),
                        numbers.size() == 1 ? "turn" : "turns",
                        mean);
        listener.accept(new TurnSignal.Worked(rung.name(), because));
        var topic = answered.turn().asked() + " (" + answered.turn().standing().why() + ")";
        var trouble =
                new Rung.ThemeTrouble(
                        theme.id(), theme.label(), topic, numbers, mean, below(theme));
        var attempt = rung.attempt(trouble, cause, listener);
        return switch (attempt) {
            case Rung.Attempt.Made(var what, var reference) -> {
                listener.accept(new TurnSignal.Worked(rung.name(), what));
                var act =
                        recorded(
                                rung, theme, answered, because, numbers, mean, what, reference,
                                cause);
                var pending = !(rung.progress(reference) instanceof Rung.Progress.InForce);
                yield ascent.acted(act, pending);
            }
            case Rung.Attempt.Postponed(var why) -> {
                listener.accept(new TurnSignal.Worked(rung.name(), "not yet: " + why));
                var above = Ascent.above(rung.name(), rungs);
                yield above.isPresent() && turns.size() >= above.get().after()
                        ? inVain(rung, theme, ascent, answered, because, numbers, mean, why, cause)
                        : ascent;
            }
            case Rung.Attempt.Unavailable(var why) -> {
                listener.accept(new TurnSignal.Worked(rung.name(), why));
                yield inVain(rung, theme, ascent, answered, because, numbers, mean, why, cause);
            }
            case Rung.Attempt.Interrupted() -> ascent;
        };
    }

    private Ascent inVain(
            Rung rung,
            Theme theme,
            Ascent ascent,
            Outcome.Answered answered,
            String because,
            List<Long> turns,
            double mean,
            String why,
            Cause cause) {
        var act = recorded(rung, theme, answered, because, turns, mean, why, "", cause);
        return ascent.acted(act, true).cameToNothing();
    }

    private Ascent.Act recorded(
            Rung rung,
            Theme theme,
            Outcome.Answered answered,
            String because,
            List<Long> turns,
            double mean,
            String what,
            String reference,
            Cause cause) {
        var made = new ArrayList<ClimbRecord>();
        image.update(
                cause,
                change -> {
                    var record =
                            new ClimbRecord(
                                    next(change.base()),
                                    theme,
                                    rung.name(),
                                    answered.episode(),
                                    because,
                                    turns,
                                    mean,
                                    what,
                                    reference,
                                    Optional.empty());
                    made.add(record);
                    change.put(record.form());
                });
        council.climbed(rung.name(), theme, what);
        return new Ascent.Act(made.getLast().number(), rung.name(), what, reference);
    }

    private static long next(View view) {
        return records(view).stream().mapToLong(ClimbRecord::number).max().orElse(0) + 1;
    }

    /// The acts of the rungs below on a theme, a line each.
    private List<String> below(Theme theme) {
        return records(image.now()).stream()
                .filter(record -> record.theme().id().equals(theme.id()))
                .map(record ->
                        record.rung()
                                + ": "
                                + record.what()
                                + record.effect()
                                        .map(effect -> ", " + ThemeClimb.words(effect))
                                        .orElse(""))
                .toList();
    }

    /// All tries, the oldest first.
    public List<ClimbRecord> records() {
        return records(image.now());
    }

    /// Older images hold a note under another name here; it is left alone.
    private static List<ClimbRecord> records(View view) {
        return view.named(ClimbRecord.KIND).entrySet().stream()
                .filter(entry -> entry.getKey().matches("\\d+"))
                .flatMap(entry -> view.get(entry.getValue()).stream())
                .map(ClimbRecord::read)
                .toList();
    }

    /// Every theme that was ever troubled.
    public List<ThemeClimb> themes() {
        var view = image.now();
        return view.named(AscentForm.KIND).entrySet().stream()
                .flatMap(entry ->
                        view.get(entry.getValue()).stream()
                                .map(form ->
                                        new ThemeClimb(
                                                new Theme(entry.getKey(), form.text("label")),
                                                AscentForm.read(form),
                                                form.whole("held", 0) == 1)))
                .toList();
    }

    private static ThemeClimb of(View view, Theme theme) {
        return view.get(AscentForm.KIND, theme.id())
                .map(form ->
                        new ThemeClimb(theme, AscentForm.read(form), form.whole("held", 0) == 1))
                .orElse(new ThemeClimb(theme, new Ascent.Calm(), false));
    }

    /// The Architect holds a theme's climb at what tools can do, or lets it go on.
    public void hold(ThemeClimb climb, boolean held, Cause cause) {
        image.update(
                cause,
                change ->
                        change.put(
                                AscentForm.write(
                                        new ThemeClimb(
                                                climb.theme(),
                                                of(change.base(), climb.theme()).ascent(),
                                                held))));
    }
}
