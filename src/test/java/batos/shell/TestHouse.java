package batos.shell;

import batos.app.CommandFailure;
import batos.app.ExitCode;
import batos.app.OpenOptions;
import batos.app.Services;
import batos.image.Image;
import batos.image.MemoryImage;
import batos.loops.Conversation;
import batos.memory.Scrapbook;
import batos.nerve.Pulses;
import batos.shell.command.Commands;
import batos.shell.session.ProcessEnvironment;
import batos.talk.Limits;
import batos.talk.Talk;
import batos.talk.bind.Natives;
import batos.tape.Tape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A shell over an image in memory: strings go in, strings come out.
public final class TestHouse {
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

    /// For an owner's socket and replies; processes of tests run beside each other.
    private static final Path HOME =
            Path.of("target", "test-house", Long.toString(ProcessHandle.current().pid()))
                    .toAbsolutePath();

    private final MemoryImage image = new MemoryImage(CLOCK);
    public final List<OpenOptions> openings = new ArrayList<>();
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();

    public int run(String... arguments) {
        return piped("", arguments);
    }

    int piped(String input, String... arguments) {
        out.reset();
        err.reset();
        var around =
                new ProcessEnvironment(
                        Path.of("").toAbsolutePath(),
                        Map.of("BATOS_HOME", HOME.toString()),
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, false, StandardCharsets.UTF_8),
                        new PrintStream(err, false, StandardCharsets.UTF_8),
                        CLOCK,
                        false);
        return new Shell(this::open, Commands.ALL, around).run(arguments);
    }

    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    Services open(OpenOptions opening) {
        openings.add(opening);
        var talk =
                new Talk(
                        image,
                        new Natives(),
                        () -> Limits.GENEROUS,
                        opening.printed(),
                        CLOCK,
                        new Random(1));
        return new Rooms(image, talk, new Pulses(CLOCK));
    }

    private record Rooms(Image image, Talk talk, Pulses pulses) implements Services {
        @Override
        public Tape tape() {
            return Tape.live();
        }

        @Override
        public Conversation conversation() {
            throw new CommandFailure(ExitCode.NO_MODEL, "nobody speaks in this house");
        }

        @Override
        public batos.persona.Personas personas() {
            throw new CommandFailure(ExitCode.FAILED, "nobody lives in this house");
        }

        @Override
        public batos.toolbox.Toolbox toolbox() {
            throw new CommandFailure(ExitCode.NO_CRUCIBLE, "there are no tools in this house");
        }

        @Override
        public batos.crucible.Crucible crucible() {
            throw new CommandFailure(ExitCode.NO_CRUCIBLE, "there is no crucible in this house");
        }

        @Override
        public batos.config.ConfigFolder config() {
            throw new CommandFailure(ExitCode.FAILED, "nothing is configured in this house");
        }

        @Override
        public batos.codex.Codex.Opened codex() {
            throw new CommandFailure(ExitCode.REFUSED, "nobody governs this house");
        }

        @Override
        public Scrapbook memory() {
            throw new CommandFailure(ExitCode.FAILED, "nobody remembers in this house");
        }

        @Override
        public String standing() {
            return "no mind, no crucible";
        }

        @Override
        public String mindName() {
            return "none";
        }

        @Override
        public String mindLine() {
            return "no mind, no crucible";
        }

        @Override
        public String crucibleLine() {
            return "";
        }

        @Override
        public void close() {
            talk.close();
        }
    }
}
