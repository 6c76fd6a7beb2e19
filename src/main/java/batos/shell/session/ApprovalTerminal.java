package batos.shell.session;

/// A terminal at which a proposal can be read whole and a question answered.
public interface ApprovalTerminal {
    /// Shows a text screen by screen.
    ///
    /// @return whether all of it was shown
    boolean show(String text);

    /// The line that is typed behind a question; `q` where none comes.
    String ask(String question);

    /// Asks a question that only `y` or `yes` answers with yes.
    default boolean agrees(String question) {
        var typed = ask(question + " [y/N] ").strip();
        return typed.equalsIgnoreCase("y") || typed.equalsIgnoreCase("yes");
    }
}
