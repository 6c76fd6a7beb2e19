package batos.toolbox;

import batos.crucible.Verdict;
import java.io.Serial;

/// The crucible was lost while it tried a draft: that tells nothing about the draft, and its author
/// is not to blame.
final class LostCrucible extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private LostCrucible(String words) {
        super(words);
    }

    /// @throws LostCrucible when the verdict is that there is no crucible
    static void check(Verdict verdict) {
        if (verdict instanceof Verdict.Unavailable) {
            throw new LostCrucible(verdict.words());
        }
    }

    String words() {
        return String.valueOf(getMessage());
    }
}
