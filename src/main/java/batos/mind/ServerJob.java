package batos.mind;

/// The outcome of a piece of work on a model server.
public sealed interface ServerJob {
    record Done(String detail) implements ServerJob {}

    /// @param retry whether trying again can help; a pull or an upload goes on where it ended
    /// @param why the fault, its place and the next step
    record Failed(boolean retry, String why) implements ServerJob {}

    record Interrupted() implements ServerJob {}

    /// Hears the progress of long work.
    @FunctionalInterface
    interface Progress {
        /// @param total 0 where it is not known
        void at(String step, long done, long total);
    }
}
