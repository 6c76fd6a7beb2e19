package batos.loops.strategic;

import batos.loops.strategic.GateReport.Measure;
import batos.loops.strategic.GateReport.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// Decides whether a trained model may take its base's place. It only reads measurements: it asks
/// no model, and believes no answer about itself.
public final class PromotionGate {
    private static final int SAMPLES = 10;
    private static final int FEWEST_CONTROLS = 3;

    private final Bounds bounds;

    /// @param skills how far the share of old skills may fall, 0 to 1
    /// @param distinct how far the distance to the other personas may fall, 0 to 1
    /// @param recited how many held-out answers may repeat training answers
    /// @param sameness how much more alike the answers may be to each other than the golden ones
    public record Bounds(double skills, double distinct, int recited, double sameness) {}

    PromotionGate(Bounds bounds) {
        this.bounds = bounds;
    }

    GateReport decide(GateEvidence evidence) {
        var measures = new ArrayList<Measure>();
        measures.add(dataset(evidence));
        measures.add(judge(evidence));
        measures.add(loss(evidence));
        measures.add(golden(evidence));
        measures.add(selfAgreement(evidence));
        measures.add(controls(evidence));
        measures.add(skills(evidence));
        measures.add(formats(evidence));
        measures.add(distinctness(evidence));
        measures.add(loops(evidence));
        measures.add(recited(evidence));
        measures.add(sameness(evidence));
        return new GateReport(measures, samples(evidence));
    }

    private static Measure dataset(GateEvidence evidence) {
        var dataset = evidence.dataset();
        if (!dataset.intact()) {
            return new Measure("dataset", false, "its hash is not that of its examples");
        }
        var leaks = dataset.split().leaks();
        return leaks.isEmpty()
                ? new Measure(
                        "dataset",
                        true,
                        "%d to learn, %d held out, nothing of the one near the other"
                                .formatted(
                                        dataset.split().train().size(),
                                        dataset.split().heldOut().size()))
                : new Measure(
                        "dataset",
                        false,
                        "%d training examples are near held-out ones, the first: %s"
                                .formatted(
                                        leaks.size(), Curator.shown(leaks.getFirst().question())));
    }

    private static Measure judge(GateEvidence evidence) {
        var same =
                evidence.judge().equals(evidence.base())
                        || evidence.judge().equals(evidence.candidate());
        return new Measure(
                "judge",
                !same,
                same
                        ? evidence.judge() + " is the model under training"
                        : evidence.judge() + " judges " + evidence.candidate());
    }

    private static Measure loss(GateEvidence evidence) {
        var gains = new ArrayList<Double>();
        evidence.lossBefore()
                .forEach((id, before) -> {
                    var after = evidence.lossAfter().get(id);
                    if (after != null) {
                        gains.add(before - after);
                    }
                });
        var gain = Bootstrap.of(gains);
        return new Measure(
                "held-out loss",
                gain.above(0),
                text(
                        "%.3f -> %.3f, better by %.3f (95%% between %.3f and %.3f, %d examples)",
                        mean(evidence.lossBefore().values()),
                        mean(evidence.lossAfter().values()),
                        gain.mean(),
                        gain.low(),
                        gain.high(),
                        gains.size()));
    }

    private static Measure golden(GateEvidence evidence) {
        var score = Bootstrap.of(evidence.sheet().scores(false));
        return new Measure(
                "golden score",
                evidence.sheet().complete() && score.above(0.5),
                text(
                        "preferred in %.0f%% (95%% between %.0f%% and %.0f%%; 50%% is no"
                                + " difference)",
                        100 * score.mean(), 100 * score.low(), 100 * score.high()));
    }

    private static Measure selfAgreement(GateEvidence evidence) {
        var self = evidence.sheet().selfAgreement();
        return new Measure(
                "the judge with himself",
                self.holds(),
                self.pairs() == 0
                        ? "no pair was shown in both orders"
                        : text(
                                "kappa %.2f, one winner in %.0f%% of %d pairs with the order turned"
                                        + " round; 'first' in %.0f%%",
                                self.kappa(),
                                100 * self.agreed(),
                                self.pairs(),
                                100 * self.first()));
    }

    private static Measure controls(GateEvidence evidence) {
        var controls = evidence.sheet().scores(true);
        var mean = mean(controls);
        return new Measure(
                "the judge with the Architect",
                controls.size() < FEWEST_CONTROLS || mean > 0.5,
                controls.isEmpty()
                        ? evidence.judge().equals(Judges.ARCHITECT)
                                ? "is one and the same"
                                : "nothing to compare: no answer was corrected"
                        : text(
                                "the correction preferred in %.0f%% of %d corrected answers",
                                100 * mean, controls.size()));
    }

    private Measure skills(GateEvidence evidence) {
        var skills = evidence.skills();
        var before = skills.stream().filter(GateEvidence.Skill::baseHolds).count();
        var after = skills.stream().filter(GateEvidence.Skill::candidateHolds).count();
        var lost =
                skills.stream()
                        .filter(skill -> skill.baseHolds() && !skill.candidateHolds())
                        .map(skill -> Curator.shown(skill.question()))
                        .toList();
        var share = skills.isEmpty() ? 0 : (before - after) / (double) skills.size();
        return new Measure(
                "old skills",
                share <= bounds.skills(),
                "%d -> %d of %d hold%s"
                        .formatted(
                                before,
                                after,
                                skills.size(),
                                lost.isEmpty() ? "" : "; lost: " + String.join("; ", lost)));
    }

    private static Measure formats(GateEvidence evidence) {
        var lost =
                evidence.formats().stream()
                        .filter(format -> format.baseParses() && !format.candidateParses())
                        .map(GateEvidence.Format::name)
                        .toList();
        var held =
                evidence.formats().stream()
                        .filter(GateEvidence.Format::candidateParses)
                        .map(GateEvidence.Format::name)
                        .toList();
        return new Measure(
                "formats",
                lost.isEmpty(),
                lost.isEmpty()
                        ? held.isEmpty()
                                ? "neither model knows one"
                                : String.join(", ", held) + " parse"
                        : "it forgot: " + String.join(", ", lost));
    }

    private Measure distinctness(GateEvidence evidence) {
        if (Double.isNaN(evidence.distinctBefore())) {
            return new Measure("distinctness", true, "nobody else was asked");
        }
        return new Measure(
                "distinctness",
                evidence.distinctBefore() - evidence.distinctAfter() <= bounds.distinct(),
                text(
                        "%.2f -> %.2f from the other three",
                        evidence.distinctBefore(), evidence.distinctAfter()));
    }

    private static Measure loops(GateEvidence evidence) {
        var before = evidence.heldOut().stream().filter(a -> AnswerChecks.loops(a.base())).count();
        var after =
                evidence.heldOut().stream().filter(a -> AnswerChecks.loops(a.candidate())).count();
        return new Measure(
                "loops",
                after <= before,
                "%d -> %d of %d answers repeat themselves"
                        .formatted(before, after, evidence.heldOut().size()));
    }

    private Measure recited(GateEvidence evidence) {
        var train = evidence.dataset().split().train();
        var recited =
                evidence.heldOut().stream()
                        .filter(a -> AnswerChecks.recites(a.question(), a.candidate(), train))
                        .toList();
        return new Measure(
                "by heart",
                recited.size() <= bounds.recited(),
                recited.isEmpty()
                        ? "no answer repeats a training answer of another question"
                        : "%d of %d answers repeat training answers of other questions, the first to: %s"
                                .formatted(
                                        recited.size(),
                                        evidence.heldOut().size(),
                                        Curator.shown(recited.getFirst().question())));
    }

    private Measure sameness(GateEvidence evidence) {
        var golden =
                AnswerChecks.sameness(
                        evidence.dataset().split().heldOut().stream()
                                .map(GoldenExample::answer)
                                .toList());
        var answers =
                AnswerChecks.sameness(
                        evidence.heldOut().stream().map(GateEvidence.Answered::candidate).toList());
        return new Measure(
                "variety",
                answers <= golden + bounds.sameness(),
                text(
                        "answers to different questions are %.2f alike; the golden ones %.2f",
                        answers, golden));
    }

    private static List<Sample> samples(GateEvidence evidence) {
        var random = new SplittableRandom(4);
        return evidence.heldOut().stream()
                .limit(SAMPLES)
                .map(answered -> {
                    var first = random.nextBoolean();
                    return new Sample(
                            answered.question(),
                            first ? answered.candidate() : answered.base(),
                            first ? answered.base() : answered.candidate(),
                            first);
                })
                .toList();
    }

    private static double mean(Iterable<Double> numbers) {
        var sum = 0.0;
        var count = 0;
        for (var number : numbers) {
            sum += number;
            count++;
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    @SuppressWarnings("AnnotateFormatMethod")
    private static String text(String format, Object... parts) {
        return String.format(Locale.ROOT, format, parts);
    }
}
