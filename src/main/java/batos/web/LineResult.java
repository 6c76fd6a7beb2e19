package batos.web;

import batos.app.ExitCode;
import batos.app.Workbench;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// The result of a line that the page ran.
///
/// @param exit the exit code
/// @param out its output
/// @param err its other output, refusals among it
record LineResult(int exit, String out, String err) {
    static LineResult of(Workbench.Lines lines, String line) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var exit = lines.carryOut(line, out, err);
        return new LineResult(
                exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    boolean isDone() {
        return exit == ExitCode.DONE.code();
    }
}
