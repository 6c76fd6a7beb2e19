package batos.shell.command;

import batos.app.CommandFailure;
import batos.app.ExitCode;
import batos.motive.goal.GoalState;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.text.Plural;
import batos.toolbox.CallResult;
import batos.toolbox.Gate;
import batos.toolbox.Tool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tools …`: the tools that live in the image. [ToolMakingCommands] makes and changes them.
@Command(name = "tools", description = "Tools: live, versioned, tried before they are bound.")
final class ToolsCommand extends ToolMakingCommands implements Callable<CommandResult> {
    ToolsCommand(CommandContext context) {
        super(context);
    }

    @Override
    public CommandResult call() {
        return list(false);
    }

    @Command(description = "All bound and quarantined tools; with -a those put away too.")
    CommandResult list(@Option(names = {"-a", "--all"}) boolean all) {
        var tools =
                toolbox().now().all().stream()
                        .filter(tool -> all || tool.standing() != Tool.Standing.RETIRED)
                        .toList();
        var lines = new ArrayList<>(tools.stream().map(ToolPrinter::line).toList());
        tools.stream()
                .filter(tool -> tool.standing() == Tool.Standing.QUARANTINED)
                .forEach(tool ->
                        lines.add(
                                "turns do not see %s. Next: /tools show %s, then %s"
                                        .formatted(tool.label(), tool.name(), binding(tool))));
        return CommandResult.done(
                tools.isEmpty()
                        ? "no tools yet. Next: ask for something that needs one, or /tools import"
                                + " FILE"
                        : String.join("\n", lines),
                tools.stream().map(ToolPrinter::document).toList());
    }

    /// The command that lets turns see a quarantined tool.
    private String binding(Tool tool) {
        return context.house().motive().goals().all().reversed().stream()
                .filter(goal -> goal.product().isTool(tool.label()))
                .filter(goal -> !(goal.state() instanceof GoalState.Retired))
                .findFirst()
                .map(goal -> "/goals accept " + goal.number())
                .orElse("/tools rollback %s %d".formatted(tool.name(), tool.version()));
    }

    @Command(description = "Everything about a tool but its source.")
    CommandResult show(@Parameters(paramLabel = "NAME") String name) {
        var tool = existing(name);
        var evidence = toolbox().evidence(tool);
        var document = new LinkedHashMap<>(ToolPrinter.document(tool));
        document.put("evidence", evidence);
        document.put("examples", tool.draft().examples());
        return CommandResult.done(ToolPrinter.page(tool, evidence), document);
    }

    @Command(description = "A tool's Python.")
    CommandResult source(
            @Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "VERSION", arity = "0..1") Integer version) {
        var tool = version == null ? existing(name) : version(name, version);
        return CommandResult.done(
                tool.source().stripTrailing(),
                Map.of("name", name, "version", tool.version(), "source", tool.source()));
    }

    @Command(description = "Call a tool: with one JSON object, or with key=value words.")
    CommandResult call(
            @Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "ARGUMENTS", arity = "0..*") List<String> words) {
        var arguments =
                TypedArguments.of(
                        words == null ? List.of() : words,
                        context.typed().line(),
                        toolbox().now().find(name).map(Tool::parameters).orElse(""));
        context.out().working(name + " runs");
        var called = toolbox().call(toolbox().now(), name, arguments, cause());
        return switch (called) {
            case CallResult.Gave gave -> {
                var document = new LinkedHashMap<String, Object>();
                document.put("tool", gave.tool().label());
                document.put("result", TypedArguments.tree(gave.result()));
                gave.command().ifPresent(command -> document.put("command", command));
                document.put("refused", gave.refused());
                var notes =
                        gave.refused().stream()
                                .map(line -> "\nrefused: " + line)
                                .collect(Collectors.joining());
                yield CommandResult.done(gave.result() + notes, document);
            }
            case CallResult.Broke broke ->
                    CommandResult.failed(
                            broke.verdict() instanceof batos.crucible.Verdict.Unavailable
                                    ? ExitCode.NO_CRUCIBLE
                                    : ExitCode.FAILED,
                            broke.tool().label()
                                    + ": "
                                    + broke.words()
                                    + broke.consequence().map(text -> "\n" + text).orElse(""));
            case CallResult.Misfit misfit ->
                    CommandResult.failed(
                            ExitCode.USAGE,
                            misfit.tool().label()
                                    + ": "
                                    + misfit.why()
                                    + ". Next: /tools show "
                                    + name);
            case CallResult.NoSuchTool(String missing, Optional<String> nearest) ->
                    CommandResult.failed(
                            toolbox()
                                    .now()
                                    .any(missing)
                                    .map(ToolPrinter::unbound)
                                    .orElseGet(() ->
                                            "no tool '%s'%s. Next: /tools list"
                                                    .formatted(
                                                            missing,
                                                            nearest.map(other ->
                                                                            ", the nearest is '"
                                                                                    + other
                                                                                    + "'")
                                                                    .orElse(""))));
            case CallResult.Interrupted _ ->
                    CommandResult.failed(ExitCode.INTERRUPTED, "interrupted");
        };
    }

    @Command(description = "Try a tool's own tests again, mutants included.")
    CommandResult test(@Parameters(paramLabel = "NAME") String name) {
        var tool = existing(name);
        context.out().working("the crucible tries " + name);
        var admission = gate().examine(tool.draft(), Optional.empty(), List.of(), Gate.Rigour.WEAK);
        return judged(tool.label(), admission, List.of(), _ -> "holds");
    }

    @Command(description = "The versions of a tool, the newest first.")
    CommandResult history(@Parameters(paramLabel = "NAME") String name) {
        var bound = existing(name).version();
        var versions = toolbox().history(name);
        return CommandResult.done(
                versions.stream()
                        .map(tool ->
                                "%s %-24s %-8s %-10s %s%n      because %s"
                                        .formatted(
                                                tool.version() == bound ? "*" : " ",
                                                tool.label(),
                                                ToolPrinter.word(tool.origin()),
                                                tool.author(),
                                                ToolPrinter.tally(tool),
                                                tool.cause()))
                        .collect(Collectors.joining("\n")),
                versions.stream().map(ToolPrinter::document).toList());
    }

    @Command(description = "How two versions of a tool differ; by default the last two.")
    CommandResult diff(
            @Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "FROM", arity = "0..1") Integer from,
            @Parameters(paramLabel = "TO", arity = "0..1") Integer to) {
        int latest = toolbox().history(existing(name).name()).getFirst().version();
        var after = version(name, to == null ? latest : to);
        var before = version(name, from == null ? Math.max(1, after.version() - 1) : from);
        var text =
                ToolPrinter.diff(before.source().lines().toList(), after.source().lines().toList());
        return CommandResult.done(
                "--- " + before.label() + "\n+++ " + after.label() + "\n" + text,
                Map.of("from", before.label(), "to", after.label(), "diff", text));
    }

    @Command(description = "How the tools have done.")
    CommandResult stats() {
        var rows =
                toolbox().now().all().stream()
                        .flatMap(tool -> toolbox().history(tool.name()).stream())
                        .toList();
        long calls = rows.stream().mapToLong(tool -> tool.tally().calls()).sum();
        long failures = rows.stream().mapToLong(tool -> tool.tally().failures()).sum();
        var text =
                rows.stream()
                        .map(tool -> "%-24s %s".formatted(tool.label(), ToolPrinter.tally(tool)))
                        .collect(Collectors.joining("\n"));
        return CommandResult.done(
                "%s, %s, %s, %d failed"
                                .formatted(
                                        Plural.of(toolbox().now().all().size(), "tool"),
                                        Plural.of(rows.size(), "version"),
                                        Plural.of(calls, "call"),
                                        failures)
                        + (text.isEmpty() ? "" : "\n" + text),
                rows.stream().map(ToolPrinter::document).toList());
    }

    private Tool version(String name, int version) {
        return toolbox().history(existing(name).name()).stream()
                .filter(tool -> tool.version() == version)
                .findFirst()
                .orElseThrow(() ->
                        new CommandFailure(
                                ExitCode.FAILED,
                                "no version %d of %s. Next: /tools history %s"
                                        .formatted(version, name, name)));
    }
}
