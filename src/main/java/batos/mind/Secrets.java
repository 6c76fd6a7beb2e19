package batos.mind;

import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/// Takes keys out of texts before they are shown, stored or recorded.
public record Secrets(List<String> keys) implements UnaryOperator<String> {
    private static final int SHORTEST = 6;

    /// Keys shorter than 6 characters are not looked for: they would tear ordinary words.
    public Secrets(Collection<String> keys) {
        this(keys.stream().filter(key -> key.length() >= SHORTEST).distinct().toList());
    }

    public Secrets {
        keys = List.copyOf(keys);
    }

    @Override
    public String apply(String text) {
        var clean = text;
        for (var key : keys) {
            clean = clean.replace(key, "[secret]");
        }
        return clean;
    }

    @Override
    public String toString() {
        return keys.size() + " secrets";
    }
}
