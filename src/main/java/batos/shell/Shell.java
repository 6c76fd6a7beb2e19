package batos.shell;

import batos.tape.TapeFault;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/// The hands of the Architect: one command of the process's arguments, or a prompt.
public final class Shell {
    private final House.Door door;
    private final Surroundings around;
    private final Orders orders;
    private final Interruption interruption = new Interruption();

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
        var out = new Printing(root);
        try (var entrance =
                new Entrance(
                        door,
                        () -> root.opening(around, out.get()),
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
            entrance.ifOpen(house -> Replayed.mark(house.tape(), words));
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

    private Optional<Answer> once(List<String> words, Root root, Desk desk) {
        var answer = interruption.during(() -> orders.carryOut(words, root, desk));
        return interruption.wasAsked() && answer.isPresent() && answer.get().exit() != Exit.DONE
                ? Optional.of(Answer.failed(Exit.INTERRUPTED, "interrupted"))
                : answer;
    }

    private Exit sit(Root root, Entrance entrance, Out out) {
        if (around.terminal()) {
            return new Prompt(this, entrance, root).run(out);
        }
        var sitting = new Sitting(this, entrance, out, Typed.Place.PIPED, true);
        return new Piped(sitting, entrance, out, around.in()).run();
    }

    /// Ctrl-C stops the work; a second one, or one when nothing runs, ends the process.
    private void onInterrupt() {
        Signals.register(
                "INT",
                () -> {
                    if (interruption.now() != 1) {
                        Runtime.getRuntime().halt(Exit.INTERRUPTED.code());
                    }
                });
    }

    Orders orders() {
        return orders;
    }

    Surroundings around() {
        return around;
    }

    Interruption interruption() {
        return interruption;
    }

    House.Door door() {
        return door;
    }

    /// Where a one-shot command prints, which its own options decide.
    private final class Printing {
        private final Root root;
        private @Nullable Out out;

        Printing(Root root) {
            this.root = root;
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
