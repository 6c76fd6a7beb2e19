package batos.memory.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// The turns that can be recalled, numbered, with their facts, their neighbours and both full-text
/// indexes. It follows changes one turn at a time. Not for use by several threads.
public final class Corpus {
    private final List<@Nullable Document> documents = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, NavigableMap<Long, Integer>> sessions = new HashMap<>();
    private final ArrayDeque<Integer> free = new ArrayDeque<>();
    private final TreeSet<Integer> changed = new TreeSet<>();
    private final Bm25 text = new Bm25();
    private final Bm25 around = new Bm25();

    /// What was extracted from a turn.
    ///
    /// @param vector of [Turn#factKey], of length 1; null where there is none
    @SuppressWarnings("ArrayRecordComponent") // made once, compared by nobody
    public record Fact(String text, float @Nullable [] vector) {}

    /// @param vector of [Turn#key()], of length 1; null where there is none
    /// @param speaker in lower case
    @SuppressWarnings("ArrayRecordComponent") // made once, compared by nobody
    record Document(
            Turn turn,
            List<Fact> facts,
            float @Nullable [] vector,
            double substance,
            boolean tellsTime,
            String speaker) {
        static Document of(Turn turn, List<Fact> facts, float @Nullable [] vector) {
            return new Document(
                    turn,
                    List.copyOf(facts),
                    vector,
                    Content.substance(turn.text()),
                    Content.tellsTime(turn.text()),
                    turn.speaker().toLowerCase(Locale.ROOT).intern());
        }

        /// The cosine of the nearest of the turn and its facts: a fact that answers the question is
        /// not drowned by the rest of a long turn. NaN where there is no vector.
        double similarity(float[] question) {
            var best = Double.NaN;
            if (vector != null && vector.length == question.length) {
                best = Dense.dot(question, vector);
            }
            for (var fact : facts) {
                var other = fact.vector();
                if (other != null && other.length == question.length) {
                    var near = Dense.dot(question, other);
                    best = Double.isNaN(best) ? near : Math.max(best, near);
                }
            }
            return best;
        }

        /// What full-text search sees of it.
        List<String> terms() {
            var terms = new ArrayList<>(Terms.of(turn.key()));
            facts.forEach(fact -> terms.addAll(Terms.of(fact.text())));
            return terms;
        }
    }

    /// Adds a turn, or replaces it.
    public void put(Turn turn, List<Fact> facts, float @Nullable [] vector) {
        var known = numbers.get(turn.id());
        if (known != null) {
            var before = document(known);
            if (!before.turn().session().equals(turn.session())
                    || before.turn().order() != turn.order()) {
                remove(turn.id());
                known = null;
            }
        }
        var number = known != null ? known : free.isEmpty() ? documents.size() : free.pop();
        if (number == documents.size()) {
            documents.add(null);
        }
        documents.set(number, Document.of(turn, facts, vector));
        numbers.put(turn.id(), number);
        sessions.computeIfAbsent(turn.session(), key -> new TreeMap<>()).put(turn.order(), number);
        changed.add(number);
        neighbours(turn, changed::add);
    }

    public void remove(String id) {
        var number = numbers.remove(id);
        if (number == null) {
            return;
        }
        var turn = document(number).turn();
        neighbours(turn, changed::add);
        var session = sessions.get(turn.session());
        if (session != null) {
            session.remove(turn.order());
            if (session.isEmpty()) {
                sessions.remove(turn.session());
            }
        }
        documents.set(number, null);
        free.push(number);
        changed.add(number);
    }

    /// How rare a term is among all turns: its idf; 0 for one that none has.
    public double weight(String term) {
        return text().weight(term);
    }

    /// How many turns there are.
    public int size() {
        return numbers.size();
    }

    /// One more than the largest document number.
    int bound() {
        return documents.size();
    }

    @Nullable Document at(int number) {
        return documents.get(number);
    }

    private Document document(int number) {
        var found = documents.get(number);
        if (found == null) {
            throw new IllegalStateException("document " + number + " was removed");
        }
        return found;
    }

    /// The turn, where it is here.
    public @Nullable Turn turn(String id) {
        var number = numbers.get(id);
        return number == null ? null : document(number).turn();
    }

    public @Nullable Integer number(String id) {
        return numbers.get(id);
    }

    /// The turns of each session, in their order.
    Map<String, NavigableMap<Long, Integer>> sessions() {
        return sessions;
    }

    Bm25 text() {
        settle();
        return text;
    }

    Bm25 around() {
        settle();
        return around;
    }

    /// Brings both full-text indexes up to date.
    private void settle() {
        for (var number : changed) {
            var document = documents.get(number);
            if (document == null) {
                text.remove(number);
                around.remove(number);
            } else {
                var turn = document.turn();
                text.put(number, document.terms());
                var terms = new ArrayList<String>();
                neighbours(turn, other -> terms.addAll(Terms.of(document(other).turn().key())));
                terms.addAll(Terms.of(turn.key()));
                around.put(number, terms);
            }
        }
        changed.clear();
    }

    /// The turns right before and after one, of its session.
    private void neighbours(Turn turn, IntConsumer visitor) {
        var session = sessions.get(turn.session());
        if (session != null) {
            var before = session.lowerEntry(turn.order());
            var after = session.higherEntry(turn.order());
            if (before != null) {
                visitor.accept(before.getValue());
            }
            if (after != null) {
                visitor.accept(after.getValue());
            }
        }
    }
}
