package batos.crucible;

import java.time.Duration;

/// One call to try.
///
/// @param source Python source that defines `function`
public record Trial(String source, String function, Arguments arguments, Limits limits) {
    /// @param arguments a JSON object as text
    /// @throws IllegalArgumentException where it is none
    public Trial(String source, String function, String arguments, Limits limits) {
        this(source, function, Arguments.of(arguments), limits);
    }

    /// @param wall wall-clock time of the call, at most ten minutes
    /// @param memory bytes, 64 MiB to 4 GiB
    /// @param output bytes of printed text and of the result, each, 1 KiB to 16 MiB
    public record Limits(Duration wall, long memory, int output) {
        public static final Limits USUAL =
                new Limits(Duration.ofSeconds(10), 256L << 20, 256 << 10);

        public Limits {
            within("wall clock in ms", wall.toMillis(), 10, 600_000);
            within("memory in bytes", memory, 64L << 20, 4L << 30);
            within("output in bytes", output, 1 << 10, 16 << 20);
        }

        private static void within(String what, long value, long least, long most) {
            if (value < least || value > most) {
                throw new IllegalArgumentException(
                        "crucible: %s is %d, expected %d to %d. Next: settings show"
                                .formatted(what, value, least, most));
            }
        }
    }
}
