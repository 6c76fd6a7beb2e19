package batos.memory.search;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// The turns that may come to a question, with the values that are the same for every question
/// about them.
///
/// @param numbers of documents, ascending
/// @param sample those whose vectors give the mean and the deviation of similarities: all, or about
///   2,048 chosen by their ids, so that the same memories give the same scores in every process
/// @param speakers how many turns each has, in lower case
@SuppressWarnings("ArrayRecordComponent") // made once, compared by nobody
record EligibleTurns(
        int[] numbers,
        int[] sample,
        MeanAndDeviation substance,
        MeanAndDeviation dated,
        Map<String, Integer> speakers) {
    private static final int SAMPLE = 2_048;

    static EligibleTurns of(Corpus corpus, Predicate<Turn> visible) {
        var numbers =
                IntStream.range(0, corpus.bound())
                        .filter(i -> {
                            var document = corpus.at(i);
                            return document != null && visible.test(document.turn());
                        })
                        .toArray();
        var stride = Math.max(1, numbers.length / SAMPLE);
        var sample =
                stride == 1
                        ? numbers
                        : Arrays.stream(numbers)
                                .filter(i -> mixed(corpus.document(i).turn().id()) % stride == 0)
                                .toArray();
        var speakers = new HashMap<String, Integer>();
        for (var i : numbers) {
            speakers.merge(corpus.document(i).speaker(), 1, Integer::sum);
        }
        return new EligibleTurns(
                numbers,
                sample,
                MeanAndDeviation.of(numbers, i -> corpus.document(i).substance()),
                MeanAndDeviation.of(numbers, i -> corpus.document(i).tellsTime() ? 1 : 0),
                speakers);
    }

    /// Fibonacci hashing (Knuth, The Art of Computer Programming, volume 3, 6.4): ids that follow
    /// each other land far apart.
    private static int mixed(String id) {
        return (id.hashCode() * 0x9E3779B9) >>> 8;
    }

    /// The spread of "it was said in this month".
    MeanAndDeviation saidIn(Corpus corpus, IntPredicate month) {
        return MeanAndDeviation.of(numbers, i -> month.test(corpus.document(i).month()) ? 1 : 0);
    }

    /// The spread of "one of these said it".
    MeanAndDeviation saidBy(Set<String> names) {
        var count = names.stream().mapToInt(it -> speakers.getOrDefault(it, 0)).sum();
        return numbers.length == 0
                ? new MeanAndDeviation(0, 0)
                : MeanAndDeviation.ofShare(count / (double) numbers.length);
    }
}
