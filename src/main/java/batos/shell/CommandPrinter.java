package batos.shell;

import batos.app.ExitCode;
import batos.shell.session.CommandResult;
import batos.shell.session.GlobalOptions;
import batos.shell.session.JsonOutput;
import batos.shell.session.ProcessEnvironment;
import batos.shell.terminal.Printer;
import batos.shell.terminal.Style;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The output of a one-shot command, chosen by its own options.
final class CommandPrinter {
    private final GlobalOptions root;
    private final ProcessEnvironment around;
    private @Nullable Printer out;
    private UnaryOperator<String> next = text -> text;

    CommandPrinter(GlobalOptions root, ProcessEnvironment around) {
        this.root = root;
        this.around = around;
    }

    /// @param asTyped see [Printer#reads]
    void reads(UnaryOperator<String> asTyped) {
        next = asTyped;
    }

    Printer get() {
        if (out == null) {
            out = made();
            out.reads(next);
        }
        return out;
    }

    private Printer made() {
        if (root.json) {
            return Printer.plain(around.err(), around.err());
        }
        return around.terminal()
                ? Printer.terminal(
                        around.out(),
                        around.err(),
                        around.colourful() && !root.noColour,
                        around.colourful())
                : around.exact()
                        ? Printer.exact(around.out(), around.err())
                        : Printer.plain(around.out(), around.err());
    }

    void show(CommandResult answer) {
        if (root.json) {
            around.out().println(JsonOutput.of(answer.document()));
            around.out().flush();
            return;
        }
        if (answer.text().isEmpty()) {
            return;
        }
        if (answer.exit() == ExitCode.DONE) {
            get().say(answer.text());
        } else {
            get().note(Style.BAD, answer.text());
        }
    }
}
