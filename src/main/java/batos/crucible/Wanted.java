package batos.crucible;

import java.time.Duration;

/// What the settings ask of the crucible.
///
/// @param image the container image's name
/// @param limits of one call where nothing else is said
/// @param pool containers kept warm, 1 to 8
/// @param dockerHost for example `unix:///var/run/docker.sock`
/// @param idle how long a polyglot worker is kept when nobody calls
public record Wanted(
        Prefer prefer,
        String image,
        Trial.Limits limits,
        int pool,
        String dockerHost,
        Duration idle) {
    public static final Wanted USUAL =
            new Wanted(
                    Prefer.AUTO,
                    "batos-sandbox:4",
                    Trial.Limits.USUAL,
                    2,
                    "unix:///var/run/docker.sock",
                    Duration.ofMinutes(10));

    public Wanted {
        if (pool < 1 || pool > 8) {
            throw new IllegalArgumentException(
                    "crucible: a pool of " + pool + " containers, expected 1 to 8");
        }
    }

    public Wanted with(Prefer other) {
        return new Wanted(other, image, limits, pool, dockerHost, idle);
    }

    /// `AUTO` takes gVisor where it is there and polyglot elsewhere; the other two never fall back.
    public enum Prefer {
        AUTO,
        GVISOR,
        POLYGLOT;

        /// @throws IllegalArgumentException when it is none of `auto`, `gvisor`, `polyglot`
        public static Prefer of(String word) {
            return switch (word) {
                case "auto" -> AUTO;
                case "gvisor" -> GVISOR;
                case "polyglot" -> POLYGLOT;
                default ->
                        throw new IllegalArgumentException(
                                "crucible is '%s', expected auto, gvisor or polyglot"
                                        .formatted(word));
            };
        }
    }
}
