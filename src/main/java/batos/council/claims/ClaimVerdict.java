package batos.council.claims;

import java.util.Locale;

/// The verdict on a sentence. The order is by weight: a sentence with several claims has the
/// heaviest of their verdicts.
public enum ClaimVerdict {
    /// It asserts no act and no computed value.
    NO_CLAIM,
    /// Each of its claims has a receipt.
    VERIFIED,
    /// A claim has no receipt.
    UNVERIFIED,
    /// A receipt stands against a claim: another number, another name, a failure.
    CONTRADICTED;

    ClaimVerdict and(ClaimVerdict other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public boolean isFalse() {
        return this == UNVERIFIED || this == CONTRADICTED;
    }

    /// `no-claim`, `verified`, `unverified` or `contradicted`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
