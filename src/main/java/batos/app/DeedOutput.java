package batos.app;

/// Where the output of one deed goes.
public interface DeedOutput {
    /// Prints what a program of the image prints; no line's end is added.
    void piece(String text);

    /// Ends the sign of work, if there is one.
    void rest();
}
