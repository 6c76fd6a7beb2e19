package batos.app;

/// The destination of one deed's output.
public interface DeedOutput {
    /// Nobody listens.
    DeedOutput SILENT =
            new DeedOutput() {
                @Override
                public void piece(String text) {}

                @Override
                public void rest() {}
            };

    /// Prints what a program of the image prints; no line's end is added.
    void piece(String text);

    /// Asks the person at this face whether something may be done; no where nobody can answer.
    default boolean agreed(String question) {
        return false;
    }

    /// Prints the standard error of a program of the image, or a note about it; among its output
    /// where there is no other place.
    default void error(String text) {
        piece(text);
    }

    /// Ends the sign of work, if there is one.
    void rest();
}
