package batos.council;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.council.Dissonance.Part;
import batos.council.Feedback.Judgement;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FeedbackTest extends CouncilFixture {
    private final Council council = council();

    private Outcome.Answered asked() {
        return (Outcome.Answered)
                council.carry(
                        council.convene("how should we store addresses?"),
                        lease(CouncilFixture::usual),
                        deed(),
                        heard::add);
    }

    private OptionalDouble recurrence(Outcome.Answered turn) {
        return council.account(turn.episode()).orElseThrow().dissonance().part(Part.RECURRENCE);
    }

    private double felt(Outcome.Answered turn) {
        return council.account(turn.episode()).orElseThrow().dissonance().total();
    }

    @Nested
    class AJudgement {
        @Test
        void isStoredWithItsEpisodeAndItsReason() {
            var turn = asked();
            assertEquals(Judgement.NONE, council.feedback(turn.episode()).judgement());
            assertTrue(council.judge(turn.episode(), false, "it saved nothing", deed()));
            assertEquals(
                    new Feedback(Judgement.BAD, "it saved nothing"),
                    council.feedback(turn.episode()));
        }

        @Test
        void takesThePlaceOfAnEarlierOne() {
            var turn = asked();
            council.judge(turn.episode(), false, "too long", deed());
            council.judge(turn.episode(), true, "", deed());
            assertEquals(new Feedback(Judgement.GOOD, ""), council.feedback(turn.episode()));
        }

        @Test
        void ofATurnThatNeverWasIsRefusedAndChangesNothing() {
            asked();
            var before = image.now().root();
            assertFalse(council.judge(99, true, "", deed()));
            assertEquals(before, image.now().root());
        }
    }

    @Nested
    class TheNextTurnOnTheTheme {
        @Test
        void feelsABadAnswerAsTroubleAndAGoodOneAsHalf() {
            var first = asked();
            var felt = felt(first);
            assertTrue(felt > 0 && felt < 1, "" + felt);
            council.judge(first.episode(), false, "", deed());
            assertEquals(1, recurrence(asked()).orElseThrow(), 1e-9);

            var calm = council.dissonance().last(1).getFirst();
            council.judge(first.episode(), true, "", deed());
            council.judge(calm.episode(), true, "", deed());
            assertTrue(recurrence(asked()).orElseThrow() < felt);
        }

        @Test
        void feelsAnUnjudgedAnswerAsItWas() {
            var felt = felt(asked());
            assertEquals(felt, recurrence(asked()).orElseThrow(), 1e-9);
        }
    }
}
