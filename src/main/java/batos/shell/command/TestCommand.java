package batos.shell.command;

import batos.app.ExitCode;
import batos.shell.replay.TranscriptPlayer;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.GlobalOptions;
import batos.shell.terminal.Style;
import batos.text.Plural;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `test FILE…`: transcripts as tests.
@Command(
        name = "test",
        description = {
            "Replay transcripts against a fresh image, offline, and show where they differ.",
            "A transcript has lines 'architect> …' with the expected output below. '...' in an"
                    + " expected line stands for any text, a line '...' for any lines; '# ' begins"
                    + " a comment; '# restart' leaves the image and opens it again."
        })
final class TestCommand implements Callable<CommandResult> {
    private final CommandContext context;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Transcripts.")
    private List<Path> files = List.of();

    @Option(names = "--update", description = "Write what came into the files, where it differs.")
    private boolean update;

    @ParentCommand private @Nullable GlobalOptions options;

    TestCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public CommandResult call() {
        var rehearsal =
                new TranscriptPlayer(
                        context, Optional.ofNullable(options).map(given -> given.config));
        var played = new ArrayList<TranscriptPlayer.Played>();
        for (var file : files) {
            context.out().working(file + " plays");
            var one = rehearsal.play(file);
            played.add(one);
            if (one.passed()) {
                context.out()
                        .say(
                                Style.GOOD,
                                "ok "
                                        + file
                                        + ", "
                                        + Plural.of(one.exchanges(), "line")
                                        + " typed");
            } else if (one.exchanges() == 0) {
                context.out()
                        .note(
                                Style.BAD,
                                file
                                        + " has no typed line: a line begins with 'architect> '."
                                        + " Next: batos test examples/3-undo.txt shows one");
            } else if (update) {
                write(file, one.rewritten());
                context.out().say("updated " + file);
            } else {
                context.out().say(one.diff());
            }
        }
        context.out().rest();
        var passed = played.stream().filter(TranscriptPlayer.Played::passed).count();
        var updated =
                update
                        ? played.stream()
                                .filter(one -> !one.passed() && one.exchanges() > 0)
                                .count()
                        : 0;
        var failed = played.size() - passed - updated;
        var document = new LinkedHashMap<String, Object>();
        document.put("passed", passed);
        document.put("updated", updated);
        document.put("failed", failed);
        document.put("files", played);
        var summary =
                passed
                        + " passed, "
                        + (updated > 0 ? updated + " updated, " : "")
                        + failed
                        + " failed";
        return new CommandResult(failed == 0 ? ExitCode.DONE : ExitCode.FAILED, summary, document);
    }

    private static void write(Path file, List<String> lines) {
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
