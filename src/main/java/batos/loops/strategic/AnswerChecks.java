package batos.loops.strategic;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;

/// Finds faults of answers without a model.
final class AnswerChecks {
    /// So many words in a row are no coincidence.
    private static final int RUN_WORDS = 8;

    /// A run that this many training answers share is the manner, which is meant to be learned.
    private static final int MANNER = 3;

    private static final int LOOP_WORDS = 3;
    private static final int LOOP_TIMES = 5;

    private AnswerChecks() {}

    /// Whether the same few words come again and again.
    static boolean loops(String answer) {
        var words = words(answer);
        var seen = new HashMap<String, Integer>();
        for (int at = 0; at + LOOP_WORDS <= words.size(); at++) {
            if (seen.merge(run(words, at, LOOP_WORDS), 1, Integer::sum) >= LOOP_TIMES) {
                return true;
            }
        }
        return false;
    }

    /// Whether an answer repeats a training answer that belongs to another question.
    ///
    /// @param asked the question that was asked
    static boolean recites(String asked, String answer, List<GoldenExample> training) {
        var words = words(answer);
        for (int at = 0; at + RUN_WORDS <= words.size(); at++) {
            var run = run(words, at, RUN_WORDS);
            var sources = training.stream().filter(one -> holds(one.answer(), run)).toList();
            if (!sources.isEmpty()
                    && sources.size() < MANNER
                    && sources.stream()
                            .noneMatch(one ->
                                    TextLikeness.of(one.question(), asked) > DatasetSplit.NEAR)) {
                return true;
            }
        }
        return training.stream()
                .filter(one -> one.answer().strip().equalsIgnoreCase(answer.strip()))
                .anyMatch(one -> TextLikeness.of(one.question(), asked) <= DatasetSplit.NEAR);
    }

    private static boolean holds(String text, String run) {
        return (" " + String.join(" ", words(text)) + " ").contains(" " + run + " ");
    }

    /// The mean likeness of each two of the texts, 0 to 1.
    static double sameness(List<String> texts) {
        var sum = 0.0;
        var count = 0;
        for (int one = 0; one < texts.size(); one++) {
            for (int other = one + 1; other < texts.size(); other++) {
                sum += TextLikeness.of(texts.get(one), texts.get(other));
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String run(List<String> words, int at, int length) {
        return String.join(" ", words.subList(at, at + length));
    }
}
