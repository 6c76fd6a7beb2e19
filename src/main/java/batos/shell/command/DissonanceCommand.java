package batos.shell.command;

import batos.codex.Amendment;
import batos.council.Dissonance.Part;
import batos.council.DissonanceSeries.Point;
import batos.loops.DriftRecord;
import batos.loops.DriftWatch;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `dissonance [THEME|PERSONA]`: the series as a chart.
@Command(
        name = "dissonance",
        description =
                "How far the council was from agreement, turn by turn, with its parts. Of one theme"
                        + " (a word of its label or its number) or of the turns of one persona.")
final class DissonanceCommand implements Callable<CommandResult> {
    private final CommandContext context;

    @Parameters(arity = "0..1", paramLabel = "THEME|PERSONA")
    private @Nullable String of;

    @Option(
            names = "--last",
            paramLabel = "N",
            defaultValue = "40",
            converter = CountConverter.class,
            description = "so many turns")
    private int last = 40;

    DissonanceCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public CommandResult call() {
        var house = context.house();
        var wanted = of == null ? "" : of;
        var points =
                house.conversation().council().dissonance().last(Integer.MAX_VALUE).stream()
                        .filter(point -> fits(point, wanted))
                        .toList();
        var shown = points.subList(Math.max(0, points.size() - last), points.size());
        if (shown.isEmpty()) {
            return CommandResult.failed(
                    wanted.isEmpty()
                            ? "nobody was asked yet. Next: @ and a question"
                            : "no turn of '" + wanted + "'. Next: /dissonance, or /climb");
        }
        var marks = marks(shown);
        var document = new ArrayList<Object>();
        for (int i = 0; i < shown.size(); i++) {
            document.add(document(shown.get(i), marks.get(i)));
        }
        var chart = new DissonanceChart(shown, marks, context.out().width()).text();
        return CommandResult.done(chart, document);
    }

    private static boolean fits(Point point, String wanted) {
        var low = wanted.toLowerCase(Locale.ROOT);
        return low.isEmpty()
                || point.theme().id().equals(low)
                || point.theme().label().toLowerCase(Locale.ROOT).contains(low)
                || point.personas().contains(wanted.toUpperCase(Locale.ROOT));
    }

    /// The events at each point: `t`, `s`, `p` for a climb's rung, `f` for a forging, `d` for a
    /// persona that drifted; since the point before it, `w` for another model and `a` for an
    /// amendment.
    private List<String> marks(List<Point> points) {
        var house = context.house();
        var climbs = house.conversation().climb().records();
        var drifted =
                house.conversation().drift().map(DriftWatch::records).orElse(List.of()).stream()
                        .filter(record -> !record.drifted().isEmpty())
                        .map(DriftRecord::episode)
                        .toList();
        var amended = house.codex().codex().history().stream().map(Amendment::at).toList();
        var marks = new ArrayList<String>();
        for (int i = 0; i < points.size(); i++) {
            var point = points.get(i);
            var mark = new StringBuilder();
            climbs.stream()
                    .filter(climb -> climb.episode() == point.episode())
                    .forEach(climb -> mark.append(climb.rung().charAt(0)));
            if (!point.forged().isEmpty()) {
                mark.append('f');
            }
            if (drifted.contains(point.episode())) {
                mark.append('d');
            }
            if (i > 0) {
                var before = points.get(i - 1);
                if (swapped(before, point)) {
                    mark.append('w');
                }
                if (amended.stream()
                        .anyMatch(at -> at.isAfter(before.at()) && !at.isAfter(point.at()))) {
                    mark.append('a');
                }
            }
            marks.add(mark.toString());
        }
        return marks;
    }

    /// Whether a persona that spoke in both thought with another model.
    private static boolean swapped(Point before, Point after) {
        return after.pins().entrySet().stream()
                .anyMatch(pin -> {
                    var earlier = before.pins().get(pin.getKey());
                    return earlier != null && !earlier.equals(pin.getValue());
                });
    }

    private static Object document(Point point, String marks) {
        var document = new LinkedHashMap<String, Object>();
        document.put("episode", point.episode());
        document.put("at", point.at());
        document.put("asked", point.asked());
        document.put("theme", point.theme().id());
        document.put("label", point.theme().label());
        document.put("personas", point.personas());
        document.put("total", point.total());
        var parts = new LinkedHashMap<String, Object>();
        for (var part : Part.values()) {
            point.dissonance().part(part).ifPresent(value -> parts.put(part.word(), value));
        }
        document.put("parts", parts);
        document.put("marks", marks);
        return document;
    }
}
