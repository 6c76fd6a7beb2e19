package batos.shell.command;

import batos.app.CommandFailure;
import batos.app.ExitCode;
import batos.image.Author;
import batos.image.Cause;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.toolbox.Gate;
import batos.toolbox.Refusal;
import batos.toolbox.Tool;
import batos.toolbox.ToolFile;
import batos.toolbox.Toolbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The commands of `tools` that choose which version is bound, and write one out.
abstract class ToolVersionCommands {
    final CommandContext context;

    ToolVersionCommands(CommandContext context) {
        this.context = context;
    }

    @Command(name = "export", description = "A tool as one readable Python file.")
    CommandResult give(
            @Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "FILE", arity = "0..1") @Nullable Path file,
            @Option(names = "--force", description = "Replace FILE if it exists.") boolean force) {
        var tool = existing(name);
        var text = ToolFile.write(tool, toolbox().evidence(tool));
        if (file == null) {
            return CommandResult.done(text.stripTrailing(), Map.of("name", name, "file", text));
        }
        OutputFile.write(file, force, to -> Files.writeString(to, text));
        return CommandResult.done(
                tool.label() + " is in " + file, Map.of("name", name, "path", file));
    }

    @Command(description = "Hold a tool at its version, against the forge; --free lets it go.")
    CommandResult pin(
            @Parameters(paramLabel = "NAME") String name, @Option(names = "--free") boolean free) {
        return changed(() -> toolbox().pin(name, !free, cause()), free ? "is free" : "is held");
    }

    @Command(description = "Bind an earlier version again, or a retired tool.")
    CommandResult rollback(
            @Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "VERSION", arity = "0..1") @Nullable Integer version) {
        int to = version == null ? Math.max(1, existing(name).version() - 1) : version;
        return changed(() -> toolbox().rollback(name, to, cause()), "is bound");
    }

    @Command(description = "Put a tool away; tools rollback NAME VERSION brings it back.")
    CommandResult retire(@Parameters(paramLabel = "NAME") String name) {
        return changed(() -> toolbox().retire(name, cause()), "is retired");
    }

    private interface Deed {
        Tool run() throws Refusal;
    }

    private CommandResult changed(Deed deed, String words) {
        try {
            var tool = deed.run();
            return CommandResult.done(tool.label() + " " + words, ToolPrinter.document(tool));
        } catch (Refusal e) {
            return CommandResult.failed(String.valueOf(e.getMessage()));
        }
    }

    Toolbox toolbox() {
        return context.house().toolbox();
    }

    Gate gate() {
        return context.house().gate();
    }

    Cause cause() {
        return new Cause(
                Author.ARCHITECT, context.typed().line(), context.house().image().now().number());
    }

    Tool existing(String name) {
        try {
            return toolbox().existing(name);
        } catch (Refusal e) {
            throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()), e);
        }
    }
}
