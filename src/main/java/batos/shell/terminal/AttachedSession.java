package batos.shell.terminal;

import batos.app.ExitCode;
import batos.app.PulseNotices;
import batos.nerve.Command;
import batos.nerve.Link;
import batos.nerve.OwnerClient;
import batos.nerve.OwnerControl;
import batos.nerve.Position;
import batos.nerve.Pulse;
import batos.nerve.PulseClient;
import batos.nerve.Snapshot;
import batos.shell.OwnerAccess;
import batos.shell.OwnerHandler;
import batos.shell.session.GlobalOptions;
import batos.shell.session.ProcessEnvironment;
import batos.text.Utf8;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// The prompt of a process that does not own the image: lines go to the owner and come back as
/// words. The session shows the owner's other news before the next prompt, as the owner's own
/// prompt does.
public final class AttachedSession {
    private static final Set<String> LEAVING = Set.of("/quit", "/exit");

    private final Path home;
    private final ProcessEnvironment around;
    private final GlobalOptions root;
    private final String client;
    private final ConcurrentLinkedQueue<String> news = new ConcurrentLinkedQueue<>();
    private volatile Link link = new Link.Up(0);
    private volatile @Nullable Runnable stopping;
    private volatile @Nullable PulseClient following;
    private Optional<Long> owner = Optional.empty();
    private long number;

    public AttachedSession(Path home, ProcessEnvironment around, GlobalOptions root) {
        this.home = home;
        this.around = around;
        this.root = root;
        this.client = OwnerAccess.clientName(around);
    }

    /// The session's exit code; empty where the owner ended, and this process is to be the owner.
    public Optional<ExitCode> run(Printer out) {
        try (var pulses = new PulseClient(home, name(), client + "-pulses", now(), follower())) {
            following = pulses;
            Thread.ofPlatform().daemon().name("pulses").start(pulses::run);
            return around.terminal() ? new AttachedPrompt(this).run(out) : piped(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String name() {
        return around.terminal() ? "prompt " + terminalName() : "pipe";
    }

    /// As `ps` shows it, for example `pts/3`.
    String terminalName() {
        try {
            var device = Path.of("/proc/self/fd/0").toRealPath().toString();
            return device.startsWith("/dev/") ? device.substring("/dev/".length()) : "terminal";
        } catch (IOException e) {
            return "terminal";
        }
    }

    private Position now() {
        return OwnerControl.position(home);
    }

    private PulseClient.Follower follower() {
        return new PulseClient.Follower() {
            @Override
            public void pulse(Pulse pulse) {
                PulseNotices.line(pulse).ifPresent(news::add);
            }

            @Override
            public void snapshot(Snapshot snapshot) {
                news.add("some news were missed. Next: /log, /image log");
            }

            @Override
            public void link(Link now) {
                link = now;
            }
        };
    }

    String greeting() {
        owner = OwnerControl.owner(home);
        return "batos: attached to process %s, which owns the image %s. Ctrl-D leaves; the owner stays."
                .formatted(owner.map(String::valueOf).orElse("?"), home);
    }

    /// The owner's process, where it is there and only says nothing: stopped, or too busy.
    Optional<Long> frozen() {
        return owner.filter(pid -> ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false))
                .filter(_ -> OwnerControl.isListening(home));
    }

    /// A warning where the owner is of another build than this process; else empty.
    Optional<String> warning() {
        return OwnerControl.warning(home);
    }

    /// The events since the last call, one line each.
    List<String> news() {
        var all = new java.util.ArrayList<String>();
        for (var line = news.poll(); line != null; line = news.poll()) {
            all.add(line);
        }
        return all;
    }

    /// The state of the connection to the owner; the prompt names it unless it is up.
    Link link() {
        return link;
    }

    /// Tells the owner that a person types here.
    void present() {
        var pulses = following;
        if (pulses != null) {
            pulses.present();
        }
    }

    boolean isLeaving(String line) {
        return LEAVING.contains(line.strip());
    }

    ProcessEnvironment around() {
        return around;
    }

    Path home() {
        return home;
    }

    boolean colourful() {
        return around.colourful() && !root.noColour;
    }

    /// Has a line carried out.
    ///
    /// @param last whether no more lines can follow
    OwnerClient.Outcome carryOut(
            String text, int width, boolean last, OutputStream out, OutputStream err)
            throws IOException {
        return carryOut(Command.LINE, List.of(text), width, last, out, err);
    }

    /// Has a command carried out as if it were one of this terminal's own.
    ///
    /// @param words without the slash
    OwnerClient.Outcome command(List<String> words, int width, OutputStream out, OutputStream err)
            throws IOException {
        return carryOut(Command.ARGUMENTS, words, width, true, out, err);
    }

    private OwnerClient.Outcome carryOut(
            String kind,
            List<String> words,
            int width,
            boolean last,
            OutputStream out,
            OutputStream err)
            throws IOException {
        var terminal = around.terminal() ? terminalName() : "";
        var command =
                new Command(
                        client,
                        ++number,
                        kind,
                        words,
                        Path.of("").toAbsolutePath().toString(),
                        new Command.Terminal(terminal, width, colourful(), last));
        var owner = new OwnerClient(home, name(), out, err, question -> "");
        stopping = () -> owner.stop(command);
        try {
            return owner.carryOut(command);
        } finally {
            stopping = null;
        }
    }

    /// The owner's completions: where they begin, then each of them; empty where it does not say.
    List<String> completions(String line, int cursor) {
        var out = new ByteArrayOutputStream();
        var command =
                new Command(
                        client,
                        ++number,
                        Command.COMPLETE,
                        List.of(line, Integer.toString(cursor)),
                        "",
                        Command.Terminal.NONE);
        try {
            new OwnerClient(home, name(), out, OutputStream.nullOutputStream(), question -> "")
                    .carryOut(command);
            return out.toString(StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /// Stops the line that is being carried out, if any.
    void interrupt() {
        var stop = stopping;
        if (stop != null) {
            stop.run();
        }
    }

    static boolean isIncomplete(OwnerClient.Outcome outcome) {
        return outcome instanceof OwnerClient.Outcome.Ended(var exit)
                && exit == OwnerHandler.INCOMPLETE;
    }

    private Optional<ExitCode> piped(Printer out) throws IOException {
        var ended = ExitCode.DONE;
        var text = new StringBuilder();
        var lines = new BufferedReader(new InputStreamReader(around.in(), StandardCharsets.UTF_8));
        var first = lines.readLine();
        var line = first == null ? null : Utf8.withoutMark(first);
        while (line != null && !isLeaving(line)) {
            var next = lines.readLine();
            text.append(text.isEmpty() ? "" : "\n").append(line);
            line = next;
            var outcome = carryOut(text.toString(), 0, next == null, around.out(), around.err());
            if (isIncomplete(outcome)) {
                continue;
            }
            text.setLength(0);
            news().forEach(out::note);
            ended = ended.then(exit(outcome, out));
            if (ended.endsASession()) {
                break;
            }
        }
        return Optional.of(ended);
    }

    private ExitCode exit(OwnerClient.Outcome outcome, Printer out) {
        return switch (outcome) {
            case OwnerClient.Outcome.Ended(var code) -> ExitCode.of(code);
            case OwnerClient.Outcome.NoOwner() -> {
                out.note("the owner of " + home + " has ended. Next: the same again");
                yield ExitCode.NO_IMAGE;
            }
            case OwnerClient.Outcome.Lost(var why) -> {
                out.note(OwnerAccess.lost(why));
                yield ExitCode.NO_IMAGE;
            }
        };
    }
}
