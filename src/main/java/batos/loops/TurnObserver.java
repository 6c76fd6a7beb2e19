package batos.loops;

import batos.council.Outcome;
import batos.council.TurnSignal;
import batos.image.Cause;
import java.util.function.Consumer;

/// Is told of each turn: work in the background gives way while one runs, and a model on probation
/// is judged by it. All calls come on the thread of the turn.
public interface TurnObserver {
    TurnObserver NONE =
            new TurnObserver() {
                @Override
                public void began() {}

                @Override
                public void answered(
                        Outcome.Answered answered, Cause cause, Consumer<TurnSignal> listener) {}

                @Override
                public void over() {}
            };

    void began();

    /// The turn is archived; commits made here are part of its deed.
    void answered(Outcome.Answered answered, Cause cause, Consumer<TurnSignal> listener);

    /// However it ended.
    void over();
}
