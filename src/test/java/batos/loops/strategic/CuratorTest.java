package batos.loops.strategic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CuratorTest {
    private static final Curator.Rules RULES = new Curator.Rules(0.5, 0.4, 0.8, 0.5);

    private static Curator curator(String... marked) {
        return new Curator(
                RULES,
                new Privacy(List.of(marked)),
                List.of(new RetainedSkill("*", "What is 7 plus 5?", "12")));
    }

    private static AnswerRecord answer(long episode, String question) {
        return new AnswerRecord(
                "BRICK",
                episode,
                "",
                Instant.ofEpochSecond(episode),
                question,
                "an answer to " + question,
                0.9,
                1,
                false,
                0,
                0,
                Optional.empty(),
                Optional.empty());
    }

    private static AnswerRecord good(AnswerRecord a, boolean good) {
        return new AnswerRecord(
                a.persona(),
                a.episode(),
                a.theme(),
                a.at(),
                a.question(),
                a.answer(),
                a.dissonance(),
                a.trust(),
                a.recalled(),
                a.toolsHeld(),
                a.toolsFailed(),
                Optional.of(good),
                a.correction());
    }

    private static AnswerRecord corrected(AnswerRecord a, String text) {
        return new AnswerRecord(
                a.persona(),
                a.episode(),
                a.theme(),
                a.at(),
                a.question(),
                a.answer(),
                a.dissonance(),
                a.trust(),
                a.recalled(),
                a.toolsHeld(),
                a.toolsFailed(),
                a.good(),
                Optional.of(text));
    }

    private static AnswerRecord with(
            AnswerRecord a,
            double trust,
            boolean recalled,
            int held,
            int failed,
            double dissonance) {
        return new AnswerRecord(
                a.persona(),
                a.episode(),
                a.theme(),
                a.at(),
                a.question(),
                a.answer(),
                dissonance,
                trust,
                recalled,
                held,
                failed,
                a.good(),
                a.correction());
    }

    @Test
    void onlyWhatWasVerifiedIsGolden() {
        var curation =
                curator()
                        .curate(
                                List.of(
                                        good(answer(1, "how do bees find home"), true),
                                        good(answer(2, "why is the sea salty"), false),
                                        corrected(answer(3, "what does a loom do"), "It weaves."),
                                        with(
                                                answer(4, "how long is this text"),
                                                1,
                                                false,
                                                2,
                                                0,
                                                0.1),
                                        with(answer(5, "how old is the tree"), 1, false, 1, 1, 0.1),
                                        answer(6, "who built the bridge")),
                                List.of(),
                                Set.of(),
                                false);
        assertEquals(
                List.of(1L, 3L, 4L),
                curation.golden().stream().map(GoldenExample::episode).toList());
        assertEquals("It weaves.", curation.golden().get(1).answer());
        assertEquals("turn 3, the Architect corrected it", curation.golden().get(1).provenance());
        assertEquals(
                List.of(6L), curation.unverified().stream().map(AnswerRecord::episode).toList());
        assertEquals(
                List.of("the Architect said /bad", "a tool broke in that turn"),
                curation.rejected().stream().map(Curation.Rejected::why).toList());
    }

    @Test
    void lowTrustAndRecalledTextNeverEnterUnlessTheyWereCorrected() {
        var curation =
                curator()
                        .curate(
                                List.of(
                                        good(
                                                with(
                                                        answer(1, "what did the page say"),
                                                        0.2,
                                                        false,
                                                        0,
                                                        0,
                                                        0),
                                                true),
                                        good(
                                                with(
                                                        answer(2, "what did I tell you"),
                                                        1,
                                                        true,
                                                        0,
                                                        0,
                                                        0),
                                                true),
                                        corrected(
                                                with(answer(3, "what is true"), 0.2, true, 0, 0, 0),
                                                "This.")),
                                List.of(),
                                Set.of(),
                                false);
        assertEquals(List.of(3L), curation.golden().stream().map(GoldenExample::episode).toList());
    }

    @Test
    void secretsAndMarkedWordsNeverEnterAndAreNotQuoted() {
        var curation =
                curator("Rosebud")
                        .curate(
                                List.of(
                                        good(answer(1, "my password: hunter22 please"), true),
                                        corrected(
                                                answer(2, "what is my street"),
                                                "You live near rosebud lane."),
                                        good(answer(3, "is sk-abcdefghijklmnopqrstu a key"), true)),
                                List.of(),
                                Set.of(),
                                false);
        assertTrue(curation.golden().isEmpty());
        assertEquals(
                List.of(
                        "it holds a password",
                        "it holds words that are marked as private",
                        "it holds an API key"),
                curation.rejected().stream().map(Curation.Rejected::why).toList());
        assertFalse(curation.rejected().toString().contains("hunter22"));
    }

    @Test
    void ofNearDuplicatesTheStrongestSourceStays() {
        var curation =
                curator()
                        .curate(
                                List.of(
                                        good(answer(1, "How do I boil an egg?"), true),
                                        corrected(
                                                answer(2, "how do I boil an egg"),
                                                "Eight minutes.")),
                                List.of(),
                                Set.of(),
                                false);
        assertEquals(
                List.of("Eight minutes."),
                curation.golden().stream().map(GoldenExample::answer).toList());
    }

    @Test
    void anOldSkillIsMeasuredAndNeverLearned() {
        var curation =
                curator()
                        .curate(
                                List.of(good(answer(1, "What is 7 plus 5?"), true)),
                                List.of(),
                                Set.of(),
                                false);
        assertTrue(curation.golden().isEmpty());
    }

    @Test
    void oneThemeCannotFillTheSet() {
        var answers = new ArrayList<AnswerRecord>();
        var words =
                List.of(
                        "otter", "bridge", "violin", "harvest", "mirror", "candle", "window",
                        "desert");
        for (int i = 0; i < 8; i++) {
            var a = good(answer(i + 1, "tell me of the " + words.get(i)), true);
            answers.add(
                    new AnswerRecord(
                            a.persona(),
                            a.episode(),
                            i < 6 ? "one" : "two",
                            a.at(),
                            a.question(),
                            a.answer(),
                            0,
                            1,
                            false,
                            0,
                            0,
                            a.good(),
                            a.correction()));
        }
        var golden = curator().curate(answers, List.of(), Set.of(), false).golden();
        assertTrue(
                golden.stream().filter(e -> e.theme().equals("one")).count()
                        <= golden.size() / 2.0 + 1);
    }

    @Test
    void theLatestTurnsAreHeldOutWholeAndNothingNearThemIsLearned() {
        var golden = new ArrayList<GoldenExample>();
        var words =
                List.of(
                        "otter", "bridge", "violin", "harvest", "mirror", "candle", "window",
                        "desert", "lantern", "walnut");
        for (int i = 0; i < words.size(); i++) {
            golden.add(
                    new GoldenExample(
                            "BRICK",
                            words.get(i) + "?",
                            "x",
                            GoldenExample.Source.GOOD,
                            i / 2 + 1,
                            "",
                            Instant.ofEpochSecond(i),
                            ""));
        }
        golden.add(
                0,
                new GoldenExample(
                        "BRICK",
                        golden.getLast().question(),
                        "y",
                        GoldenExample.Source.GOOD,
                        99,
                        "",
                        Instant.EPOCH,
                        ""));
        var split = DatasetSplit.of(golden, 0.2, 2);
        assertTrue(
                split.heldOut().size() >= 3
                        && split.heldOut().stream()
                                .allMatch(e -> e.episode() >= 4 && e.episode() < 99));
        assertEquals(List.of(99L), split.removed().stream().map(GoldenExample::episode).toList());
        assertTrue(split.leaks().isEmpty());
    }
}
