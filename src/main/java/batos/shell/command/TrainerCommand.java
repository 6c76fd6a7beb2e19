package batos.shell.command;

import batos.app.ExitCode;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.trainer.Trainer;
import batos.trainer.TrainerEnvironment;
import batos.trainer.Trainers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `trainer …`: what trains models, each in an environment of its own.
@Command(name = "trainer", description = "What trains models: check, install, remove.")
final class TrainerCommand implements Callable<CommandResult> {
    private final CommandContext context;

    TrainerCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public CommandResult call() {
        return check();
    }

    private Trainers trainers() {
        return context.house().trainers();
    }

    @Command(description = "Which trainers are here, and what the others need.")
    CommandResult check() {
        var lines = new ArrayList<String>();
        var document = new LinkedHashMap<String, Object>();
        trainers()
                .readiness()
                .forEach((name, readiness) -> {
                    switch (readiness) {
                        case Trainer.Readiness.Ready(var environment) ->
                                lines.add("ready    " + environment);
                        case Trainer.Readiness.Missing(var why) -> lines.add("missing  " + why);
                    }
                    document.put(name, readiness);
                });
        return CommandResult.done(String.join("\n", lines), document);
    }

    @Command(description = "Install the trainer NAME under the home; again goes on where it ended.")
    CommandResult install(
            @Parameters(paramLabel = "NAME", arity = "0..1", defaultValue = "mlx") String name) {
        return environment(
                name,
                environment -> {
                    context.out()
                            .working(
                                    "installing %s, %s, into %s"
                                            .formatted(
                                                    name,
                                                    environment.size(),
                                                    environment.folder()));
                    return switch (environment.install(context.out()::working)) {
                        case TrainerEnvironment.InstallEnd.Installed(var bytes) ->
                                CommandResult.done(
                                        "trainer %s is installed in %s: %s"
                                                .formatted(
                                                        name,
                                                        environment.folder(),
                                                        ProgressBar.size(bytes)));
                        case TrainerEnvironment.InstallEnd.Failed(var why) ->
                                CommandResult.failed(ExitCode.FAILED, why);
                    };
                });
    }

    @Command(description = "Take the environment of the trainer NAME away.")
    CommandResult remove(@Parameters(paramLabel = "NAME") String name) {
        return environment(
                name,
                environment ->
                        CommandResult.done(
                                "%s given back".formatted(ProgressBar.size(environment.remove()))));
    }

    private CommandResult environment(
            String name, Function<TrainerEnvironment, CommandResult> then) {
        if (!Trainers.NAMES.contains(name)) {
            return CommandResult.failed(
                    ExitCode.USAGE,
                    "no trainer '%s'; there are %s"
                            .formatted(name, String.join(", ", Trainers.NAMES)));
        }
        return trainers()
                .environment(name)
                .map(then)
                .orElseGet(() -> CommandResult.done("the trainer " + name + " is a part of batos"));
    }
}
