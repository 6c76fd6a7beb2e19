package batos.council;

import java.util.Locale;

/// How far the council is from agreement with itself and with its task, in parts that are each
/// stored.
///
/// @param robin what ROBIN scores, 0 to 1
/// @param tools what tools reported and what the forge gave up, -0.5 to 0.5
/// @param distance how far thesis and antithesis stand apart in their words: 1 minus the Jaccard
///   index of their word sets
/// @param recurrence how troubled the episodes were that came to mind: the mean of their dissonance
public record Dissonance(double robin, double tools, double distance, double recurrence) {
    public static final Dissonance NONE = new Dissonance(0, 0, 0, 0);

    private static final double TOOLS_BOUND = 0.5;

    public Dissonance {
        robin = clamp(robin, 0, 1);
        tools = clamp(tools, -TOOLS_BOUND, TOOLS_BOUND);
        distance = clamp(distance, 0, 1);
        recurrence = clamp(recurrence, 0, 1);
    }

    /// ROBIN's judgement leads; distance and recurrence can add a tenth each; tools add what they
    /// report. 0 to 1.
    public double total() {
        return clamp(0.8 * robin + 0.1 * distance + 0.1 * recurrence + tools, 0, 1);
    }

    public Dissonance scored(double score, double apart) {
        return new Dissonance(score, tools, apart, recurrence);
    }

    public Dissonance reported(double delta) {
        return new Dissonance(robin, tools + delta, distance, recurrence);
    }

    public Dissonance remembered(double mean) {
        return new Dissonance(robin, tools, distance, mean);
    }

    public String parts() {
        return String.format(
                Locale.ROOT,
                "%.2f = 0.8*robin %.2f + 0.1*distance %.2f + 0.1*recurrence %.2f + tools %+.2f",
                total(),
                robin,
                distance,
                recurrence,
                tools);
    }

    private static double clamp(double value, double low, double high) {
        return Double.isNaN(value) ? low : Math.clamp(value, low, high);
    }
}
