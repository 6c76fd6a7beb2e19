package batos.shell.terminal;

import batos.shell.session.ApprovalTerminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jline.terminal.Size;
import org.jline.terminal.TerminalBuilder;

/// The terminal that a one-shot command was typed at: text is shown screen by screen, and a
/// question gets one line of standard input for an answer.
public final class OneShotTerminal implements ApprovalTerminal {
    private final InputStream in;
    private final PrintStream out;
    private final Pager pager;

    public OneShotTerminal(InputStream in, PrintStream out) {
        this.in = in;
        this.out = out;
        var size = size();
        this.pager = new Pager(size::getRows, size::getColumns, this::ask, line -> {});
    }

    private static Size size() {
        NativeLibrary.prepare();
        try (var terminal = TerminalBuilder.builder().system(true).provider("jni").build()) {
            return terminal.getSize();
        } catch (IOException e) {
            return new Size(0, 0);
        }
    }

    @Override
    public boolean show(String text) {
        return pager.show(
                text,
                lines -> {
                    out.print(lines);
                    out.flush();
                });
    }

    @Override
    public String ask(String question) {
        out.print(question);
        out.flush();
        var line = new ByteArrayOutputStream();
        try {
            for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
                line.write(c);
            }
        } catch (IOException e) {
            return "q";
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
