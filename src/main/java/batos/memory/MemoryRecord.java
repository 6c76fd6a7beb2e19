package batos.memory;

import batos.image.Oid;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// A memory of one level: a theme, a session, a turn or a fact.
///
/// @param id a letter for the level and a number, for example `t12`; never used twice
/// @param parent the id of its parent: a turn's and a fact's session, a session's theme
/// @param time when it happened
/// @param recorded when it was written down
/// @param evidence the ids that it was derived from: a fact's turns, a theme's episodes
/// @param confidence 0 to 1, how sure the extraction was; 1 for turns
public record MemoryRecord(
        String id,
        Level level,
        String parent,
        Origin origin,
        Instant time,
        Instant recorded,
        Validity validity,
        String text,
        List<String> evidence,
        double trust,
        double confidence,
        boolean pinned,
        Derivation derivation,
        Embedding embedding) {
    static final String KIND = "memory";

    public MemoryRecord {
        evidence = List.copyOf(evidence);
    }

    /// @param session the name of the conversation that it stood in, as its source names it
    /// @param persona which of the four it is about or by; empty for others
    /// @param external its identifier in the file it was imported from; empty for a lived turn
    public record Origin(
            Source source, String speaker, String persona, String session, String external) {}

    /// Since when and until when a fact holds, and what ended it.
    ///
    /// @param until [Instant#MAX] while it holds
    /// @param supersededBy the id of the fact that took its place; empty while it holds
    /// @param supersedes the id of the fact whose place it took; empty for none
    public record Validity(Instant from, Instant until, String supersededBy, String supersedes) {
        static Validity since(Instant from) {
            return new Validity(from, Instant.MAX, "", "");
        }

        public boolean holdsAt(Instant when) {
            return !when.isBefore(from) && when.isBefore(until);
        }

        public boolean isSuperseded() {
            return !supersededBy.isEmpty();
        }

        Validity endedBy(String id, Instant when) {
            return new Validity(from, when, id, supersedes);
        }

        Validity inPlaceOf(String id) {
            return new Validity(from, until, supersededBy, id);
        }
    }

    /// The model and prompt that made a derived memory; [#NONE] for spoken words.
    public record Derivation(String model, String prompt) {
        public static final Derivation NONE = new Derivation("", "");
    }

    public Oid oid() {
        return Oid.named(KIND, id);
    }

    MemoryRecord with(Embedding other) {
        return changed(parts -> parts.embedding = other);
    }

    MemoryRecord with(Validity other) {
        return changed(parts -> parts.validity = other);
    }

    MemoryRecord pinned(boolean other) {
        return changed(parts -> parts.pinned = other);
    }

    MemoryRecord with(String otherText, List<String> otherEvidence, double otherTrust) {
        return changed(parts -> {
            parts.text = otherText;
            parts.evidence = otherEvidence;
            parts.trust = otherTrust;
        });
    }

    MemoryRecord under(String otherParent) {
        return changed(parts -> parts.parent = otherParent);
    }

    /// The fields that can change while a memory stays the same.
    private static final class Parts {
        private String parent;
        private Validity validity;
        private String text;
        private List<String> evidence;
        private double trust;
        private boolean pinned;
        private Embedding embedding;

        Parts(MemoryRecord of) {
            parent = of.parent;
            validity = of.validity;
            text = of.text;
            evidence = of.evidence;
            trust = of.trust;
            pinned = of.pinned;
            embedding = of.embedding;
        }
    }

    private MemoryRecord changed(Consumer<Parts> change) {
        var parts = new Parts(this);
        change.accept(parts);
        return new MemoryRecord(
                id,
                level,
                parts.parent,
                origin,
                time,
                recorded,
                parts.validity,
                parts.text,
                parts.evidence,
                parts.trust,
                confidence,
                parts.pinned,
                derivation,
                parts.embedding);
    }
}
