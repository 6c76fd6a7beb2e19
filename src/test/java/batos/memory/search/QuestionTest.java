package batos.memory.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.memory.search.Ranked.Signal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What of a question counts when turns are ranked.
class QuestionTest {
    private static final Instant MAY = Instant.parse("2023-05-31T10:00:00Z");
    private static final Instant JUNE = Instant.parse("2023-06-01T10:00:00Z");

    private static boolean isAsked(String question, Instant time) {
        return Content.monthAsked(question)
                .filter(month -> month.test(Content.month(time)))
                .isPresent();
    }

    @Test
    void wordsThatAskCountHalf() {
        assertEquals(
                Map.of("what", 0.5, "did", 0.5, "anna", 1.0, "bring", 2.0, "lyon", 1.0),
                Terms.asked("What did Anna bring, bring to Lyon?"));
    }

    @Test
    void aMonthIsOneWithItsYearOrOfAnyYear() {
        assertTrue(isAsked("What did Anna bring in june?", JUNE));
        assertFalse(isAsked("What did Anna bring in june?", MAY));
        assertTrue(isAsked("What was on 1 June, 2023?", JUNE));
        assertTrue(isAsked("What was in June of 2023?", JUNE));
        assertFalse(isAsked("What was in June 2022?", JUNE));
        assertTrue(isAsked("Was it May or July?", MAY));
        assertTrue(Content.monthAsked("may I march there?").isEmpty());
    }

    @Test
    void aTurnOfTheMonthAskedForComesFirst() {
        var corpus = new Corpus();
        for (var time : List.of(JUNE, MAY, Instant.parse("2023-07-01T10:00:00Z"))) {
            var name = time.toString();
            corpus.put(new Turn(name, name, 1, "Anna", time, "I brought honey."), List.of(), null);
        }
        var question = Ranker.Question.of("What did Anna bring in the June of that year?", null);
        var ranked = new Ranker(corpus, Weights.MEASURED).rank(question, 3);
        assertEquals(JUNE, ranked.getFirst().turn().time());
        assertEquals(1, ranked.getFirst().raw().get(Signal.DATED));
        assertEquals(0, ranked.getLast().raw().get(Signal.DATED));
    }

    @Test
    void aDotProductIsTheSumWhateverTheLength() {
        for (int length = 0; length < 20; length++) {
            var ones = new float[length];
            Arrays.fill(ones, 1);
            assertEquals(length, VectorSimilarity.dot(ones, ones));
        }
    }
}
