package batos.shell.command;

import batos.app.CommandFailure;
import batos.app.Services;
import batos.codex.ProposalState;
import batos.loops.ThemeClimb;
import batos.memory.Level;
import batos.memory.Source;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.text.Plural;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `status`: the parts in use, the content of the image, and the matters that wait for the
/// Architect, on one page.
@Command(
        name = "status",
        description =
                "One page: mind, crucible, image, dissonance, themes, tools, memories, proposals"
                        + " that wait, and how near each loop is.")
final class StatusCommand implements Callable<CommandResult> {
    private static final int THEMES = 5;

    private final CommandContext context;

    @Option(names = "--memory", description = "What this process has memory for, part by part")
    private boolean memory;

    StatusCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public CommandResult call() {
        var house = context.house();
        if (memory) {
            var parts = ProcessMemory.now(house);
            return CommandResult.done(ProcessMemory.page(parts), parts);
        }
        var now = house.image().now();
        var facts = new LinkedHashMap<String, Object>();
        var shown = new LinkedHashMap<String, Object>();
        facts.put("standing", house.standing());
        facts.put("owner", context.shell().owner());
        facts.put("home", house.image().home());
        facts.put("root", now.root());
        facts.put("objects", now.size());
        facts.put("bytes", house.image().bytes());
        facts.put("commit", now.number());
        shown.put("mind", house.mindLine());
        shown.put("crucible", house.crucibleLine());
        shown.put("image", house.image().home());
        shown.put(
                "",
                "commit %d, %,d objects, %,d bytes, root %s"
                        .formatted(
                                now.number(),
                                now.size(),
                                house.image().bytes(),
                                now.root().length() > 12
                                        ? now.root().substring(0, 12)
                                        : now.root()));
        shown.put("owner", context.shell().owner());
        section(facts, shown, "dissonance", () -> dissonance(house));
        section(facts, shown, "themes", () -> themes(house));
        section(facts, shown, "loops", () -> loops(house));
        section(facts, shown, "tools", () -> tools(house));
        section(facts, shown, "memories", () -> memories(house));
        section(facts, shown, "proposals", () -> proposals(house));
        return CommandResult.done(page(shown), facts);
    }

    /// The text of a section, and its part of the document.
    private record Section(String text, Object document) {}

    /// A room that cannot be opened leaves its line to say why; the page comes all the same.
    private static void section(
            Map<String, Object> facts,
            Map<String, Object> shown,
            String name,
            Supplier<Section> made) {
        try {
            var section = made.get();
            facts.put(name, section.document());
            shown.put(name, section.text());
        } catch (CommandFailure e) {
            shown.put(name, e.getMessage());
        }
    }

    private static String page(Map<String, Object> shown) {
        var page = new StringBuilder();
        shown.forEach((name, text) ->
                page.append(
                        "%-11s %s%n"
                                .formatted(name, text.toString().replace("\n", "\n            "))));
        return page.toString().stripTrailing();
    }

    private static Section dissonance(Services house) {
        var last = house.conversation().council().dissonance().last(5);
        if (last.isEmpty()) {
            return new Section("nobody was asked yet. Next: @ and a question", List.of());
        }
        var threshold = house.config().settings().council().dissonanceThreshold();
        var totals = last.stream().map(point -> Math.round(point.total() * 100) / 100.0).toList();
        return new Section(
                totals.stream()
                                .map(total -> String.format(Locale.ROOT, "%.2f", total))
                                .collect(Collectors.joining(" "))
                        + String.format(
                                Locale.ROOT,
                                " in the last %s, the threshold is %.2f",
                                Plural.of(totals.size(), "turn"),
                                threshold),
                totals);
    }

    private static Section themes(Services house) {
        var themes = house.conversation().climb().themes();
        var lines =
                themes.stream()
                        .limit(THEMES)
                        .map(climb -> "'" + climb.theme().label() + "': " + climb.state())
                        .toList();
        return new Section(
                themes.isEmpty()
                        ? "no theme is troubled"
                        : String.join("\n", lines)
                                + (themes.size() > THEMES
                                        ? "\nand "
                                                + (themes.size() - THEMES)
                                                + " more. Next: /climb"
                                        : ""),
                themes.stream().map(StatusCommand::theme).toList());
    }

    private static Map<String, Object> theme(ThemeClimb climb) {
        var document = new LinkedHashMap<String, Object>();
        document.put("theme", climb.theme().label());
        document.put("state", climb.state());
        document.put("troubles", climb.ascent().turns().size());
        return document;
    }

    /// The number of further troubled turns on its worst theme that each loop waits for.
    private static Section loops(Services house) {
        var loops = house.config().settings().loops();
        var most =
                house.conversation().climb().themes().stream()
                        .mapToInt(climb -> climb.ascent().turns().size())
                        .max()
                        .orElse(0);
        var after = new LinkedHashMap<String, Integer>();
        after.put("tactical", loops.tacticalAfter());
        after.put("strategic", loops.strategicAfter());
        after.put("philosophical", loops.philosophicalAfter());
        var document = new LinkedHashMap<String, Object>();
        var text = new StringBuilder();
        after.forEach((name, needed) -> {
            document.put(name, Map.of("troubles", most, "after", needed));
            text.append(text.isEmpty() ? "" : ", ")
                    .append(name)
                    .append(' ')
                    .append(Math.min(most, needed))
                    .append(" of ")
                    .append(needed);
        });
        return new Section(text + " troubled turns on one theme", document);
    }

    private static Section tools(Services house) {
        var live = house.toolbox().now().live();
        return new Section(
                live.isEmpty()
                        ? "none yet"
                        : live.size()
                                + ": "
                                + live.stream()
                                        .limit(8)
                                        .map(tool -> tool.label())
                                        .collect(Collectors.joining(", "))
                                + (live.size() > 8 ? ", … Next: /tools list" : ""),
                live.stream().map(tool -> tool.label()).toList());
    }

    private static Section memories(Services house) {
        var memory = house.memory();
        var episodes = memory.size();
        var count = memory.size(Level.TURN) + memory.size(Level.FACT);
        var imported = memory.size(Source.IMPORT);
        return new Section(
                count == 0
                        ? "none yet"
                        : "%d, %s imported; %s of the council"
                                .formatted(
                                        count,
                                        imported == 0 ? "none" : imported,
                                        Plural.of(episodes, "episode")),
                count);
    }

    private static Section proposals(Services house) {
        var waiting =
                house.readableCodex().proposals().stream()
                        .filter(proposal -> proposal.state() instanceof ProposalState.Waiting)
                        .map(proposal -> proposal.number())
                        .toList();
        return new Section(
                waiting.isEmpty()
                        ? "none waits"
                        : waiting.size()
                                + " waiting. Next: "
                                + waiting.stream()
                                        .map(number -> "/codex show " + number)
                                        .collect(Collectors.joining(", ")),
                waiting);
    }
}
