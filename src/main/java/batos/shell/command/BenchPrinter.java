package batos.shell.command;

import batos.persona.ModelBench;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A benchmark's report as a table: a line for each kind of question, the bare model beside the
/// persona.
final class BenchPrinter {
    private BenchPrinter() {}

    static String table(ModelBench.Report report, String mind) {
        var text =
                new StringBuilder(
                        (mind.equals("rehearsal")
                                        ? "the rehearsal in place of " + report.tag()
                                        : report.tag())
                                + ": right of asked"
                                + (report.interrupted() ? " (interrupted)" : ""));
        text.append("\n%-12s %10s %10s".formatted("", "bare", report.persona()));
        report.bare()
                .kinds()
                .forEach((kind, bare) ->
                        text.append(
                                "\n%-12s %10s %10s"
                                        .formatted(
                                                kind,
                                                share(bare),
                                                share(report.throughPersona().kinds().get(kind)))));
        text.append(
                "\n%-12s %10s %10s"
                        .formatted("all", all(report.bare()), all(report.throughPersona())));
        text.append(
                "\n%-12s %10d %10d"
                        .formatted(
                                "no form",
                                report.bare().malformed(),
                                report.throughPersona().malformed()));
        text.append(
                "\n%-12s %10s %10s"
                        .formatted("tokens/s", rate(report.bare()), rate(report.throughPersona())));
        if (mind.equals("rehearsal")) {
            text.append(
                    "\nThe rehearsal mind answered, by its script: no model was measured, %s neither. Next: /models mind ollama, or /models install small"
                            .formatted(report.tag()));
        }
        return text.toString();
    }

    private static String share(ModelBench.@Nullable Score score) {
        return score == null ? "-" : score.right() + " of " + score.asked();
    }

    private static String all(ModelBench.Run run) {
        return run.right() + " of " + run.asked();
    }

    private static String rate(ModelBench.Run run) {
        return String.format(Locale.ROOT, "%.1f", run.tokensPerSecond());
    }

    static Map<String, Object> document(ModelBench.Report report, String mind) {
        var document = new LinkedHashMap<String, Object>();
        document.put("mind", mind);
        document.put("tag", report.tag());
        document.put("persona", report.persona());
        document.put("bare", document(report.bare()));
        document.put("through", document(report.throughPersona()));
        document.put("interrupted", report.interrupted());
        return document;
    }

    private static Map<String, Object> document(ModelBench.Run run) {
        var kinds = new LinkedHashMap<String, Object>();
        run.kinds()
                .forEach((kind, score) ->
                        kinds.put(
                                kind,
                                Map.of(
                                        "asked", score.asked(),
                                        "right", score.right(),
                                        "malformed", score.malformed())));
        return Map.of(
                "right", run.right(),
                "asked", run.asked(),
                "malformed", run.malformed(),
                "failed", run.failed(),
                "tokens_per_second", run.tokensPerSecond(),
                "kinds", kinds);
    }
}
