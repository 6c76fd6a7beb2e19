package batos.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import batos.nerve.Call;
import batos.nerve.Guest;
import batos.nerve.Host;
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

    private final House.Door door;
    private final Surroundings around;
    private final Orders orders;
    private final Interruption interruption = new Interruption();
    private final Lines lines = new Lines();
    private UnaryOperator<String> asking = question -> "";

    /// @param commands each makes one picocli command object for a desk, see
    ///   [batos.shell.command.Commands]
    public Shell(House.Door door, List<Function<Desk, Object>> commands, Surroundings around) {
        this.door = door;
        this.around = around;
        this.orders = new Orders(commands);
    }

    /// Answers the exit code of the process.
    public int run(String... given) {
        var arguments = given.clone();
        if (arguments.length > 1 && arguments[0].equals("fork")) {
            arguments[0] = "--replay";
        }
        var root = new Root();
        var out = new Printing(root, around);
        try (var entrance =
                new Entrance(
                        door,
                        () -> root.opening(around, lines::printed),
                        line -> out.get().note(line))) {
            var typed = new Typed(Typed.Place.ARGUMENTS, String.join(" ", arguments));
            var desk = new Desk(this, entrance, out::get, typed, false);
            onInterrupt();
            var answer =
                    arguments.length == 0
                            ? Optional.<Answer>empty()
                            : once(List.of(arguments), root, desk);
            if (answer.isEmpty()) {
                var played =
                        root.replay == null
                                ? Exit.DONE
                                : new Replayed(this, entrance, out.get()).run();
                return (root.replay == null || (root.at != null && played == Exit.DONE)
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
            entrance.ifOpen(house -> Replayed.mark(house, words));
            entrance.news().forEach(out.get()::note);
            out.show(answer.get());
            return answer.get().exit().code();
        } catch (TapeFault fault) {
            out.show(Answer.failed(String.valueOf(fault.getMessage())));
            return Exit.FAILED.code();
        } catch (Trouble trouble) {
            out.show(Answer.failed(trouble.exit(), String.valueOf(trouble.getMessage())));
            return trouble.exit().code();
        }
    }

    /// Where another process owns the image, the words go to it. Empty where it takes none.
    private OptionalInt handOver(List<String> words, Root root) {
        try {
            return Guest.call(
                    root.opening(around, text -> {}).home(),
                    new Call(words, Path.of("").toAbsolutePath().toString()),
                    around.out(),
                    around.err());
        } catch (IOException e) {
            around.err().println(e.getMessage() + ". Next: the same again");
            return OptionalInt.of(Exit.NO_IMAGE.code());
        }
    }

    /// Does for another process what its arguments ask, in the house of this one.
    private int serve(Call call, Supplier<House> house, OutputStream words, OutputStream notes) {
        var root = new Root();
        var caller =
                around.of(
                        new PrintStream(words, false, UTF_8), new PrintStream(notes, false, UTF_8));
        var out = new Printing(root, caller);
        var typed = new Typed(Typed.Place.HANDED, String.join(" ", call.words()));
        var desk = new Desk(this, house, out::get, typed, false);
        var folder = Path.of(call.folder());
        if (lines.isAttended()) {
            house.get()
                    .codex()
                    .codex()
                    .overhear("another process while the Architect was asked", "/" + typed.line());
            out.show(Answer.failed(Exit.NO_IMAGE, ATTENDED));
            return Exit.NO_IMAGE.code();
        }
        var answer =
                lines.alone(
                        out::get,
                        () ->
                                orders.carryOut(call.words(), root, desk, folder)
                                        .orElseGet(() ->
                                                Answer.failed(
                                                        Exit.USAGE,
                                                        "no command. Next: batos --help")));
        out.show(answer);
        return answer.exit().code();
    }

    private Optional<Answer> once(List<String> words, Root root, Desk desk) {
        var answer =
                interruption.during(
                        () -> lines.alone(desk::out, () -> orders.carryOut(words, root, desk)));
        return interruption.wasAsked() && answer.isPresent() && answer.get().exit() != Exit.DONE
                ? Optional.of(Answer.failed(Exit.INTERRUPTED, "interrupted"))
                : answer;
    }

    private Exit sit(Root root, Entrance entrance, Out out) {
        var home = root.opening(around, lines::printed).home();
        entrance.get();
        var host = Host.open(home, (call, words, notes) -> serve(call, entrance, words, notes));
        try {
            if (around.terminal()) {
                return new Prompt(this, entrance, root).run(out);
            }
            var sitting = new Sitting(this, entrance, out, Typed.Place.PIPED, true);
            return new Piped(sitting, entrance, out, around.in()).run();
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
                    if (!lines.isAttended() && interruption.now() != 1) {
                        Runtime.getRuntime().halt(Exit.INTERRUPTED.code());
                    }
                });
    }

    /// Who asks the person at the prompt, and answers what was typed.
    void asksBy(UnaryOperator<String> reader) {
        asking = reader;
    }

    boolean agreed(String question) {
        var typed = asking.apply(question + " [y/N] ").strip().toLowerCase(Locale.ROOT);
        return typed.equals("y") || typed.equals("yes");
    }

    Orders orders() {
        return orders;
    }

    Surroundings around() {
        return around;
    }

    Lines lines() {
        return lines;
    }

    Interruption interruption() {
        return interruption;
    }

    House.Door door() {
        return door;
    }

    /// Where a one-shot command prints, which its own options decide.
    private static final class Printing {
        private final Root root;
        private final Surroundings around;
        private @Nullable Out out;

        Printing(Root root, Surroundings around) {
            this.root = root;
            this.around = around;
        }

        Out get() {
            if (out == null) {
                out = made();
            }
            return out;
        }

        private Out made() {
            if (root.json) {
                return Out.plain(around.err(), around.err());
            }
            return around.terminal()
                    ? Out.terminal(
                            around.out(),
                            around.err(),
                            around.colourful() && !root.noColour,
                            around.colourful())
                    : Out.plain(around.out(), around.err());
        }

        void show(Answer answer) {
            if (root.json) {
                around.out().println(Document.of(answer.document()));
                around.out().flush();
                return;
            }
            if (answer.text().isEmpty()) {
                return;
            }
            if (answer.exit() == Exit.DONE) {
                get().say(answer.text());
            } else {
                get().note(Ink.BAD, answer.text());
            }
        }
    }
}
