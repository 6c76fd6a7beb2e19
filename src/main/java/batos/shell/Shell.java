package batos.shell;

import batos.app.CommandFailure;
import batos.app.DeedQueue;
import batos.app.ExitCode;
import batos.app.IdlePages;
import batos.app.LazyServices;
import batos.app.ProgramReplay;
import batos.app.ProtocolFace;
import batos.app.Services;
import batos.nerve.Input;
import batos.nerve.OwnerControl;
import batos.nerve.OwnerServer;
import batos.shell.replay.SessionReplay;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandMaker;
import batos.shell.session.CommandResult;
import batos.shell.session.CommandRunner;
import batos.shell.session.FailureResult;
import batos.shell.session.GlobalOptions;
import batos.shell.session.PipedInput;
import batos.shell.session.ProcessEnvironment;
import batos.shell.session.Session;
import batos.shell.session.StandardInput;
import batos.shell.session.TypedLine;
import batos.shell.terminal.AttachedSession;
import batos.shell.terminal.InterruptHandler;
import batos.shell.terminal.LineCompleter;
import batos.shell.terminal.LiveNames;
import batos.shell.terminal.Pager;
import batos.shell.terminal.Printer;
import batos.shell.terminal.TerminalOpening;
import batos.shell.terminal.TerminalPrompt;
import batos.talk.Completions;
import batos.text.NextStep;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The hands of the Architect: one command of the process's arguments, or a prompt.
public final class Shell {
    private static final Logger LOG = Logger.getLogger("batos.shell");

    private final Services.Door door;
    private final ProcessEnvironment around;
    private final CommandRunner orders;
    private final InterruptHandler interruption = new InterruptHandler();
    private final DeedQueue deeds = new DeedQueue();
    private Supplier<String> owner = () -> "this command, while it runs";
    private @Nullable Pager pager;
    private final Set<String> explained = ConcurrentHashMap.newKeySet();
    private final OwnerFaces faces;
    private ProtocolFaces protocols = new ProtocolFaces(Map.of(), deeds);
    private Map<String, ProgramReplay.Opener> replays = Map.of();
    private UnaryOperator<String> asking = question -> "";

    /// @param commands see [batos.shell.command.Commands]
    /// @param openers open the workbench and the API server
    public Shell(
            Services.Door door,
            List<CommandMaker> commands,
            ProcessEnvironment around,
            OwnerFaces.Openers openers) {
        this.door = door;
        this.around = around;
        this.orders = new CommandRunner(commands);
        this.faces = new OwnerFaces(this, openers);
    }

    public Shell(Services.Door door, List<CommandMaker> commands, ProcessEnvironment around) {
        this(door, commands, around, OwnerFaces.Openers.NONE);
    }

    /// @param doors open the faces of the protocols by which programs of others reach the house
    public Shell speaking(Map<String, ProtocolFace.Door> doors) {
        protocols = new ProtocolFaces(doors, deeds);
        return this;
    }

    /// @param openers ask again what programs asked in a recorded session, by the name of the
    ///   protocol
    public Shell replaying(Map<String, ProgramReplay.Opener> openers) {
        replays = openers;
        return this;
    }

    /// The replays of programs' questions, by the name of the protocol.
    public Map<String, ProgramReplay.Opener> replays() {
        return replays;
    }

    /// Answers the exit code of the process.
    public int run(String... given) {
        var arguments = orders.forked(given);
        var root = new GlobalOptions();
        var ended = run(arguments, root);
        if (ended.linger() > 0) {
            new OwnerProcess(root.opening(around), around).leaveBehind(ended.linger());
        }
        return ended.exit();
    }

    /// @param linger minutes for which an owner is to be left behind
    private record Ended(int exit, int linger) {
        static Ended of(int exit) {
            return new Ended(exit, 0);
        }
    }

    private Ended run(String[] arguments, GlobalOptions root) {
        var out = new CommandPrinter(root, around);
        try (var entrance =
                new LazyServices(
                        door,
                        () -> root.opening(around, deeds),
                        line -> notice(line, arguments, out))) {
            try {
                return run(arguments, root, out, entrance);
            } catch (RuntimeException | Error e) {
                return failed(e, root, out); // as long as the trace of the house is open
            }
        } catch (RuntimeException | Error e) {
            return failed(e, root, out);
        }
    }

    /// Prints what opening the house found, but for a fault of which the typed command is the next
    /// step: its answer holds that.
    private static void notice(String line, String[] arguments, CommandPrinter out) {
        var step = List.of(NextStep.in(line).step().split(" "));
        if (Collections.indexOfSubList(List.of(arguments), step) < 0) {
            out.get().note(line);
        }
    }

    /// An error (no memory, no stack, a class that cannot be linked) is printed as a fault is.
    private Ended failed(Throwable fault, GlobalOptions root, CommandPrinter out) {
        var answer = FailureResult.outside(fault, root, around, out::get);
        out.show(answer);
        return Ended.of(answer.exit().code());
    }

    private Ended run(
            String[] arguments, GlobalOptions root, CommandPrinter out, LazyServices entrance) {
        var typed = TypedLine.of(TypedLine.Place.ARGUMENTS, List.of(arguments));
        var input = new StandardInput(around.in(), around.err(), around.piped());
        var context =
                new CommandContext(this, entrance, out::get, typed, false, Optional.of(input));
        out.reads(orders.asTyped(context, root, false));
        new ProcessSignals(deeds, interruption).register(entrance);
        var answer =
                arguments.length == 0
                        ? Optional.<CommandResult>empty()
                        : once(List.of(arguments), root, context);
        if (answer.isPresent() && root.servesApi()) {
            return Ended.of(serve(List.of(arguments), root, entrance, out.get()));
        }
        if (root.protocol != null) {
            return Ended.of(sit(root, entrance, out.get()).code());
        }
        if (answer.isEmpty() && !root.serve) {
            out.get().reads(orders.asTyped(context, root, true));
        }
        if (answer.isEmpty()) {
            var played =
                    root.replay == null
                            ? ExitCode.DONE
                            : new SessionReplay(this, entrance, out.get()).run();
            return Ended.of(
                    (root.replay == null || (root.at != null && played == ExitCode.DONE)
                                    ? sit(root, entrance, out.get())
                                    : played)
                            .code());
        }
        var words = List.of(arguments);
        if (entrance.owned()) {
            var handed = handOver(words, root, input.taken());
            if (handed.isPresent()) {
                return Ended.of(handed.getAsInt());
            }
        }
        entrance.ifOpen(house -> SessionReplay.mark(house, words));
        entrance.news().forEach(out.get()::note);
        out.show(answer.get());
        return new Ended(answer.get().exit().code(), linger(entrance, root));
    }

    /// Owns the image for programs until it is asked to end; where another process owns it, that
    /// one serves them.
    private int serve(List<String> words, GlobalOptions root, LazyServices entrance, Printer out) {
        try {
            return sit(root, entrance, out).code();
        } catch (CommandFailure e) {
            var handed = entrance.owned() ? handOver(words, root, Input.NONE) : OptionalInt.empty();
            return handed.orElseThrow(() -> e);
        }
    }

    /// Only where the command opened the house, the usual one.
    private static int linger(LazyServices entrance, GlobalOptions root) {
        var minutes = new AtomicInteger();
        if (root.isOrdinary()) {
            try {
                entrance.ifOpen(
                        house -> minutes.set(house.config().settings().owner().lingerMinutes()));
            } catch (RuntimeException e) {
                LOG.log(Level.SEVERE, "no owner is left behind", e);
            }
        }
        return minutes.get();
    }

    /// Hands the words to the process that owns the image; empty where none takes them.
    private OptionalInt handOver(List<String> words, GlobalOptions root, Input input) {
        var clients = new OwnerAccess(root.opening(around).home(), around);
        return clients.carryOut(root.handedOver(words, around), input);
    }

    private Optional<CommandResult> once(
            List<String> words, GlobalOptions root, CommandContext context) {
        var answer =
                interruption.during(() ->
                        deeds.run(
                                context.typed().line(),
                                context::out,
                                () -> orders.carryOut(words, root, context)));
        return interruption.wasAsked() && answer.isPresent() && answer.get().exit() != ExitCode.DONE
                ? Optional.of(CommandResult.failed(ExitCode.INTERRUPTED, "interrupted"))
                : answer;
    }

    private ExitCode sit(GlobalOptions root, LazyServices entrance, Printer out) {
        var home = root.opening(around, deeds).home();
        while (true) {
            try (var terminal = new TerminalOpening()) {
                if (around.terminal() && !root.serve && root.protocol == null) {
                    terminal.begin();
                }
                entrance.stay();
                return own(root, entrance, terminal, out);
            } catch (CommandFailure e) {
                if (!entrance.owned()
                        || root.serve
                        || (root.asksForAnotherMind() && root.mindAlone().isEmpty())
                        || OwnerControl.owner(home).isEmpty()) {
                    throw e;
                }
                new OwnerAccess(home, around).check(root);
            }
            var ended =
                    root.protocol == null
                            ? new AttachedSession(home, around, root).run(out)
                            : ProtocolFaces.relay(root.protocol, home, around);
            if (ended.isPresent()) {
                return ended.get();
            }
        }
    }

    private ExitCode own(
            GlobalOptions root, LazyServices entrance, TerminalOpening terminal, Printer out) {
        terminal.accompany(entrance.get());
        var handler = new OwnerHandler(this, entrance);
        var home = root.opening(around, deeds).home();
        var server = OwnerServer.open(home, entrance.get().pulses(), handler);
        owner = () -> handler.line(server);
        faces.own(entrance);
        try (var _ = new IdlePages(deeds, root.serve || around.terminal())) {
            if (root.serve || around.terminal()) {
                entrance.get().beginIdleWork(deeds);
            }
            if (root.servesApi()) {
                new CommandPrinter(root, around).show(faces.announced(root.api));
            }
            if (root.serve) {
                return new BackgroundOwner(server, handler, this).run(root.linger);
            }
            if (root.protocol != null) {
                return protocols.serve(root.protocol, entrance.get(), around);
            }
            if (around.terminal()) {
                return new TerminalPrompt(this, entrance, root, terminal).run(out);
            }
            var sitting = new Session(this, entrance, out, TypedLine.Place.PIPED, true);
            return new PipedInput(sitting, entrance, out, around.in()).run();
        } finally {
            faces.close();
            protocols.close();
            server.ifPresent(OwnerServer::close);
        }
    }

    /// The owner of the image, in words.
    public String owner() {
        return owner.get();
    }

    /// The faces that the owner of the image has open for browsers and programs.
    public OwnerFaces faces() {
        return faces;
    }

    /// Whether this process has not printed it yet.
    public boolean explains(String what) {
        return explained.add(what);
    }

    /// Sets the reader that asks the person at the prompt and answers the typed line.
    public void asksBy(UnaryOperator<String> reader) {
        asking = reader;
    }

    /// Sets the pager of long texts at the prompt.
    public void pagesBy(Pager other) {
        pager = other;
    }

    /// Prints a text, screen by screen where there is a prompt.
    ///
    /// @return whether all of it was shown
    public boolean page(Printer out, Consumer<Printer> content) {
        var pages = pager;
        if (pages == null) {
            content.accept(out);
            return true;
        }
        return pages.show(out.rendered(content), out::sayRendered);
    }

    public boolean agreed(String question) {
        var typed = asking.apply(question + " [y/N] ").strip().toLowerCase(Locale.ROOT);
        return typed.equals("y") || typed.equals("yes");
    }

    /// Completes a line, given with its cursor.
    public BiFunction<String, Integer, Completions> completions(
            CommandContext context, Services house) {
        return new LineCompleter(
                        orders.names(),
                        name -> orders.over(new GlobalOptions(), context, name),
                        (line, cursor) -> house.talk().complete(line, cursor),
                        new LiveNames(house, context.folder().toAbsolutePath()))
                ::at;
    }

    public CommandRunner orders() {
        return orders;
    }

    /// The protocols that programs of others speak with the house.
    public ProtocolFaces protocols() {
        return protocols;
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
}
