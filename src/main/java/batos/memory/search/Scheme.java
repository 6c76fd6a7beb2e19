package batos.memory.search;

import java.util.List;

/// A way to rank turns for a question.
public interface Scheme {
    String name();

    /// Whether it needs the question's vector.
    boolean embeds();

    /// All turns that it finds, the best first.
    List<Hit> rank(Ranker.Question question);

    record Hit(String id, String session) {
        static Hit of(Turn turn) {
            return new Hit(turn.id(), turn.session());
        }
    }
}
