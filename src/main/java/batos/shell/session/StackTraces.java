package batos.shell.session;

import java.io.PrintWriter;
import java.io.StringWriter;

/// The trace of a failure, for `-v`.
final class StackTraces {
    private StackTraces() {}

    static String of(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString().stripTrailing();
    }
}
