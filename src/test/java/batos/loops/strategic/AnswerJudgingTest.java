package batos.loops.strategic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.loops.strategic.AnswerJudging.Judged;
import batos.mind.Pin;
import batos.mind.Reply;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AnswerJudgingTest extends StrategicFixture {
    private static final List<String> THINGS =
            List.of("granite", "pepper", "violin", "harbour", "meadow", "lantern");

    /// Whether the judge likes an answer better than one that he does not like.
    private Predicate<String> likes = answer -> answer.contains("Aye");

    private boolean alwaysFirst;
    private boolean interrupted;

    @Override
    Reply reply(Asked asked) {
        if (!asked.schema()) {
            return says("What I say now about " + asked.text());
        }
        if (interrupted) {
            return new Reply.Interrupted();
        }
        var first = likes.test(section(asked.text(), "First answer:"));
        var second = likes.test(section(asked.text(), "Second answer:"));
        var better =
                alwaysFirst || first && !second ? "first" : second && !first ? "second" : "equal";
        return says("{\"better\":\"" + better + "\",\"why\":\"so\"}");
    }

    private static String section(String prompt, String title) {
        return prompt.split(title + "\n```\n", 2)[1].split("\n```", 2)[0];
    }

    private void answers(int many) {
        for (int i = 0; i < many; i++) {
            var good = i % 2 == 0;
            answers.add(
                    answer(
                            i + 1,
                            "what is " + THINGS.get(i) + " for",
                            (good ? "Aye: " : "Hm: ") + THINGS.get(i) + " has its uses."));
        }
    }

    private void controls() {
        for (int i = 0; i < 4; i++) {
            var good = i % 2 == 0;
            answers.add(
                    answer(
                            i + 50,
                            "who needs a " + THINGS.get(i),
                            (good ? "Aye, the mason " : "Nobody ") + i,
                            Optional.of(good)));
        }
    }

    private Judged judge() {
        return loop.judging(line -> {}).judge("BRICK", Optional.empty(), 20, CAUSE);
    }

    private Judged.Done done() {
        return assertInstanceOf(Judged.Done.class, judge());
    }

    private String notNow() {
        return assertInstanceOf(Judged.NotNow.class, judge()).why();
    }

    private List<GoldenExample> judgedGolden() {
        return loop.datasets().draft("BRICK", Optional.empty()).golden().stream()
                .filter(one -> one.source() == GoldenExample.Source.JUDGED)
                .toList();
    }

    @Nested
    class AJudge {
        @Test
        void makesGoldenWhatItPrefersInBothOrders() {
            answers(6);
            var done = done();
            assertEquals(6, done.looked());
            assertEquals(List.of(5L, 3L, 1L), done.preferred());
            assertEquals(1, done.self(), 1e-9);
            assertTrue(done.kept());
            assertEquals(
                    List.of(1L, 3L, 5L),
                    judgedGolden().stream().map(GoldenExample::episode).toList());
            assertEquals(
                    "turn 1, the judge preferred it in both orders",
                    judgedGolden().getFirst().provenance());
        }

        @Test
        void seesEachPairInBothOrdersAndNobodysName() {
            answers(2);
            done();
            var shown = asked.stream().filter(Asked::schema).map(Asked::text).toList();
            assertEquals(4, shown.size());
            for (var thing : THINGS.subList(0, 2)) {
                var firsts =
                        shown.stream()
                                .filter(text -> text.contains("what is " + thing + " for"))
                                .map(text -> section(text, "First answer:").startsWith("What I"))
                                .sorted()
                                .toList();
                assertEquals(List.of(false, true), firsts);
            }
            assertTrue(
                    shown.stream()
                            .noneMatch(text ->
                                    text.contains("BRICK")
                                            || text.contains("bat:1b")
                                            || text.contains("candidate")));
        }

        @Test
        void isNeverTheModelUnderTraining() {
            answers(2);
            done();
            assertTrue(
                    asked.stream()
                            .filter(Asked::schema)
                            .allMatch(call ->
                                    call.pin().tag().equals("owl:2b")
                                            && call.pin().sampling().temperature() == 0));
        }

        @Test
        void doesNotSeeTheSameAnswerTwice() {
            answers(3);
            done();
            assertTrue(notNow().startsWith("no answer of BRICK waits for a judge"));
        }

        @Test
        void thatWasInterruptedLeavesNothing() {
            answers(3);
            interrupted = true;
            assertEquals("stopped; nothing was kept", notNow());
            assertTrue(Thread.interrupted());
            interrupted = false;
            assertEquals(3, done().looked());
        }
    }

    @Nested
    class AJudgeThatIsNone {
        @Test
        void prefersTheFirst() {
            answers(6);
            alwaysFirst = true;
            var done = done();
            assertFalse(done.kept());
            assertTrue(done.self() <= 0, () -> "kappa " + done.self());
            assertEquals(List.of(), done.preferred());
            assertEquals(List.of(), judgedGolden());
        }

        @Test
        void isTheModelUnderTraining() {
            answers(2);
            for (var other : List.of("ROBIN", "BABS", "ALFRED")) {
                pins.swap(other, pins.inForce("BRICK"), CAUSE);
            }
            assertTrue(notNow().contains("it may not judge itself"));
            assertEquals(List.of(), asked);
        }

        @Test
        void isTheModelUnderTrainingByAnotherName() {
            answers(2);
            var pin = pins.inForce("BRICK");
            var named = new Pin("bat:1b", "d1", pin.context(), pin.sampling(), "");
            var alias = new Pin("wolf:9b", "d1", pin.context(), pin.sampling(), "");
            pins.swap("BRICK", named, CAUSE);
            for (var other : List.of("ROBIN", "BABS", "ALFRED")) {
                pins.swap(other, alias, CAUSE);
            }
            assertTrue(notNow().contains("it may not judge itself"));
        }

        @Test
        void isTheArchitectBySettings() {
            answers(2);
            judge = "architect";
            assertTrue(notNow().contains("Next: /good, or /correct TEXT"));
        }

        @Test
        void saysNothingThatCanBeRead() {
            answers(3);
            likes = answer -> false;
            assertEquals(List.of(), done().preferred());
        }
    }

    @Nested
    class ItsAgreementWithTheArchitect {
        @Test
        void isOneWhereItPrefersWhatHeCalledGood() {
            answers(4);
            controls();
            assertEquals(1, done().architect(), 1e-9);
        }

        @Test
        void isBelowZeroWhereItPrefersWhatHeCalledBad() {
            answers(4);
            controls();
            likes = answer -> answer.startsWith("Nobody");
            assertEquals(-1, done().architect(), 1e-9);
        }

        @Test
        void isUnknownWhereHeSaidNothing() {
            answers(4);
            assertTrue(Double.isNaN(done().architect()));
        }
    }
}
