package batos.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import batos.app.CommandFailure;
import batos.app.DeedQueue;
import batos.app.ExitCode;
import batos.app.LazyServices;
import batos.app.Services;
import batos.nerve.Call;
import batos.nerve.Guest;
import batos.nerve.Host;
import batos.shell.replay.SessionReplay;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.CommandRunner;
import batos.shell.session.GlobalOptions;
import batos.shell.session.JsonOutput;
import batos.shell.session.PipedInput;
import batos.shell.session.ProcessEnvironment;
import batos.shell.session.Session;
import batos.shell.session.TypedLine;
import batos.shell.terminal.InterruptHandler;
import batos.shell.terminal.Printer;
import batos.shell.terminal.Style;
import batos.shell.terminal.TerminalPrompt;
import batos.tape.TapeFault;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/// The hands of the Architect: one command of the process's arguments, or a prompt.
public final class Shell {
    private static final String ATTENDED =
            "the process that owns the image waits for its editor, or for an answer at its prompt."
                    + " Next: end that, then the same again";

    private final Services.Door door;
    private final ProcessEnvironment around;
    private final CommandRunner orders;
    private final InterruptHandler interruption = new InterruptHandler();
    private final DeedQueue deeds = new DeedQueue();
    private UnaryOperator<String> asking = question -> "";

    /// @param commands each makes one picocli command object for a desk, see
    ///   [batos.shell.command.Commands]
    public Shell(
            Services.Door door,
            List<Function<CommandContext, Object>> commands,
            ProcessEnvironment around) {
        this.door = door;
        this.around = around;
        this.orders = new CommandRunner(commands);
    }

    /// Answers the exit code of the process.
    public int run(String... given) {
        var arguments = given.clone();
        if (arguments.length > 1 && arguments[0].equals("fork")) {
            arguments[0] = "--replay";
        }
        var root = new GlobalOptions();
        var out = new Printing(root, around);
        try (var entrance =
                new LazyServices(
                        door,
                        () -> root.opening(around, deeds::printed),
                        line -> out.get().note(line))) {
            var typed = new TypedLine(TypedLine.Place.ARGUMENTS, String.join(" ", arguments));
            var desk = new CommandContext(this, entrance, out::get, typed, false);
            onInterrupt();
            var answer =
                    arguments.length == 0
                            ? Optional.<CommandResult>empty()
                            : once(List.of(arguments), root, desk);
            if (answer.isEmpty()) {
                var played =
                        root.replay == null
                                ? ExitCode.DONE
                                : new SessionReplay(this, entrance, out.get()).run();
                return (root.replay == null || (root.at != null && played == ExitCode.DONE)
                                ? sit(root, entrance, out.get())
                                : played)
                        .code();
            }
            var words = List.of(arguments);
            if (entrance.owned()) {
                var handed = handOver(words, root);
                if (handed.isPresent()) {
                    return handed.getAsInt();
                }
            }
            entrance.ifOpen(house -> SessionReplay.mark(house, words));
            entrance.news().forEach(out.get()::note);
            out.show(answer.get());
            return answer.get().exit().code();
        } catch (TapeFault fault) {
            out.show(CommandResult.failed(String.valueOf(fault.getMessage())));
            return ExitCode.FAILED.code();
        } catch (CommandFailure trouble) {
            out.show(CommandResult.failed(trouble.exit(), String.valueOf(trouble.getMessage())));
            return trouble.exit().code();
        }
    }

    /// Where another process owns the image, the words go to it. Empty where it takes none.
    private OptionalInt handOver(List<String> words, GlobalOptions root) {
        try {
            return Guest.call(
                    root.opening(around, text -> {}).home(),
                    new Call(words, Path.of("").toAbsolutePath().toString()),
                    around.out(),
                    around.err());
        } catch (IOException e) {
            around.err().println(e.getMessage() + ". Next: the same again");
            return OptionalInt.of(ExitCode.NO_IMAGE.code());
        }
    }

    /// Does for another process what its arguments ask, in the house of this one.
    private int serve(Call call, Supplier<Services> house, OutputStream words, OutputStream notes) {
        var root = new GlobalOptions();
        var caller =
                around.of(
                        new PrintStream(words, false, UTF_8), new PrintStream(notes, false, UTF_8));
        var out = new Printing(root, caller);
        var typed = new TypedLine(TypedLine.Place.HANDED, String.join(" ", call.words()));
        var desk = new CommandContext(this, house, out::get, typed, false);
        var folder = Path.of(call.folder());
        if (deeds.isAttended()) {
            house.get()
                    .codex()
                    .codex()
                    .overhear("another process while the Architect was asked", "/" + typed.line());
            out.show(CommandResult.failed(ExitCode.NO_IMAGE, ATTENDED));
            return ExitCode.NO_IMAGE.code();
        }
        var answer =
                deeds.run(
                        out::get,
                        () ->
                                orders.carryOut(call.words(), root, desk, folder)
                                        .orElseGet(() ->
                                                CommandResult.failed(
                                                        ExitCode.USAGE,
                                                        "no command. Next: batos --help")));
        out.show(answer);
        return answer.exit().code();
    }

    private Optional<CommandResult> once(
            List<String> words, GlobalOptions root, CommandContext desk) {
        var answer =
                interruption.during(
                        () -> deeds.run(desk::out, () -> orders.carryOut(words, root, desk)));
        return interruption.wasAsked() && answer.isPresent() && answer.get().exit() != ExitCode.DONE
                ? Optional.of(CommandResult.failed(ExitCode.INTERRUPTED, "interrupted"))
                : answer;
    }

    private ExitCode sit(GlobalOptions root, LazyServices entrance, Printer out) {
        var home = root.opening(around, deeds::printed).home();
        entrance.get();
        var host = Host.open(home, (call, words, notes) -> serve(call, entrance, words, notes));
        try {
            if (around.terminal()) {
                return new TerminalPrompt(this, entrance, root).run(out);
            }
            var sitting = new Session(this, entrance, out, TypedLine.Place.PIPED, true);
            return new PipedInput(sitting, entrance, out, around.in()).run();
        } finally {
            host.ifPresent(Host::close);
        }
    }

    /// Ctrl-C stops the work; a second one, or one when nothing runs, ends the process. While an
    /// editor has the terminal, the key is the editor's.
    private void onInterrupt() {
        Signals.register(
                "INT",
                () -> {
                    if (!deeds.isAttended() && interruption.now() != 1) {
                        Runtime.getRuntime().halt(ExitCode.INTERRUPTED.code());
                    }
                });
    }

    /// Who asks the person at the prompt, and answers what was typed.
    public void asksBy(UnaryOperator<String> reader) {
        asking = reader;
    }

    public boolean agreed(String question) {
        var typed = asking.apply(question + " [y/N] ").strip().toLowerCase(Locale.ROOT);
        return typed.equals("y") || typed.equals("yes");
    }

    public CommandRunner orders() {
        return orders;
    }

    public ProcessEnvironment around() {
        return around;
    }

    public DeedQueue deeds() {
        return deeds;
    }

    public InterruptHandler interruption() {
        return interruption;
    }

    public Services.Door door() {
        return door;
    }

    /// Where a one-shot command prints, which its own options decide.
    private static final class Printing {
        private final GlobalOptions root;
        private final ProcessEnvironment around;
        private @Nullable Printer out;

        Printing(GlobalOptions root, ProcessEnvironment around) {
            this.root = root;
            this.around = around;
        }

        Printer get() {
            if (out == null) {
                out = made();
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
}
