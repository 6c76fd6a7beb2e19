package batos.toolbox;

import java.util.Optional;

/// A law that a tool keeps on each of its tests; checked by the host, from the outside.
public enum Property {
    /// The same arguments give the same result in another interpreter.
    DETERMINISTIC,
    /// Feeding the result back as the only argument gives it again.
    IDEMPOTENT,
    /// Feeding the result back as the only argument gives the first argument.
    INVOLUTION;

    public static Optional<Property> of(String word) {
        for (var property : values()) {
            if (property.word().equals(word)) {
                return Optional.of(property);
            }
        }
        return Optional.empty();
    }

    /// As it is written in a draft: `deterministic`, `idempotent`, `involution`.
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
