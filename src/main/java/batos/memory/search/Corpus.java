package batos.memory.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// The turns that can be recalled, numbered, with their facts, their neighbours and both full-text
/// indexes. It follows changes one turn at a time. Not for use by several threads.
public final class Corpus {
    static final NavigableMap<Long, Integer> NO_TURNS =
            Collections.unmodifiableNavigableMap(new TreeMap<>());

    private final List<@Nullable Document> documents = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, NavigableMap<Long, Integer>> sessions = new HashMap<>();
    private final ArrayDeque<Integer> free = new ArrayDeque<>();
    private final TreeSet<Integer> changed = new TreeSet<>();
    private final Bm25 text = new Bm25();
    private final Bm25 around = new Bm25();
    private final VectorTable vectors = new VectorTable();
    private @Nullable EligibleTurns everyone;

    /// The facts extracted from a turn.
    ///
    /// @param vector of [Turn#factKey], of length 1; null where there is none
    public record Fact(String id, String text, @Nullable HalfVector vector) {}

    /// @param vector of [Turn#key()], of length 1; null where there is none
    /// @param month of its time, see [Content#month]
    /// @param speaker in lower case
    record Document(
            Turn turn,
            List<Fact> facts,
            @Nullable HalfVector vector,
            double substance,
            boolean tellsTime,
            int month,
            String speaker) {
        static Document of(Turn turn, List<Fact> facts, @Nullable HalfVector vector) {
            return new Document(
                    turn,
                    List.copyOf(facts),
                    vector,
                    Content.substance(turn.text()),
                    Content.tellsTime(turn.text()),
                    Content.month(turn.time()),
                    turn.speaker().toLowerCase(Locale.ROOT).intern());
        }

        /// The cosine of the nearest of the turn and its facts: a fact that answers the question is
        /// not drowned by the rest of a long turn. NaN where there is no vector.
        ///
        /// @param room for one vector; overwritten
        ///
        /// @param own the cosine of the turn alone
        double similarity(double own, float[] question, float[] room) {
            var best = own;
            for (var fact : facts) {
                var other = fact.vector();
                if (other != null && other.dimension() == question.length) {
                    var near = other.dot(question, room);
                    best = Double.isNaN(best) ? near : Math.max(best, near);
                }
            }
            return best;
        }

        /// The cosine of the turn alone. NaN where there is no vector.
        double own(float[] question, float[] room) {
            return vector != null && vector.dimension() == question.length
                    ? vector.dot(question, room)
                    : Double.NaN;
        }

        void vectors(BiConsumer<String, HalfVector> visitor) {
            if (vector != null) {
                visitor.accept(turn.id(), vector);
            }
            for (var fact : facts) {
                if (fact.vector() != null) {
                    visitor.accept(fact.id(), fact.vector());
                }
            }
        }

        /// Whether it differs from another one in its vectors at most.
        boolean reads(Document other) {
            return turn.equals(other.turn)
                    && facts.stream()
                            .map(Fact::text)
                            .toList()
                            .equals(other.facts.stream().map(Fact::text).toList());
        }

        /// The words of it that full-text search sees.
        List<String> terms() {
            var terms = new ArrayList<>(Terms.of(turn.key()));
            facts.forEach(fact -> terms.addAll(Terms.of(fact.text())));
            return terms;
        }
    }

    /// Adds a turn, or replaces it.
    public void put(Turn turn, List<Fact> facts, @Nullable HalfVector vector) {
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
        var document = Document.of(turn, facts, vector);
        var replaced = documents.set(number, document);
        vectors.replace(number, replaced, document);
        if (replaced != null && replaced.reads(document)) {
            return;
        }
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
        vectors.replace(number, documents.set(number, null), null);
        free.push(number);
        changed.add(number);
    }

    /// The rarity of a term among all turns: its idf; 0 for one that none has.
    public double weight(String term) {
        return text().weight(term);
    }

    /// The number of turns.
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

    /// The turns that a vector is of, by the vector's id.
    Set<Integer> owners(String id) {
        return vectors.owners(id);
    }

    /// All vectors, by the ids of their turns and facts.
    public Map<String, HalfVector> vectors() {
        return vectors.all();
    }

    /// The text that a vector is of; empty where there is none of this id.
    public String vectorText(String id) {
        return owners(id).stream()
                .map(this::document)
                .map(it ->
                        it.facts().stream()
                                .filter(fact -> fact.id().equals(id))
                                .map(Fact::text)
                                .findFirst()
                                .orElseGet(() -> it.turn().key()))
                .findFirst()
                .orElse("");
    }

    /// Names this index to be told of every change from now on, and to be asked.
    public void index(CandidateIndex other) {
        vectors.index(other);
    }

    CandidateIndex index() {
        return vectors.index();
    }

    /// All turns, with the values that are the same for every question.
    EligibleTurns everyone() {
        settle();
        var known = everyone;
        if (known == null) {
            known = EligibleTurns.of(this, turn -> true);
            everyone = known;
        }
        return known;
    }

    Document document(int number) {
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
        if (changed.isEmpty()) {
            return;
        }
        everyone = null;
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
