package batos.shell.session;

import batos.app.CommandFailure;
import batos.app.ExitCode;
import batos.app.TraceLog;
import batos.codex.LedgerFault;
import batos.image.ImageFault;
import batos.shell.terminal.Printer;
import batos.tape.TapeFault;
import java.util.List;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Failures as the results of commands: the exit code, the words, and for an internal error its
/// entry in the trace.
public final class FailureResult {
    private static final Logger LOG = Logger.getLogger("batos.shell");

    /// Commands that messages of a failed start name.
    private static final List<String> KNOWN =
            List.of(
                    "image",
                    "settings",
                    "tools",
                    "memory",
                    "codex",
                    "models",
                    "crucible",
                    "status");

    private FailureResult() {}

    /// The same as [#of(Throwable, boolean)], with the stack on the printer where the options ask
    /// for it.
    public static CommandResult of(
            Throwable cause, boolean prompt, GlobalOptions root, Supplier<Printer> out) {
        if (root.verbose) {
            out.get().note(StackTraces.of(cause));
        }
        return of(cause, prompt);
    }

    /// The result of a command that threw. An internal failure goes to the trace, where the house
    /// has one open.
    ///
    /// @param prompt whether the command was typed at a prompt, which goes on
    public static CommandResult of(Throwable cause, boolean prompt) {
        return switch (cause) {
            case CommandFailure failure -> CommandResult.failed(failure.exit(), message(failure));
            case ImageFault fault ->
                    CommandResult.failed(exit(fault.reason(), prompt), message(fault));
            case TapeFault fault -> CommandResult.failed(message(fault));
            case LedgerFault fault -> CommandResult.failed(ExitCode.REFUSED, message(fault));
            case InterruptedException e ->
                    CommandResult.failed(ExitCode.INTERRUPTED, "interrupted");
            default -> {
                LOG.log(Level.SEVERE, "internal error", cause);
                yield CommandResult.failed(
                        "internal error: "
                                + cause
                                + (TraceLog.isOpen()
                                        ? ". Its trace is in %s in the home of the image. Next: the same with -v shows it"
                                                .formatted(TraceLog.NAME)
                                        : ". Next: the same with -v shows its trace"));
            }
        };
    }

    /// The exit code of what the image refused. A one-shot command that an image opened read-only
    /// could not commit has nothing wrong with it; at a prompt [ExitCode#NO_IMAGE] would end the
    /// session, in which everything can still be read.
    static ExitCode exit(ImageFault.Reason reason, boolean prompt) {
        return reason == ImageFault.Reason.READ_ONLY && !prompt
                ? ExitCode.NO_IMAGE
                : ExitCode.FAILED;
    }

    /// The result that is read outside of a prompt, with the commands it names written for there.
    public static CommandResult outside(
            Throwable fault, GlobalOptions root, ProcessEnvironment around, Supplier<Printer> out) {
        return new NextCommand(() -> KNOWN, false, () -> root.folderOptions(around))
                .in(of(fault, false, root, out));
    }

    private static String message(Throwable fault) {
        var message = fault.getMessage();
        return message == null ? fault.toString() : message;
    }
}
