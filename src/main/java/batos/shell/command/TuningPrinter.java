package batos.shell.command;

import batos.loops.strategic.GateReport;
import batos.loops.strategic.Tuning;
import batos.mind.ModelTag;
import batos.mind.Pin;
import batos.trainer.TrainingResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tunings in words and as documents.
final class TuningPrinter {
    private TuningPrinter() {}

    static String line(Tuning tuning) {
        return tuning.line()
                + " "
                + tuning.state().words()
                + (tuning.why().isEmpty() ? "" : ": " + tuning.why());
    }

    /// The same, where the persona may have been given another model since.
    ///
    /// @param pin the persona's model in force
    static String line(Tuning tuning, @Nullable Pin pin) {
        return !tuning.state().inUse() || pin == null || ModelTag.same(pin.tag(), tuning.tag())
                ? line(tuning)
                : "%s was in use; %s thinks with %s now"
                        .formatted(tuning.line(), tuning.persona(), pin.tag());
    }

    static Map<String, Object> document(Tuning tuning) {
        var document =
                TuneCommand.facts(
                        "number", tuning.number(),
                        "persona", tuning.persona().name(),
                        "theme", tuning.theme(),
                        "base", tuning.base(),
                        "base_digest", tuning.baseDigest(),
                        "dataset", tuning.dataset(),
                        "trainer", tuning.trainer(),
                        "tag", tuning.tag(),
                        "recipe", tuning.recipe(),
                        "state", tuning.state().name(),
                        "why", tuning.why(),
                        "changed", tuning.changed());
        tuning.result().ifPresent(result -> document.put("result", result));
        tuning.report().ifPresent(report -> document.put("report", report));
        tuning.probation().ifPresent(probation -> document.put("probation", probation));
        return document;
    }

    static String whole(Tuning tuning, Path folder) {
        var lines = new ArrayList<String>();
        lines.add(line(tuning));
        lines.add("  files    " + folder);
        lines.add("  base     " + tuning.baseFile() + ", sha256 " + shortly(tuning.baseDigest()));
        lines.add("  recipe   " + tuning.recipe());
        tuning.result().ifPresent(result -> lines.addAll(trained(result)));
        tuning.report().ifPresent(report -> lines.addAll(measures(report)));
        tuning.probation()
                .ifPresent(probation ->
                        lines.add(
                                String.format(
                                        Locale.ROOT,
                                        "  use      dissonance %.2f before, then %s",
                                        probation.before(),
                                        probation.after())));
        return String.join("\n", lines);
    }

    private static List<String> trained(TrainingResult result) {
        var lines = new ArrayList<String>();
        lines.add(
                String.format(
                        Locale.ROOT,
                        "  model    %s, %s, sha256 %s",
                        result.file(),
                        ProgressBar.size(result.bytes()),
                        shortly(result.sha256())));
        lines.add(
                String.format(
                        Locale.ROOT,
                        "  trained  %d steps, loss %.3f -> %.3f, %.1f s, %.0f MB at most",
                        result.curve().size(),
                        result.curve().values().stream().findFirst().orElse(Double.NaN),
                        result.curve().values().stream().reduce((a, b) -> b).orElse(Double.NaN),
                        result.seconds(),
                        result.peakMb()));
        lines.add("  with     " + new java.util.TreeMap<>(result.environment()));
        result.notes().forEach(note -> lines.add("  note     " + note));
        return lines;
    }

    static String shortly(String digest) {
        return digest.substring(0, Math.min(12, digest.length()));
    }

    private static List<String> measures(GateReport report) {
        return report.measures().stream()
                .map(measure ->
                        "  %-4s %-28s %s"
                                .formatted(
                                        measure.passed() ? "ok" : "NO",
                                        measure.name(),
                                        measure.line()))
                .toList();
    }

    static String report(Tuning tuning, GateReport report) {
        var lines = new ArrayList<String>();
        lines.add(line(tuning));
        lines.addAll(measures(report));
        var key = new StringBuilder();
        for (int at = 0; at < report.samples().size(); at++) {
            var sample = report.samples().get(at);
            lines.add("sample " + (at + 1) + ": " + sample.question());
            lines.add("  A: " + oneLine(sample.first()));
            lines.add("  B: " + oneLine(sample.second()));
            key.append(' ').append(at + 1).append(sample.candidateFirst() ? "A" : "B");
        }
        if (!report.samples().isEmpty()) {
            lines.add("the trained model is" + key);
        }
        return String.join("\n", lines);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    /// The next pair that waits for a verdict.
    static String pair(Tuning tuning) {
        var sheet = tuning.evidence().orElseThrow().sheet();
        var at = sheet.verdicts().size();
        var shown = sheet.shown(at);
        return "pair %d of %d: %s\n  first:  %s\n  second: %s\nNext: /tune judge %d first, second or equal"
                .formatted(
                        at + 1,
                        sheet.looks().size(),
                        shown.get(0),
                        oneLine(shown.get(1)),
                        oneLine(shown.get(2)),
                        tuning.number());
    }
}
