package batos.shell.command;

import batos.app.CommandFailure;
import batos.app.ExitCode;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.ProcessEnvironment;
import batos.text.FileErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `install`: links the launcher, completion and the man page into a prefix; `uninstall` takes them
/// away.
@Command(
        name = "install",
        description =
                "Link batos, its completion and its man page into a prefix. An installed batos"
                        + " keeps its image in $XDG_DATA_HOME/batos and its settings in"
                        + " $XDG_CONFIG_HOME/batos.")
final class InstallCommand implements Callable<CommandResult> {
    private final CommandContext context;

    @Option(names = "--prefix", paramLabel = "DIR", description = "Default: ~/.local.")
    private @Nullable Path prefix;

    @Option(
            names = "--systemd",
            description = "A user unit too: batos start, at each login, by systemd.")
    private boolean systemd;

    InstallCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public CommandResult call() {
        var around = context.shell().around();
        var where = prefix(around, prefix);
        var root = around.root().normalize();
        var items = items(root, where);
        try {
            if (systemd) {
                items.add(unit(root, where));
            }
            var made = new Installation(where).install(items);
            return CommandResult.done(
                    String.join("\n", made) + next(around, where),
                    Map.of("prefix", where, "made", made));
        } catch (IOException e) {
            throw unwritable(where, e);
        }
    }

    /// @param given as typed; empty for the usual one
    static Path prefix(ProcessEnvironment around, @Nullable Path given) {
        if (given != null) {
            return given.toAbsolutePath().normalize();
        }
        var home = around.environment().getOrDefault("HOME", "");
        if (home.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE, "$HOME is not set. Next: batos install --prefix DIR");
        }
        return Path.of(home).resolve(".local").toAbsolutePath();
    }

    static CommandFailure unwritable(Path where, IOException e) {
        return new CommandFailure(
                ExitCode.FAILED,
                "%s cannot be written: %s. Next: batos install --prefix DIR with a folder of yours"
                        .formatted(where, FileErrors.reason(e)),
                e);
    }

    private static List<Installation.Item> items(Path root, Path prefix) {
        var reference = root.resolve("target").resolve("reference");
        var share = prefix.resolve("share");
        var links =
                List.of(
                        new Installation.Link(prefix.resolve("bin/batos"), root.resolve("batos")),
                        new Installation.Link(
                                share.resolve("bash-completion/completions/batos"),
                                reference.resolve("completion/bash")),
                        new Installation.Link(
                                share.resolve("zsh/site-functions/_batos"),
                                reference.resolve("completion/zsh")),
                        new Installation.Link(
                                share.resolve("fish/vendor_completions.d/batos.fish"),
                                reference.resolve("completion/fish")),
                        new Installation.Link(
                                share.resolve("man/man1/batos.1"), reference.resolve("batos.1")));
        for (var link : links) {
            if (!Files.exists(link.target())) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        link.target() + " is missing. Next: ./mvnw package in " + root);
            }
        }
        return new ArrayList<>(links);
    }

    /// The shipped unit, with the installed batos and the XDG folders.
    private static Installation.Item unit(Path root, Path prefix) throws IOException {
        var text = new ArrayList<String>();
        for (var line : Files.readAllLines(root.resolve("config/batos.service"))) {
            if (line.startsWith("ExecStart=")) {
                text.add("ExecStart=" + prefix.resolve("bin/batos") + " --serve");
            } else if (!line.startsWith("#") && !line.startsWith("Environment=")) {
                text.add(line);
            }
        }
        return new Installation.Text(
                prefix.resolve("share/systemd/user/batos.service"), String.join("\n", text) + "\n");
    }

    private String next(ProcessEnvironment around, Path where) {
        var lines = new StringBuilder();
        var bin = where.resolve("bin");
        var path = around.environment().getOrDefault("PATH", "");
        if (!List.of(path.split(":")).contains(bin.toString())) {
            lines.append("\n%s is not on the PATH. Next: PATH=\"%s:$PATH\"".formatted(bin, bin));
        }
        if (systemd) {
            lines.append("\nNext: systemctl --user enable --now batos");
        }
        return lines.toString();
    }
}
