package batos.shell.reference;

import batos.app.CommandFailure;
import batos.app.ExitCode;
import batos.shell.Shell;
import batos.shell.command.Commands;
import batos.shell.session.CommandContext;
import batos.shell.session.ProcessEnvironment;
import batos.shell.session.TypedLine;
import batos.shell.terminal.Printer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;

/// Writes what batos prints of itself into files, when it is built: the launcher answers `--help`,
/// `--version` and `completion` from them without a JVM. Each file holds what the command prints,
/// because the command itself prints it.
///
/// ```
/// version.txt   help/batos.txt   help/batos.image.log.txt   completion/bash|zsh|fish   batos.1
/// ```
public final class ReferenceFiles {
    private ReferenceFiles() {}

    /// @param args the folder to write to
    public static void main(String[] args) throws IOException {
        write(Path.of(args[0]));
    }

    static void write(Path folder) throws IOException {
        var tree = tree();
        put(folder.resolve("version.txt"), printed("--version"));
        for (var node : tree.all().toList()) {
            var words = new ArrayList<>(node.path().subList(1, node.path().size()));
            words.add("--help");
            put(
                    folder.resolve("help").resolve(String.join(".", node.path()) + ".txt"),
                    printed(words.toArray(String[]::new)));
        }
        for (var shell : Completion.values()) {
            put(
                    folder.resolve("completion").resolve(shell.name()),
                    printed("completion", shell.name()));
        }
        put(folder.resolve("batos.1"), printed("completion", "man"));
        // the launcher compares its time with the jar's
        put(folder.resolve("stamp"), "");
    }

    private static void put(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /// All commands.
    static CommandTree tree() {
        var shell = shell(OutputStream.nullOutputStream());
        var typed = new TypedLine(TypedLine.Place.ARGUMENTS, "");
        var none = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        var context =
                new CommandContext(
                        shell,
                        () -> {
                            throw closed();
                        },
                        () -> Printer.plain(none, none),
                        typed,
                        false);
        return CommandTree.of(shell.orders().all(context));
    }

    private static CommandFailure closed() {
        return new CommandFailure(ExitCode.USAGE, "this command opens no image");
    }

    private static String printed(String... words) {
        var out = new ByteArrayOutputStream();
        var exit = shell(out).run(words);
        if (exit != 0) {
            throw new IllegalStateException(Arrays.toString(words) + " ended with " + exit);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Shell shell(OutputStream out) {
        var printed = new PrintStream(out, false, StandardCharsets.UTF_8);
        return new Shell(
                opening -> {
                    throw closed();
                },
                Commands.ALL,
                new ProcessEnvironment(
                        Path.of("").toAbsolutePath(),
                        Map.of(),
                        InputStream.nullInputStream(),
                        printed,
                        printed,
                        InstantSource.system(),
                        false,
                        false,
                        true));
    }
}
