package batos.memory;

import batos.memory.search.Ranked;
import batos.memory.search.Ranker;
import batos.memory.search.Turn;
import batos.memory.search.Weights;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Ranks the turns of one state for a question and brings them together with their facts.
final class Retrieval {
    private static final int LETTERS_PER_TOKEN = 4;

    /// A turn all of whose facts were superseded counts less: the new one should come first.
    private static final double SUPERSEDED = 1;

    /// Pinned turns come first among equals.
    private static final double PINNED = 0.5;

    private final MemoryState state;
    private final Weights weights;

    Retrieval(MemoryState state, Weights weights) {
        this.state = state;
        this.weights = weights;
    }

    List<Recall> recall(MemoryQuery query, float @Nullable [] vector) {
        var question =
                query.admitsAll()
                        ? Ranker.Question.of(query.text(), vector)
                        : new Ranker.Question(query.text(), vector, turn -> admits(query, turn));
        var when = query.asOf().orElse(Instant.MAX.minusSeconds(1));
        var ranked = new Ranker(state.corpus(), weights).rank(question, query.limit() * 2 + 20);
        var recalls = new ArrayList<Recall>();
        ranked.forEach(one ->
                state.find(one.turn().id())
                        .ifPresent(record -> recalls.add(recall(record, one, when))));
        var settled = recalls.stream().map(it -> it.scored(score(it, recalls))).toList();
        return cut(
                settled.stream()
                        .sorted(Comparator.comparingDouble(Recall::score).reversed())
                        .toList(),
                query);
    }

    /// A turn whose fact took the place of another turn's comes before that one.
    private double score(Recall recall, List<Recall> all) {
        var score = recall.score();
        for (var fact : recall.facts()) {
            for (var earlier : all) {
                if (earlier.superseded() && hasFact(earlier, fact.validity().supersedes())) {
                    score = Math.max(score, earlier.score() + SUPERSEDED);
                }
            }
        }
        return score;
    }

    private boolean hasFact(Recall recall, String id) {
        return !id.isEmpty()
                && state.factsOf(recall.id()).stream().anyMatch(fact -> fact.id().equals(id));
    }

    private boolean admits(MemoryQuery query, Turn turn) {
        return state.find(turn.id()).filter(record -> query.admits(record, state)).isPresent();
    }

    private static List<Recall> cut(List<Recall> recalls, MemoryQuery query) {
        var kept = new ArrayList<Recall>();
        var left = (long) query.tokens();
        for (var recall : recalls) {
            left -= recall.text().length() / LETTERS_PER_TOKEN + 1L;
            if (kept.size() >= query.limit() || left < 0) {
                break;
            }
            kept.add(recall);
        }
        return List.copyOf(kept);
    }

    private Recall recall(MemoryRecord record, Ranked ranked, Instant when) {
        var facts = state.factsOf(record.id());
        var holding = facts.stream().filter(it -> it.validity().holdsAt(when)).toList();
        var superseded = !facts.isEmpty() && holding.isEmpty();
        return new Recall(
                record.id(),
                record.origin().external(),
                record.text(),
                record.time(),
                record.origin().speaker(),
                record.origin().source(),
                record.trust(),
                holding,
                record.parent(),
                dissonance(record.parent()),
                superseded,
                ranked.score() - (superseded ? SUPERSEDED : 0) + (record.pinned() ? PINNED : 0),
                ranked.parts(),
                ranked.raw());
    }

    private double dissonance(String episode) {
        if (!episode.startsWith("e")) {
            return 0;
        }
        var found = state.episodes().get(Long.parseLong(episode.substring(1)));
        return found == null ? 0 : found.dissonance();
    }
}
