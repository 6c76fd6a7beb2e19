package batos.talk.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A method as a tree.
///
/// @param primitive the name in `<primitive: name>`; null for none
public record MethodTree(
        String selector,
        List<String> parameters,
        @Nullable String primitive,
        String category,
        Expression.Body body) {
    public MethodTree {
        parameters = List.copyOf(parameters);
    }
}
