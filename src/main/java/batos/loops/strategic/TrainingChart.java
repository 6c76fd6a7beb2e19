package batos.loops.strategic;

import batos.trainer.TrainingEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The progress of a training, as one line: a bar, the loss with its course, and the time that is
/// left.
final class TrainingChart {
    private static final int BAR = 20;
    private static final int COURSE = 16;
    private static final String LEVELS = "▁▂▃▄▅▆▇█";

    private final List<Double> losses = new ArrayList<>();

    String line(TrainingEvent.Step step) {
        losses.add(step.loss());
        var full = BAR * step.step() / Math.max(1, step.steps());
        return String.format(
                Locale.ROOT,
                "step %d of %d %s%s loss %.3f %s%s",
                step.step(),
                step.steps(),
                "█".repeat(full),
                "░".repeat(BAR - full),
                step.loss(),
                course(losses),
                step.remaining() >= 1
                        ? String.format(Locale.ROOT, " %.0f s left", step.remaining())
                        : "");
    }

    /// A curve in one line, the lowest number at the bottom.
    static String course(List<Double> numbers) {
        var shown = numbers.subList(Math.max(0, numbers.size() - COURSE), numbers.size());
        var low = shown.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        var high = shown.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        var text = new StringBuilder();
        for (var number : shown) {
            var level = high == low ? 0 : (int) ((number - low) / (high - low) * 7.99);
            text.append(LEVELS.charAt(level));
        }
        return text.toString();
    }
}
