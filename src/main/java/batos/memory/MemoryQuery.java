package batos.memory;

import java.time.Instant;
import java.util.Optional;

/// A question to memory, with its limits.
///
/// @param limit how many turns at most
/// @param tokens how long the turns may be together, in tokens of about four letters
/// @param speaker only what this one said, whatever the case of the letters; empty for all
/// @param theme only turns of this theme's episodes; empty for all
/// @param from only turns at or after this
/// @param until only turns before this
/// @param asOf the moment of knowledge: hides later turns; facts superseded later still hold
/// @param trust only turns of at least this trust
public record MemoryQuery(
        String text,
        int limit,
        int tokens,
        String speaker,
        String theme,
        Instant from,
        Instant until,
        Optional<Instant> asOf,
        double trust) {
    public static MemoryQuery of(String text, int limit) {
        return new MemoryQuery(
                text,
                limit,
                Integer.MAX_VALUE,
                "",
                "",
                Instant.MIN,
                Instant.MAX,
                Optional.empty(),
                0);
    }

    public MemoryQuery asOf(Instant when) {
        return new MemoryQuery(
                text, limit, tokens, speaker, theme, from, until, Optional.of(when), trust);
    }

    public MemoryQuery within(int budget) {
        return new MemoryQuery(text, limit, budget, speaker, theme, from, until, asOf, trust);
    }

    /// Whether every turn may come.
    boolean admitsAll() {
        return speaker.isEmpty()
                && theme.isEmpty()
                && from.equals(Instant.MIN)
                && until.equals(Instant.MAX)
                && asOf.isEmpty()
                && trust <= 0;
    }

    boolean admits(MemoryRecord turn, MemoryState state) {
        return (speaker.isEmpty()
                        || turn.origin().speaker().equalsIgnoreCase(speaker)
                        || turn.origin().persona().equalsIgnoreCase(speaker))
                && !turn.time().isBefore(from)
                && turn.time().isBefore(until)
                && asOf.filter(turn.time()::isAfter).isEmpty()
                && turn.trust() >= trust
                && (theme.isEmpty()
                        || state.find(theme)
                                .filter(it -> it.evidence().contains(turn.parent()))
                                .isPresent());
    }
}
