package batos.trainer;

/// The job's request to a running training. A trainer looks at it several times a second.
public final class TrainingSignal {
    /// The order to the trainer.
    public enum Wish {
        RUN,
        /// Take no processor time until the next order; keep the memory.
        PAUSE,
        STOP
    }

    private volatile Wish wish = Wish.RUN;

    public Wish wish() {
        return wish;
    }

    /// A stop stays a stop.
    public synchronized void want(Wish next) {
        if (wish != Wish.STOP) {
            wish = next;
        }
    }
}
