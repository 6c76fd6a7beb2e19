package batos.config;

/// Waits between two looks at a file that an editor or another process may still be writing.
public final class Pause {
    private Pause() {}

    /// Blocks this thread.
    ///
    /// @return false where it was interrupted, which it then still is
    public static boolean of(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
