package batos.shell.command;

import batos.loops.ClimbRecord;
import batos.loops.ThemeClimb;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.Evaluator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `climb [THEME]`: how far trouble on a theme has led the council to change itself.
@Command(
        name = "climb",
        description =
                "How dissonance climbs, theme by theme: what was tried, why, and what it changed.")
final class ClimbCommand implements Callable<CommandResult> {
    private final CommandContext context;

    @Parameters(
            arity = "0..1",
            paramLabel = "THEME",
            description = "A word of a theme's label, or its number.")
    private @Nullable String theme;

    ClimbCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public CommandResult call() {
        var climb = context.house().conversation().climb();
        var wanted = theme == null ? "" : theme;
        var themes = climb.themes().stream().filter(each -> fits(each, wanted)).toList();
        if (themes.isEmpty()) {
            return wanted.isEmpty()
                    ? CommandResult.done("no theme is troubled", List.of())
                    : unknown(wanted);
        }
        var lines = new ArrayList<String>();
        var document = new ArrayList<Object>();
        for (var each : themes) {
            var records =
                    climb.records().stream()
                            .filter(record -> record.theme().id().equals(each.theme().id()))
                            .toList();
            lines.add(
                    each.theme().id()
                            + " '"
                            + each.theme().label()
                            + "': "
                            + each.state()
                            + (each.held() ? ", held by the Architect" : ""));
            records.forEach(record -> lines.add("  " + line(record)));
            document.add(document(each, records));
        }
        return CommandResult.done(String.join("\n", lines), document);
    }

    @Command(description = "One try: its reasons, the turns that led to it, what it changed.")
    CommandResult show(@Parameters(paramLabel = "N") long number) {
        var found =
                context.house().conversation().climb().records().stream()
                        .filter(record -> record.number() == number)
                        .findFirst();
        return found.map(record ->
                        CommandResult.done(KeyValueTable.lines(document(record)), document(record)))
                .orElseGet(() -> CommandResult.failed("no climb " + number + ". Next: /climb"));
    }

    @Command(description = "Let a theme climb no further than tools.")
    CommandResult hold(@Parameters(paramLabel = "THEME") String wanted) {
        return held(wanted, true);
    }

    @Command(description = "Let a held theme climb again.")
    CommandResult release(@Parameters(paramLabel = "THEME") String wanted) {
        return held(wanted, false);
    }

    private CommandResult held(String wanted, boolean hold) {
        var climb = context.house().conversation().climb();
        var found = climb.themes().stream().filter(each -> fits(each, wanted)).findFirst();
        if (found.isEmpty()) {
            return unknown(wanted);
        }
        climb.hold(found.get(), hold, Evaluator.cause(context));
        var label = found.get().theme().label();
        return CommandResult.done(
                hold
                        ? "'"
                                + label
                                + "' climbs no further than tools. Next: climb release "
                                + wanted
                        : "'" + label + "' climbs again",
                Map.of("theme", found.get().theme().id(), "held", hold));
    }

    private static CommandResult unknown(String wanted) {
        return CommandResult.failed("no troubled theme '" + wanted + "'. Next: /climb");
    }

    private static boolean fits(ThemeClimb climb, String wanted) {
        return wanted.isEmpty()
                || climb.theme().id().equals(wanted)
                || climb.theme()
                        .label()
                        .toLowerCase(Locale.ROOT)
                        .contains(wanted.toLowerCase(Locale.ROOT));
    }

    private static String line(ClimbRecord record) {
        return record.number()
                + " "
                + record.rung()
                + " after turn "
                + record.episode()
                + ": "
                + record.what()
                + record.effect().map(effect -> " (" + ThemeClimb.words(effect) + ")").orElse("");
    }

    private static Map<String, Object> document(ThemeClimb climb, List<ClimbRecord> records) {
        var document = new LinkedHashMap<String, Object>();
        document.put("theme", climb.theme().id());
        document.put("label", climb.theme().label());
        document.put("state", climb.state());
        document.put("held", climb.held());
        document.put("climbs", records.stream().map(ClimbCommand::document).toList());
        return document;
    }

    private static Map<String, Object> document(ClimbRecord record) {
        var document = new LinkedHashMap<String, Object>();
        document.put("climb", record.number());
        document.put("theme", record.theme().label());
        document.put("rung", record.rung());
        document.put("after", record.episode());
        document.put("because", record.because());
        document.put("turns", record.turns());
        document.put("mean", rounded(record.mean()));
        document.put("did", record.what());
        document.put("effect", record.effect().map(ThemeClimb::words).orElse("not measured yet"));
        Optional.ofNullable(record.effect().orElse(null))
                .ifPresent(effect -> document.put("difference", rounded(effect.difference())));
        return document;
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
