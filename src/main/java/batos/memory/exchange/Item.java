package batos.memory.exchange;

import java.time.Instant;
import java.util.List;

/// One turn or fact of a file.
///
/// @param id its name in the file; where the file gives none, a hash of the rest
/// @param fact whether it was extracted from turns; else it was said
/// @param session the conversation, note or thread that it stands in
/// @param evidence ids of the turns that a fact cites
public record Item(
        String id,
        boolean fact,
        String session,
        Instant time,
        String speaker,
        String text,
        List<String> evidence) {
    public Item {
        evidence = List.copyOf(evidence);
    }

    /// The same; where the file gives no time, of that one. Its id stays, so that a second import
    /// is of the same memories.
    public Item timedBy(Instant otherwise) {
        return time.equals(Instant.EPOCH)
                ? new Item(id, fact, session, otherwise, speaker, text, evidence)
                : this;
    }

    static Item turn(String id, String session, Instant time, String speaker, String text) {
        return new Item(id, false, session, time, speaker, text, List.of());
    }
}
