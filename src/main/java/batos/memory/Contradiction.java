package batos.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A memory that says otherwise than a text.
///
/// @param text the contradicting memory
/// @param memory the id of the fact or turn that says so
/// @param receipts the ids of the turns behind it
/// @param trust how far that memory is trusted
public record Contradiction(
        String text, String memory, Instant time, List<String> receipts, double trust) {
    public Contradiction {
        receipts = List.copyOf(receipts);
    }

    /// The memories that contradict a text, the most trusted first. Superseded facts do not count.
    ///
    /// @param speaker whom the text's `I` means
    static List<Contradiction> of(MemoryState at, String text, String speaker) {
        var claims = FactClaim.of(text, speaker);
        if (claims.isEmpty()) {
            return List.of();
        }
        return Stream.concat(at.claiming().stream(), spoken(at))
                .filter(record -> !record.validity().isSuperseded())
                .filter(record ->
                        at.claims(record).stream()
                                .anyMatch(known -> claims.stream().anyMatch(known::contradicts)))
                .map(record ->
                        new Contradiction(
                                record.text(),
                                record.id(),
                                record.time(),
                                record.level() == Level.FACT
                                        ? record.evidence()
                                        : List.of(record.id()),
                                record.trust()))
                .sorted(
                        Comparator.comparingDouble(Contradiction::trust)
                                .thenComparing(Contradiction::time)
                                .reversed())
                .toList();
    }

    /// The Architect's words; the four's own words are no receipt against them. A turn whose facts
    /// were all superseded no longer speaks.
    private static Stream<MemoryRecord> spoken(MemoryState at) {
        return at.all(Level.TURN).stream()
                .filter(turn -> turn.origin().source() == Source.ARCHITECT)
                .filter(turn -> {
                    var facts = at.factsOf(turn.id());
                    return facts.isEmpty()
                            || facts.stream().anyMatch(it -> !it.validity().isSuperseded());
                });
    }
}
