package batos.memory.search;

import batos.memory.search.Ranked.Signal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The ranking of this house and the schemes that it is measured beside, over one corpus.
public final class RankingSchemes {
    public static final String OURS = "batos";

    private static final int SEED_EPISODES = 3;

    private final Corpus corpus;
    private final Weights weights;

    public RankingSchemes(Corpus corpus, Weights weights) {
        this.corpus = corpus;
        this.weights = weights;
    }

    public List<Scheme> all() {
        return List.of(
                scheme(OURS, true, question -> ranked(weights, question)),
                scheme("dense", true, question -> ranked(Weights.only(Signal.DENSE), question)),
                scheme("bm25", false, question -> ranked(Weights.only(Signal.TEXT), question)),
                scheme("seed", true, new TwoStages()::rank));
    }

    private List<Scheme.Hit> ranked(Weights by, Ranker.Question question) {
        return new Ranker(corpus, by).order(question).stream().map(Scheme.Hit::of).toList();
    }

    private static Scheme scheme(
            String name, boolean embeds, Function<Ranker.Question, List<Scheme.Hit>> rank) {
        return new Scheme() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean embeds() {
                return embeds;
            }

            @Override
            public List<Hit> rank(Ranker.Question question) {
                return rank.apply(question);
            }
        };
    }

    /// The seed's search: full text over the episodes, the three best of them, and vectors within
    /// these alone. The seed searched summaries that a model wrote; here the episodes' own words
    /// stand for them, which finds more, not less.
    private final class TwoStages {
        private final List<String> names = new ArrayList<>();
        private final Bm25 episodes = new Bm25();

        TwoStages() {
            corpus.sessions().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(session -> {
                        var terms = new ArrayList<String>();
                        session.getValue()
                                .values()
                                .forEach(number -> {
                                    var document = corpus.at(number);
                                    if (document != null) {
                                        terms.addAll(Terms.of(document.turn().key()));
                                    }
                                });
                        episodes.put(names.size(), terms);
                        names.add(session.getKey());
                    });
        }

        List<Scheme.Hit> rank(Ranker.Question question) {
            var scores = new double[names.size()];
            episodes.score(Terms.of(question.text()), scores);
            var order = new HashMap<String, Double>();
            for (int i = 0; i < scores.length; i++) {
                order.put(names.get(i), scores[i]);
            }
            var best =
                    new HashSet<>(
                            names.stream()
                                    .sorted(Comparator.comparing(order::get).reversed())
                                    .limit(SEED_EPISODES)
                                    .toList());
            var within =
                    new Ranker.Question(
                            question.text(),
                            question.vector(),
                            turn -> best.contains(turn.session()));
            return ranked(Weights.only(Signal.DENSE), within);
        }
    }
}
