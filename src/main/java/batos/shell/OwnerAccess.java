package batos.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import batos.app.CommandFailure;
import batos.app.ExitCode;
import batos.nerve.Command;
import batos.nerve.Input;
import batos.nerve.OwnerClient;
import batos.shell.session.GlobalOptions;
import batos.shell.session.ProcessEnvironment;
import batos.shell.session.TerminalApproval;
import batos.shell.terminal.OneShotTerminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/// A one-shot command of this process where another process owns the image.
public final class OwnerAccess {
    private final Path home;
    private final ProcessEnvironment around;
    private int commands;

    OwnerAccess(Path home, ProcessEnvironment around) {
        this.home = home;
        this.around = around;
    }

    /// @param input the command's standard input
    /// @return the exit code; empty where no owner takes commands
    OptionalInt carryOut(List<String> words, Input input) {
        if (!around.terminal() || !TerminalApproval.isAsked(words)) {
            return carryOut(words, input, around.out(), around.err());
        }
        var terminal = new OneShotTerminal(around.in(), around.out());
        try {
            var approval =
                    new TerminalApproval(
                            terminal,
                            (asked, out, notes) ->
                                    carryOut(asked, input, out, notes)
                                            .orElse(ExitCode.NO_IMAGE.code()));
            return approval.isOpen(words)
                    ? OptionalInt.of(approval.carryOut(words, around.out(), around.err()))
                    : carryOut(words, input, around.out(), around.err());
        } catch (IOException e) {
            around.err().println("the reply cannot be printed: " + e.getMessage());
            return OptionalInt.of(ExitCode.NO_IMAGE.code());
        }
    }

    /// Asks the owner whether it has the mind and the configuration that were asked for.
    ///
    /// @throws CommandFailure when it has others
    void check(GlobalOptions root) {
        root.ownerCheck(around)
                .ifPresent(words -> {
                    var said = new ByteArrayOutputStream();
                    var ended = carryOut(words, Input.NONE, OutputStream.nullOutputStream(), said);
                    if (ended.isPresent() && ended.getAsInt() != ExitCode.DONE.code()) {
                        throw new CommandFailure(ExitCode.NO_IMAGE, said.toString(UTF_8).strip());
                    }
                });
    }

    private OptionalInt carryOut(
            List<String> words, Input input, OutputStream out, OutputStream notes) {
        var command = Command.ofArguments(clientName(around), ++commands, words, input);
        var client = new OwnerClient(home, "command", out, notes, question -> "");
        try {
            return switch (client.carryOut(command)) {
                case OwnerClient.Outcome.Ended(var exit) -> OptionalInt.of(exit);
                case OwnerClient.Outcome.NoOwner() -> OptionalInt.empty();
                case OwnerClient.Outcome.Lost(var why) -> {
                    around.err().println(lost(why));
                    yield OptionalInt.of(ExitCode.NO_IMAGE.code());
                }
            };
        } catch (IOException e) {
            around.err().println("the reply cannot be printed: " + e.getMessage());
            return OptionalInt.of(ExitCode.NO_IMAGE.code());
        }
    }

    /// Unique while any reply is remembered: the process and the moment.
    public static String clientName(ProcessEnvironment around) {
        return Long.toString(OwnerClient.pid(), Character.MAX_RADIX)
                + "-"
                + Long.toString(around.clock().millis(), Character.MAX_RADIX);
    }

    public static String lost(String why) {
        return "the command was handed over, and "
                + why
                + ". Next: batos status, then batos image log shows whether it was done";
    }
}
