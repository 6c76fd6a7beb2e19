package batos.talk.syntax;

/// Lets reading and compiling a text be stopped: whoever runs them binds a check, which throws
/// where the evaluation was interrupted or has used up its time.
public final class ReadingBudget {
    /// Asked once for about a thousand tokens or nodes.
    public static final ScopedValue<Runnable> CHECK = ScopedValue.newInstance();

    private static final int INTERVAL = 1_024;

    private int left = INTERVAL;

    /// Counts one token or node.
    public void spend() {
        if (--left < 0) {
            left = INTERVAL;
            check();
        }
    }

    /// For one step that takes as long as about a thousand tokens.
    static void check() {
        if (CHECK.isBound()) {
            CHECK.get().run();
        }
    }
}
