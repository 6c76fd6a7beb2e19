package batos.motive.budget;

import java.util.Optional;

/// The cost of a call, spent or reserved: tokens of models, milliseconds of models, milliseconds of
/// the sandbox.
public record Cost(long tokens, long modelMillis, long sandboxMillis) {
    public static final Cost NONE = new Cost(0, 0, 0);

    public static Cost model(long tokens, long millis) {
        return new Cost(tokens, millis, 0);
    }

    public static Cost sandbox(long millis) {
        return new Cost(0, 0, millis);
    }

    public Cost plus(Cost other) {
        return new Cost(
                tokens + other.tokens,
                modelMillis + other.modelMillis,
                sandboxMillis + other.sandboxMillis);
    }

    public Cost minus(Cost other) {
        return new Cost(
                tokens - other.tokens,
                modelMillis - other.modelMillis,
                sandboxMillis - other.sandboxMillis);
    }

    /// The first resource of which this is more than the limit, in words; empty where all fits.
    Optional<String> beyond(Cost limit) {
        if (tokens > limit.tokens) {
            return Optional.of("tokens");
        }
        if (modelMillis > limit.modelMillis) {
            return Optional.of("model seconds");
        }
        return sandboxMillis > limit.sandboxMillis
                ? Optional.of("sandbox seconds")
                : Optional.empty();
    }

    /// For reading, for example `1,200 tokens, 3 s of models, 0 s of the sandbox`.
    public String words() {
        return "%,d tokens, %,d s of models, %,d s of the sandbox"
                .formatted(tokens, seconds(modelMillis), seconds(sandboxMillis));
    }

    private static long seconds(long millis) {
        return (millis + 999) / 1000;
    }
}
