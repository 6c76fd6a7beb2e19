package batos.loops.tactical;

/// The limits of one forging.
///
/// @param attempts drafts, 1 to 10
/// @param hidden tests by another hand that are asked for, 0 to 20
public record ForgeLimits(int attempts, int hidden) {
    public static final ForgeLimits USUAL = new ForgeLimits(3, 3);

    public ForgeLimits {
        if (attempts < 1 || attempts > 10 || hidden < 0 || hidden > 20) {
            throw new IllegalArgumentException(
                    "forge: %d attempts and %d hidden tests, expected 1 to 10 and 0 to 20"
                            .formatted(attempts, hidden));
        }
    }
}
