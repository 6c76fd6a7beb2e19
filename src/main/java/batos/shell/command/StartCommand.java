package batos.shell.command;

import batos.shell.OwnerProcess;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.GlobalOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/// `start`: own the image in the background; prompts and commands attach to it.
@Command(
        name = "start",
        description = "Own the image in the background; prompts and commands attach to it.")
final class StartCommand implements Callable<CommandResult> {
    private final CommandContext context;

    @ParentCommand @Nullable GlobalOptions root;

    StartCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public CommandResult call() {
        var owner = OwnerProcess.of(context, root);
        var present = owner.present();
        if (present.isPresent()) {
            owner.check(root);
            return said("owner: process " + present.get() + " is there already", present.get());
        }
        return started(owner);
    }

    static CommandResult started(OwnerProcess owner) {
        var started = owner.start();
        var lines = new ArrayList<String>();
        lines.add("owner: process " + started.process() + ", log " + owner.log());
        lines.addAll(started.said());
        var document = new LinkedHashMap<String, Object>();
        document.put("process", started.process());
        document.put("said", started.said());
        return CommandResult.done(String.join("\n", lines), document);
    }

    static CommandResult said(String text, long process) {
        return CommandResult.done(text, Map.of("process", process));
    }
}
