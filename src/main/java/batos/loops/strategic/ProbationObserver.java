package batos.loops.strategic;

import batos.council.Outcome;
import batos.council.TurnSignal;
import batos.image.Cause;
import batos.loops.TurnObserver;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/// Turns as the strategic loop sees them: a training in this process pauses while one runs, and
/// models on probation are one turn further after it.
public final class ProbationObserver implements TurnObserver {
    private final StrategicLoop loop;
    private final LongFunction<String> themes;

    /// @param themes the theme of an archived turn, or the empty string
    public ProbationObserver(StrategicLoop loop, LongFunction<String> themes) {
        this.loop = loop;
        this.themes = themes;
    }

    @Override
    public void began() {
        loop.turn(true);
    }

    @Override
    public void answered(Outcome.Answered answered, Cause cause, Consumer<TurnSignal> listener) {
        var theme = themes.apply(answered.episode());
        var dissonance = answered.turn().standing().dissonance().total();
        loop.promotion()
                .afterTurn(theme, dissonance, cause)
                .forEach(line -> listener.accept(new TurnSignal.Worked("strategic", line)));
        loop.prune(answered.episode(), cause);
    }

    @Override
    public void over() {
        loop.turn(false);
    }
}
