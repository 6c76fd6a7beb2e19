package batos.shell.command;

import batos.shell.Answer;
import batos.shell.Desk;
import batos.shell.Exit;
import batos.shell.Trouble;
import batos.toolbox.Called;
import batos.toolbox.Count;
import batos.toolbox.Gate;
import batos.toolbox.Tool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tools …`: the tools that live in the image. What makes and changes them is in [ToolMaking].
@Command(name = "tools", description = "Tools: live, versioned, tried before they are bound.")
final class ToolsCommand extends ToolMaking {
    ToolsCommand(Desk desk) {
        super(desk);
    }

    @Command(description = "All bound tools; with -a those put away too.")
    Answer list(@Option(names = {"-a", "--all"}) boolean all) {
        var tools = all ? toolbox().now().all() : toolbox().now().live();
        return Answer.done(
                tools.isEmpty()
                        ? "no tools yet. Next: ask for something that needs one, or /tools import FILE"
                        : tools.stream().map(ToolTelling::line).collect(Collectors.joining("\n")),
                tools.stream().map(ToolTelling::document).toList());
    }

    @Command(description = "Everything about a tool but its source.")
    Answer show(@Parameters(paramLabel = "NAME") String name) {
        var tool = existing(name);
        var evidence = toolbox().evidence(tool);
        var document = new LinkedHashMap<>(ToolTelling.document(tool));
        document.put("evidence", evidence);
        document.put("examples", tool.draft().examples());
        return Answer.done(ToolTelling.page(tool, evidence), document);
    }

    @Command(description = "A tool's Python.")
    Answer source(
            @Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "VERSION", arity = "0..1") Integer version) {
        var tool = version == null ? existing(name) : version(name, version);
        return Answer.done(
                tool.source().stripTrailing(),
                Map.of("name", name, "version", tool.version(), "source", tool.source()));
    }

    @Command(description = "Call a tool: with one JSON object, or with key=value words.")
    Answer call(
            @Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "ARGUMENTS", arity = "0..*") List<String> words) {
        var arguments = Arguments.of(words == null ? List.of() : words, desk.typed().line());
        desk.out().working(name + " runs");
        var called = toolbox().call(toolbox().now(), name, arguments, cause());
        return switch (called) {
            case Called.Gave gave -> {
                var document = new LinkedHashMap<String, Object>();
                document.put("tool", gave.tool().label());
                document.put("result", Arguments.tree(gave.result()));
                gave.command().ifPresent(command -> document.put("command", command));
                document.put("refused", gave.refused());
                var notes =
                        gave.refused().stream()
                                .map(line -> "\nrefused: " + line)
                                .collect(Collectors.joining());
                yield Answer.done(gave.result() + notes, document);
            }
            case Called.Broke broke ->
                    Answer.failed(
                            broke.verdict() instanceof batos.crucible.Verdict.Unavailable
                                    ? Exit.NO_CRUCIBLE
                                    : Exit.FAILED,
                            broke.tool().label()
                                    + ": "
                                    + broke.words()
                                    + broke.consequence().map(text -> "\n" + text).orElse(""));
            case Called.Misfit misfit ->
                    Answer.failed(
                            Exit.USAGE,
                            misfit.tool().label()
                                    + ": "
                                    + misfit.why()
                                    + ". Next: /tools show "
                                    + name);
            case Called.NoSuchTool(String missing, Optional<String> nearest) ->
                    Answer.failed(
                            "no tool '%s'%s. Next: /tools list"
                                    .formatted(
                                            missing,
                                            nearest.map(other -> ", the nearest is '" + other + "'")
                                                    .orElse("")));
            case Called.Interrupted _ -> Answer.failed(Exit.INTERRUPTED, "interrupted");
        };
    }

    @Command(description = "Try a tool's own tests again, mutants included.")
    Answer test(@Parameters(paramLabel = "NAME") String name) {
        var tool = existing(name);
        desk.out().working("the crucible tries " + name);
        var admission =
                gate().examine(tool.draft(), Optional.empty(), List.of(), Gate.Rigour.IMPORT);
        return judged(tool.label(), admission, List.of(), _ -> "holds");
    }

    @Command(description = "The versions of a tool, the newest first.")
    Answer history(@Parameters(paramLabel = "NAME") String name) {
        var bound = existing(name).version();
        var versions = toolbox().history(name);
        return Answer.done(
                versions.stream()
                        .map(tool ->
                                "%s %-24s %-8s %-10s %s%n      because %s"
                                        .formatted(
                                                tool.version() == bound ? "*" : " ",
                                                tool.label(),
                                                ToolTelling.word(tool.origin()),
                                                tool.author(),
                                                ToolTelling.tally(tool),
                                                tool.cause()))
                        .collect(Collectors.joining("\n")),
                versions.stream().map(ToolTelling::document).toList());
    }

    @Command(description = "How two versions of a tool differ; by default the last two.")
    Answer diff(
            @Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "FROM", arity = "0..1") Integer from,
            @Parameters(paramLabel = "TO", arity = "0..1") Integer to) {
        int latest = toolbox().history(existing(name).name()).getFirst().version();
        var after = version(name, to == null ? latest : to);
        var before = version(name, from == null ? Math.max(1, after.version() - 1) : from);
        var text =
                ToolTelling.diff(before.source().lines().toList(), after.source().lines().toList());
        return Answer.done(
                "--- " + before.label() + "\n+++ " + after.label() + "\n" + text,
                Map.of("from", before.label(), "to", after.label(), "diff", text));
    }

    @Command(description = "How the tools have done.")
    Answer stats() {
        var rows =
                toolbox().now().all().stream()
                        .flatMap(tool -> toolbox().history(tool.name()).stream())
                        .toList();
        long calls = rows.stream().mapToLong(tool -> tool.tally().calls()).sum();
        long failures = rows.stream().mapToLong(tool -> tool.tally().failures()).sum();
        var text =
                rows.stream()
                        .map(tool -> "%-24s %s".formatted(tool.label(), ToolTelling.tally(tool)))
                        .collect(Collectors.joining("\n"));
        return Answer.done(
                "%s, %s, %s, %d failed"
                                .formatted(
                                        Count.of(toolbox().now().all().size(), "tool"),
                                        Count.of(rows.size(), "version"),
                                        Count.of(calls, "call"),
                                        failures)
                        + (text.isEmpty() ? "" : "\n" + text),
                rows.stream().map(ToolTelling::document).toList());
    }

    private Tool version(String name, int version) {
        return toolbox().history(existing(name).name()).stream()
                .filter(tool -> tool.version() == version)
                .findFirst()
                .orElseThrow(() ->
                        new Trouble(
                                Exit.FAILED,
                                "no version %d of %s. Next: /tools history %s"
                                        .formatted(version, name, name)));
    }
}
