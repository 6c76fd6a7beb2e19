package batos.loops.strategic;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Pairs of answers as a judge sees them: which of the two models gave which answer is not told,
/// and pairs come in both orders. Verdicts are filled in look by look.
///
/// @param looks the pairs as the judge sees them, in order
/// @param verdicts of the first looks; as many as have been given
public record JudgeSheet(List<Pair> pairs, List<Look> looks, List<Verdict> verdicts) {
    /// Below both of these a judge does not agree with himself: kappa as in Landis and Koch (1977),
    /// and the plain share for the case that nearly all verdicts are the same, in which kappa says
    /// nothing.
    private static final double KAPPA = 0.4;

    private static final double AGREED = 0.7;

    public JudgeSheet {
        pairs = List.copyOf(pairs);
        looks = List.copyOf(looks);
        verdicts = List.copyOf(verdicts);
    }

    /// @param control the candidate's place holds a correction of the Architect and the base's
    ///   place the corrected answer: the judge's verdict on it shows whether he agrees with the
    ///   Architect
    public record Pair(String question, String base, String candidate, boolean control) {}

    /// @param flipped whether the candidate's answer stands first
    public record Look(int pair, boolean flipped) {}

    public enum Verdict {
        FIRST,
        SECOND,
        EQUAL
    }

    private enum Winner {
        CANDIDATE,
        BASE,
        NEITHER
    }

    /// Each pair in both orders, shuffled.
    static JudgeSheet both(List<Pair> pairs, long seed) {
        return of(pairs, pairs.size(), seed);
    }

    /// Each pair once, and the first `again` of them in the other order too: for a person.
    static JudgeSheet of(List<Pair> pairs, int again, long seed) {
        var random = new SplittableRandom(seed);
        var looks = new ArrayList<Look>();
        for (int pair = 0; pair < pairs.size(); pair++) {
            var flipped = random.nextBoolean();
            looks.add(new Look(pair, flipped));
            if (pair < again) {
                looks.add(new Look(pair, !flipped));
            }
        }
        for (int i = looks.size() - 1; i > 0; i--) {
            var other = random.nextInt(i + 1);
            var look = looks.get(i);
            looks.set(i, looks.get(other));
            looks.set(other, look);
        }
        return new JudgeSheet(pairs, looks, List.of());
    }

    public boolean complete() {
        return verdicts.size() == looks.size();
    }

    /// The question and the two answers of a look, in the order of the look.
    public List<String> shown(int look) {
        var pair = pairs.get(looks.get(look).pair());
        return looks.get(look).flipped()
                ? List.of(pair.question(), pair.candidate(), pair.base())
                : List.of(pair.question(), pair.base(), pair.candidate());
    }

    JudgeSheet with(Verdict verdict) {
        var more = new ArrayList<>(verdicts);
        more.add(verdict);
        return new JudgeSheet(pairs, looks, more);
    }

    private Winner winner(int look) {
        return switch (verdicts.get(look)) {
            case EQUAL -> Winner.NEITHER;
            case FIRST -> looks.get(look).flipped() ? Winner.CANDIDATE : Winner.BASE;
            case SECOND -> looks.get(look).flipped() ? Winner.BASE : Winner.CANDIDATE;
        };
    }

    /// For each pair of the two models how well the candidate did: 1 won, 0 lost, in between where
    /// the orders disagree.
    List<Double> scores(boolean control) {
        var scores = new ArrayList<Double>();
        for (int pair = 0; pair < pairs.size(); pair++) {
            if (pairs.get(pair).control() != control) {
                continue;
            }
            var sum = 0.0;
            var count = 0;
            for (int look = 0; look < verdicts.size(); look++) {
                if (looks.get(look).pair() == pair) {
                    count++;
                    sum +=
                            switch (winner(look)) {
                                case CANDIDATE -> 1;
                                case NEITHER -> 0.5;
                                case BASE -> 0;
                            };
                }
            }
            if (count > 0) {
                scores.add(sum / count);
            }
        }
        return scores;
    }

    /// The judge's agreement with himself when the order is turned round.
    ///
    /// @param pairs seen in both orders
    /// @param agreed share of them with one winner, NaN for none
    /// @param first how often he said `first`, of all verdicts that were not `equal`
    record SelfAgreement(int pairs, double kappa, double agreed, double first) {
        boolean holds() {
            return pairs == 0 || agreed >= AGREED || kappa >= KAPPA;
        }
    }

    SelfAgreement selfAgreement() {
        var plain = new ArrayList<Winner>();
        var flipped = new ArrayList<Winner>();
        for (int one = 0; one < verdicts.size(); one++) {
            for (int other = one + 1; other < verdicts.size(); other++) {
                if (looks.get(one).pair() == looks.get(other).pair()) {
                    plain.add(winner(looks.get(one).flipped() ? other : one));
                    flipped.add(winner(looks.get(one).flipped() ? one : other));
                }
            }
        }
        var agreed = 0;
        for (int i = 0; i < plain.size(); i++) {
            agreed += plain.get(i) == flipped.get(i) ? 1 : 0;
        }
        var decided = verdicts.stream().filter(verdict -> verdict != Verdict.EQUAL).count();
        var first = verdicts.stream().filter(verdict -> verdict == Verdict.FIRST).count();
        return new SelfAgreement(
                plain.size(),
                Kappa.of(plain, flipped),
                plain.isEmpty() ? Double.NaN : agreed / (double) plain.size(),
                decided == 0 ? 0.5 : first / (double) decided);
    }
}
