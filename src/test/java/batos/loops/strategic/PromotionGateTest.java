package batos.loops.strategic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.loops.strategic.JudgeSheet.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PromotionGateTest {
    private static final List<String> THINGS =
            List.of(
                    "granite", "pepper", "violin", "harbour", "meadow", "lantern", "walnut",
                    "cotton");
    private static final List<String> LEARNED =
            List.of(
                    "copper", "saddle", "thunder", "orchid", "ladder", "sulphur", "barley",
                    "pigeon");

    private static GoldenExample example(String question, String answer, long episode) {
        return new GoldenExample(
                "BRICK",
                question,
                answer,
                GoldenExample.Source.GOOD,
                episode,
                "",
                Instant.ofEpochSecond(episode),
                "");
    }

    private static GoldenExample about(String thing, long episode) {
        return example(
                "Tell me what " + thing + " is used for",
                "Aye! People who like " + thing + " keep plenty of it near " + episode + ".",
                episode);
    }

    private static SealedDataset dataset() {
        var train = new ArrayList<GoldenExample>();
        var heldOut = new ArrayList<GoldenExample>();
        for (int i = 0; i < LEARNED.size(); i++) {
            train.add(
                    example(
                            "Where does " + LEARNED.get(i) + " come from?",
                            about(LEARNED.get(i), i + 1).answer(),
                            i + 1));
            heldOut.add(
                    example(
                            THINGS.get(i) + ": your opinion?",
                            about(THINGS.get(i), i + 20).answer(),
                            i + 20));
        }
        return seal(train, heldOut);
    }

    private static SealedDataset seal(List<GoldenExample> train, List<GoldenExample> heldOut) {
        return SealedDataset.seal(
                "BRICK",
                1,
                "",
                Instant.EPOCH,
                new DatasetSplit(train, heldOut, List.of()),
                List.of());
    }

    /// A judge who likes the manner.
    private static Verdict honest(List<String> shown) {
        var first = shown.get(1).startsWith("Aye");
        return first == shown.get(2).startsWith("Aye")
                ? Verdict.EQUAL
                : first ? Verdict.FIRST : Verdict.SECOND;
    }

    private interface Judging {
        Verdict of(List<String> shown);
    }

    private static GateEvidence evidence(
            SealedDataset dataset, UnaryOperator<String> candidate, Judging judge) {
        var before = new TreeMap<String, Double>();
        var after = new TreeMap<String, Double>();
        var answered = new ArrayList<GateEvidence.Answered>();
        var pairs = new ArrayList<JudgeSheet.Pair>();
        var at = 0;
        for (var one : dataset.split().heldOut()) {
            before.put(one.id(), 3.0 + at * 0.1);
            after.put(one.id(), 1.0 + at++ * 0.05);
            var base = "Something about " + one.question() + " I suppose, in number " + at;
            var said = candidate.apply(one.question());
            answered.add(new GateEvidence.Answered(one.question(), base, said));
            pairs.add(new JudgeSheet.Pair(one.question(), base, said, false));
        }
        var sheet = JudgeSheet.both(pairs, 4);
        for (int look = 0; look < sheet.looks().size(); look++) {
            sheet = sheet.with(judge.of(sheet.shown(look)));
        }
        return new GateEvidence(
                dataset,
                "base@1",
                "brick-1",
                "judge@2",
                before,
                after,
                sheet,
                answered,
                List.of(
                        new GateEvidence.Skill("7 + 5?", "12", "12", true, true),
                        new GateEvidence.Skill("first month?", "January", "January", true, true)),
                List.of(new GateEvidence.Format("tool call", true, true)),
                0.8,
                0.8);
    }

    private static String inManner(String question) {
        return "Aye! My view of " + question + " has the length " + question.length();
    }

    private static GateReport decide(GateEvidence evidence) {
        return new PromotionGate(new PromotionGate.Bounds(0.1, 0.05, 0, 0.25)).decide(evidence);
    }

    private static List<String> failed(GateReport report) {
        return report.measures().stream()
                .filter(measure -> !measure.passed())
                .map(GateReport.Measure::name)
                .toList();
    }

    @Test
    void aBetterModelPassesWithAllItsNumbers() {
        var report =
                decide(evidence(dataset(), PromotionGateTest::inManner, PromotionGateTest::honest));
        assertEquals(List.of(), report.reasons());
        assertTrue(report.passed());
        assertEquals(8, report.samples().size());
        assertTrue(
                report.measures().stream()
                        .anyMatch(m ->
                                m.name().equals("held-out loss")
                                        && m.line().startsWith("3.350 -> 1.175")));
    }

    @Nested
    class ACheatIsRefused {
        @Test
        void aDatasetWithTheHeldOutQuestionsInIt() {
            var honest = dataset();
            var train = new ArrayList<>(honest.split().train());
            train.addAll(honest.split().heldOut());
            var report =
                    decide(
                            evidence(
                                    seal(train, honest.split().heldOut()),
                                    PromotionGateTest::inManner,
                                    PromotionGateTest::honest));
            assertEquals(List.of("dataset"), failed(report));
            assertTrue(
                    report.reasons()
                            .getFirst()
                            .contains("8 training examples are near held-out ones"));
        }

        @Test
        void aDatasetThatWasChangedAfterItsSeal() {
            var honest = dataset();
            var changed =
                    new SealedDataset(
                            honest.persona(),
                            honest.version(),
                            honest.theme(),
                            honest.at(),
                            new DatasetSplit(
                                    honest.split().train().subList(1, 8),
                                    honest.split().heldOut(),
                                    List.of()),
                            List.of(),
                            honest.hash());
            assertEquals(
                    List.of("dataset"),
                    failed(
                            decide(
                                    evidence(
                                            changed,
                                            PromotionGateTest::inManner,
                                            PromotionGateTest::honest))));
        }

        @Test
        void aJudgeThatPrefersTheFirst() {
            var report =
                    decide(
                            evidence(
                                    dataset(),
                                    PromotionGateTest::inManner,
                                    shown -> Verdict.FIRST));
            assertTrue(failed(report).contains("the judge with himself"));
            assertTrue(report.reasons().toString().contains("'first' in 100%"));
        }

        @Test
        void aJudgeThatIsTheCandidate() {
            var honest =
                    evidence(dataset(), PromotionGateTest::inManner, PromotionGateTest::honest);
            var own =
                    new GateEvidence(
                            honest.dataset(),
                            honest.base(),
                            honest.candidate(),
                            honest.base(),
                            honest.lossBefore(),
                            honest.lossAfter(),
                            honest.sheet(),
                            honest.heldOut(),
                            honest.skills(),
                            honest.formats(),
                            honest.distinctBefore(),
                            honest.distinctAfter());
            assertEquals(List.of("judge"), failed(decide(own)));
        }

        @Test
        void aCandidateThatMemorised() {
            var answers = dataset().split().train();
            var report =
                    decide(
                            evidence(
                                    dataset(),
                                    question ->
                                            answers.get(Math.floorMod(question.hashCode(), 8))
                                                    .answer(),
                                    PromotionGateTest::honest));
            assertTrue(failed(report).contains("by heart"));
        }

        @Test
        void aCandidateThatForgotTools() {
            var honest =
                    evidence(dataset(), PromotionGateTest::inManner, PromotionGateTest::honest);
            var forgot =
                    new GateEvidence(
                            honest.dataset(),
                            honest.base(),
                            honest.candidate(),
                            honest.judge(),
                            honest.lossBefore(),
                            honest.lossAfter(),
                            honest.sheet(),
                            honest.heldOut(),
                            List.of(new GateEvidence.Skill("7 + 5?", "12", "Aye!", true, false)),
                            List.of(new GateEvidence.Format("tool call", true, false)),
                            0.8,
                            0.5);
            assertEquals(List.of("old skills", "formats", "distinctness"), failed(decide(forgot)));
        }

        @Test
        void aCandidateThatAnswersEverythingWithPraise() {
            var report =
                    decide(
                            evidence(
                                    dataset(),
                                    question ->
                                            "Aye! What an excellent question, this answer deserves"
                                                    + " the best mark of all.",
                                    PromotionGateTest::honest));
            assertEquals(List.of("variety"), failed(report));
        }

        @Test
        void aCandidateThatLoops() {
            var report =
                    decide(
                            evidence(
                                    dataset(),
                                    question -> inManner(question) + " and so on and".repeat(9),
                                    PromotionGateTest::honest));
            assertTrue(failed(report).contains("loops"));
        }
    }

    @Test
    void aGainWithinItsIntervalIsNone() {
        var honest = evidence(dataset(), PromotionGateTest::inManner, PromotionGateTest::honest);
        var noisy = new TreeMap<>(honest.lossBefore());
        var sign = 1;
        for (var entry : noisy.entrySet()) {
            entry.setValue(entry.getValue() + sign * 0.5 - 0.05);
            sign = -sign;
        }
        var report =
                decide(
                        new GateEvidence(
                                honest.dataset(),
                                honest.base(),
                                honest.candidate(),
                                honest.judge(),
                                honest.lossBefore(),
                                noisy,
                                honest.sheet(),
                                honest.heldOut(),
                                honest.skills(),
                                honest.formats(),
                                0.8,
                                0.8));
        assertEquals(List.of("held-out loss"), failed(report));
    }

    @Test
    void anUnfinishedSheetPassesNothing() {
        var honest = evidence(dataset(), PromotionGateTest::inManner, PromotionGateTest::honest);
        var sheet = honest.sheet();
        var half = new JudgeSheet(sheet.pairs(), sheet.looks(), sheet.verdicts().subList(0, 8));
        assertFalse(decide(honest.with(half)).passed());
    }

    @Test
    void kappaIsOneForAlwaysAndZeroForChance() {
        assertEquals(1, Kappa.of(List.of("a", "b", "a"), List.of("a", "b", "a")), 1e-9);
        assertEquals(0, Kappa.of(List.of("a", "a", "b", "b"), List.of("a", "b", "a", "b")), 1e-9);
    }
}
