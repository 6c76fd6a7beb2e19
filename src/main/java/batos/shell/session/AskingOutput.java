package batos.shell.session;

import batos.app.DeedOutput;
import batos.shell.terminal.Printer;

/// The output of a line, and the person who may be asked while it runs.
record AskingOutput(Printer out, CommandContext context) implements DeedOutput {
    @Override
    public void piece(String text) {
        out.piece(text);
    }

    @Override
    public boolean agreed(String question) {
        out.rest();
        return context.agreed(question);
    }

    @Override
    public void error(String text) {
        out.error(text);
    }

    @Override
    public void rest() {
        out.rest();
    }
}
