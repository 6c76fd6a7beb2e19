package batos.shell.command;

import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/// `status`: what is in use and how much of it there is.
@Command(name = "status", description = "What is in use: mind, crucible, image.")
final class StatusCommand implements Callable<CommandResult> {
    private final CommandContext desk;

    StatusCommand(CommandContext desk) {
        this.desk = desk;
    }

    @Override
    public CommandResult call() {
        var house = desk.house();
        var now = house.image().now();
        var facts = new LinkedHashMap<String, Object>();
        facts.put("standing", house.standing());
        facts.put("owner", desk.shell().owner());
        facts.put("home", house.image().home());
        facts.put("root", now.root());
        facts.put("objects", now.size());
        facts.put("bytes", house.image().bytes());
        facts.put("commit", now.number());
        var text =
                facts.entrySet().stream()
                        .map(fact -> String.format("%-9s %s", fact.getKey(), fact.getValue()))
                        .collect(Collectors.joining("\n"));
        return CommandResult.done(text, facts);
    }
}
