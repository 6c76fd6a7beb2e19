package batos.config;

import java.util.List;

/// Is asked before other settings come into force, whether the program or an editor wrote them.
@FunctionalInterface
public interface SettingsGuard {
    /// @throws RuntimeException when they must not come into force; its message says why
    void permit(SettingsOrigin origin, List<Changed> changes);

    /// One key's change, before and after.
    record Changed(String key, Object before, Object after) {
        /// The change that takes this one back.
        Changed undone() {
            return new Changed(key, /* before= */ after, /* after= */ before);
        }
    }
}
