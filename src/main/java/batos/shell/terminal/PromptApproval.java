package batos.shell.terminal;

import batos.shell.session.ApprovalTerminal;
import java.util.function.Consumer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/// The terminal of an attached prompt, where a proposal is read and a question answered.
final class PromptApproval implements ApprovalTerminal {
    private final LineReader reader;
    private final Printer out;
    private final Pager pager;

    /// @param typed gets a line that was typed while the proposal was shown
    PromptApproval(Terminal terminal, LineReader reader, Printer out, Consumer<String> typed) {
        this.reader = reader;
        this.out = out;
        this.pager = new Pager(terminal::getHeight, terminal::getWidth, this::ask, typed);
    }

    @Override
    public boolean show(String text) {
        return pager.show(text, lines -> out.say(lines.stripTrailing()));
    }

    @Override
    public String ask(String question) {
        try {
            return reader.readLine(question);
        } catch (UserInterruptException | EndOfFileException e) {
            return "q";
        }
    }
}
