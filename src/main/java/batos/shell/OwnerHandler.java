package batos.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import batos.app.ExitCode;
import batos.app.LazyServices;
import batos.app.Services;
import batos.nerve.Command;
import batos.nerve.OwnerClient;
import batos.nerve.OwnerServer;
import batos.nerve.ReplyChannel;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.FailureResult;
import batos.shell.session.GlobalOptions;
import batos.shell.session.Session;
import batos.shell.session.StandardInput;
import batos.shell.session.TypedLine;
import batos.shell.terminal.ColourTheme;
import batos.shell.terminal.InterruptHandler;
import batos.shell.terminal.Printer;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// Carries out in this process, which owns the image, what its clients ask: the arguments of
/// one-shot commands, and the lines of attached prompts.
public final class OwnerHandler implements OwnerServer.Handler {
    /// A line that makes no sense yet, because more lines have to follow.
    public static final int INCOMPLETE = 112;

    private static final String ATTENDED =
            "the process that owns the image waits for its editor, or for an answer at its prompt."
                    + " Next: end that, then the same again";

    private final Shell shell;
    private final LazyServices entrance;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean background;

    OwnerHandler(Shell shell, LazyServices entrance) {
        this.shell = shell;
        this.entrance = entrance;
    }

    /// Until the end is asked for, on behalf of a process without a prompt.
    CountDownLatch inBackground() {
        background = true;
        return ended;
    }

    /// The line about the image's owner and its clients.
    String line(Optional<OwnerServer> server) {
        var clients = server.map(OwnerServer::clients).orElse(List.of());
        return "process "
                + OwnerClient.pid()
                + (background ? ", in the background" : ", a prompt")
                + (clients.isEmpty() ? "" : "; " + String.join("; ", clients));
    }

    @Override
    public Optional<String> end() {
        if (!background) {
            return Optional.of("the owner is a prompt, and ends with it. Next: Ctrl-D there");
        }
        ended.countDown();
        return Optional.empty();
    }

    @Override
    public void noteActivity() {
        shell.deeds().noteActivity();
    }

    @Override
    public boolean speaks(String protocol) {
        return shell.protocols().speaks(protocol);
    }

    @Override
    public void converse(String protocol, InputStream in, OutputStream out) {
        shell.protocols().of(protocol, entrance.get()).serve(in, out);
    }

    @Override
    public int carryOut(Command command, ReplyChannel reply) {
        return switch (command.kind()) {
            case Command.LINE -> line(command, reply);
            case Command.COMPLETE -> complete(command, reply);
            default -> arguments(command, reply);
        };
    }

    @Override
    public Optional<OwnerServer.Fate> deed(Command command, long mark) {
        return new OrphanedCommand(entrance.get()).fate(command, mark);
    }

    private int arguments(Command command, ReplyChannel reply) {
        var root = new GlobalOptions();
        var caller = shell.around().of(stream(reply.out()), stream(reply.err()));
        var out = new CommandPrinter(root, caller);
        var typed = TypedLine.of(TypedLine.Place.HANDED, command.words());
        var input = StandardInput.handed(command.input());
        var context =
                new CommandContext(shell, entrance, out::get, typed, false, Optional.of(input))
                        .in(Path.of(command.folder()));
        out.reads(shell.orders().asTyped(context, root, false));
        if (shell.deeds().isAttended()) {
            overhear("/" + typed.line());
            out.show(CommandResult.failed(ExitCode.NO_IMAGE, ATTENDED));
            return ExitCode.NO_IMAGE.code();
        }
        try {
            return shown(carriedOut(command, root, context, reply), out);
        } catch (RuntimeException | Error e) {
            // it belongs to the caller, in the form that was asked for
            return shown(FailureResult.outside(e, root, caller, out::get), out);
        }
    }

    private static int shown(CommandResult answer, CommandPrinter out) {
        out.show(answer);
        return answer.exit().code();
    }

    private CommandResult carriedOut(
            Command command, GlobalOptions root, CommandContext context, ReplyChannel reply) {
        return shell.deeds()
                .run(
                        context.typed().line(),
                        context::out,
                        () -> {
                            reply.begins(now());
                            return shell.orders()
                                    .carryOut(command.words(), root, context)
                                    .orElseGet(OwnerHandler::nothingAsked);
                        });
    }

    private static CommandResult nothingAsked() {
        return CommandResult.failed(ExitCode.USAGE, "no command. Next: batos --help");
    }

    private int line(Command command, ReplyChannel reply) {
        var words = stream(reply.out());
        var colour = command.terminal().colour();
        var out =
                command.terminal().name().isEmpty()
                        ? Printer.plain(words, stream(reply.err()))
                        : Printer.attached(words, colour);
        out.themed(() -> ColourTheme.of(entrance.get().config().settings().display().theme()));
        if (command.terminal().width() > 0) {
            out.wrapAt(() -> command.terminal().width());
        }
        if (shell.deeds().isAttended()) {
            overhear(command.words().getFirst());
            out.note(ATTENDED);
            return ExitCode.NO_IMAGE.code();
        }
        reply.begins(now());
        var session =
                new Session(
                                shell,
                                entrance,
                                out,
                                TypedLine.Place.ATTACHED,
                                true,
                                new InterruptHandler())
                        .in(Path.of(command.folder()));
        var text = command.words().getFirst();
        var typed = TypedLine.attached(text.strip(), command.terminal().name());
        return session.take(typed, text, command.terminal().last())
                .map(ExitCode::code)
                .orElse(INCOMPLETE);
    }

    /// Prints where the candidates begin, and each of them, one a line.
    private int complete(Command command, ReplyChannel reply) {
        var line = command.words().getFirst();
        var cursor = Math.min(Integer.parseInt(command.words().get(1)), line.length());
        var nobody = new TypedLine(TypedLine.Place.ATTACHED, "");
        var context =
                new CommandContext(shell, entrance, OwnerHandler::nowhere, nobody, false)
                        .in(Path.of(command.folder()));
        var found = shell.completions(context, entrance.get()).apply(line, cursor);
        var out = stream(reply.out());
        out.println(found.start());
        found.candidates().forEach(out::println);
        out.flush();
        return 0;
    }

    private static Printer nowhere() {
        var none = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
        return Printer.plain(none, none);
    }

    private void overhear(String line) {
        Services house = entrance.get();
        house.codex().codex().overhear("another process while the Architect was asked", line);
    }

    private long now() {
        return entrance.get().image().now().number();
    }

    private static PrintStream stream(OutputStream to) {
        return new PrintStream(to, false, UTF_8);
    }
}
