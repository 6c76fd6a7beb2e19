package batos.shell.session;

/// A terminal at which a proposal can be read whole and a question answered.
public interface ApprovalTerminal {
    /// Shows a text screen by screen.
    ///
    /// @return whether all of it was shown
    boolean show(String text);

    /// Asks a question that only `y` or `yes` answers with yes.
    boolean agrees(String question);
}
