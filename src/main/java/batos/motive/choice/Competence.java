package batos.motive.choice;

import java.util.List;

/// The success of a region's goals, now and before, estimated from their outcomes: the share of
/// successes in two windows of outcomes, one after the other, each with a Beta(1, 1) prior.
///
/// The absolute difference of the two is the learning progress of Colas et al. (Augmenting
/// Autotelic Agents with Large Language Models, arXiv 2305.12487, and the works on LP-based
/// curricula they build on) and of MAGELLAN (arXiv 2502.07709), which estimates it by a model over
/// the goal space; here regions are few and are counted.
///
/// @param tried outcomes seen in all
/// @param earlier success rate of the older window, 0.5 where it is empty
/// @param recent success rate of the newer window, 0.5 where it is empty
public record Competence(int tried, double earlier, double recent) {
    /// Outcomes in the newer window at most; a region with fewer than twice as many is split in
    /// half. Chosen with the two numbers below in a simulated world: longer windows see progress
    /// with less noise and later.
    public static final int WINDOW = 32;

    /// The older window is at most so many times as long: slow learning shows against a longer
    /// past.
    private static final int BACK = 4;

    /// So many standard errors count as chance.
    static final double DOUBT = 0.5;

    public static final Competence UNKNOWN = new Competence(0, 0.5, 0.5);

    /// @param outcomes the oldest first
    public static Competence of(List<Boolean> outcomes) {
        int size = outcomes.size();
        int window = Math.min(WINDOW, (size + 1) / 2);
        int back = Math.min(BACK * WINDOW, size - window);
        var recent = outcomes.subList(size - window, size);
        var earlier = outcomes.subList(size - window - back, size - window);
        return new Competence(size, rate(earlier), rate(recent));
    }

    private static double rate(List<Boolean> outcomes) {
        var won = outcomes.stream().filter(it -> it).count();
        return (won + 1.0) / (outcomes.size() + 2.0);
    }

    /// The absolute learning progress, 0 to 1, as far as it is more than chance: the difference of
    /// the two rates less [#DOUBT] standard errors of it. A falling rate draws as much attention as
    /// a rising one.
    public double progress() {
        double window = Math.min(WINDOW, (tried + 1) / 2);
        double back = Math.min(BACK * WINDOW, tried - window);
        double error =
                Math.sqrt(
                        recent * (1 - recent) / (window + 2)
                                + earlier * (1 - earlier) / (back + 2));
        return Math.max(0, Math.abs(recent - earlier) - DOUBT * error);
    }
}
