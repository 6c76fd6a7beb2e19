package batos.codex;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The texts that the Architect has seen at this terminal, by hash: only those can be confirmed
/// there, whether their hash is named or not.
final class ShownTexts {
    private final Set<String> hashes = new HashSet<>();

    void add(String hash) {
        hashes.add(hash);
    }

    /// The reason why the hand does not confirm the text of this hash; empty when it does.
    ///
    /// @param named the hash or its beginning, as the Architect gave it
    /// @param show the command that shows what the hash is of
    Optional<String> objection(
            Authorization hand, String hash, Optional<String> named, String show) {
        if (hand.presence() == InputChannel.AHEAD) {
            return Optional.of(ahead(show));
        }
        if (named.isPresent()) {
            var name = named.get().toLowerCase(Locale.ROOT);
            if (name.length() < Governance.SHORTEST_NAME || !hash.startsWith(name)) {
                return Optional.of(
                        "--hash %s does not name it: expected at least %d digits of its hash. Next: /codex %s"
                                .formatted(named.get(), Governance.SHORTEST_NAME, show));
            }
            if (hand.presence() != InputChannel.TERMINAL) {
                return Optional.empty();
            }
        }
        return switch (hand.presence()) {
            case SESSION, ONE_SHOT ->
                    Optional.of(
                            "without a terminal an approval must name what it approves: --hash"
                                    + " HASH. Next: codex "
                                    + show);
            case AHEAD -> Optional.of(ahead(show));
            case TERMINAL ->
                    hashes.contains(hash)
                            ? Optional.empty()
                            : Optional.of("it was not shown here yet. Next: /codex " + show);
        };
    }

    private static String ahead(String show) {
        return "this line was typed or pasted before its prompt was there, so that nobody has read what it approves. Next: /codex "
                + show
                + ", then the same again";
    }
}
