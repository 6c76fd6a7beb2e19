package batos.nerve;

import java.io.OutputStream;

/// The channel of a command's output and result.
public interface ReplyChannel {
    OutputStream out();

    OutputStream err();

    /// Asks the person at the client's terminal; empty where nobody answers. To be called by the
    /// thread that carries out the command.
    String ask(String question);

    /// The command's turn has come: from now on it may change something. Must be called before it
    /// does.
    ///
    /// @param mark the number of the image's latest commit
    void begins(long mark);
}
