package batos.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import batos.app.LazyServices;
import batos.app.Workbench;
import batos.shell.session.Session;
import batos.shell.session.TypedLine;
import batos.shell.terminal.InterruptHandler;
import batos.shell.terminal.Printer;
import java.io.OutputStream;
import java.io.PrintStream;

/// The lines that the workbench has carried out.
final class PageLines implements Workbench.Lines {
    private final Shell shell;
    private final LazyServices entrance;
    private final InterruptHandler interruption = new InterruptHandler();

    PageLines(Shell shell, LazyServices entrance) {
        this.shell = shell;
        this.entrance = entrance;
    }

    @Override
    public int carryOut(String line, OutputStream out, OutputStream err) {
        var printer =
                Printer.plain(
                        new PrintStream(out, false, UTF_8), new PrintStream(err, false, UTF_8));
        return new Session(shell, entrance, printer, TypedLine.Place.PAGE, false, interruption)
                .take(line, true)
                .orElseThrow()
                .code();
    }

    @Override
    public void stop() {
        interruption.now();
    }
}
