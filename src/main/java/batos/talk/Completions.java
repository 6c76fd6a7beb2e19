package batos.talk;

import java.util.List;

/// The offers of Tab in an expression.
///
/// @param start where in the line the words begin that the candidates replace
public record Completions(int start, List<String> candidates) {
    public Completions {
        candidates = List.copyOf(candidates);
    }
}
