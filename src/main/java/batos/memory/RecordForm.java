package batos.memory;

import batos.image.Datum;
import batos.image.Form;
import batos.memory.search.HalfVector;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// A memory as the image holds it. A slot that is missing has its default, so that records of later
/// layouts with more slots still read.
final class RecordForm {
    private RecordForm() {}

    static Form of(MemoryRecord record) {
        var slots = new LinkedHashMap<String, Datum>();
        slots.put("level", new Datum.Sign(record.level().label()));
        text(slots, "parent", record.parent());
        slots.put("source", new Datum.Sign(record.origin().source().label()));
        text(slots, "speaker", record.origin().speaker());
        text(slots, "persona", record.origin().persona());
        text(slots, "session", record.origin().session());
        text(slots, "external", record.origin().external());
        text(slots, "time", record.time().toString());
        text(slots, "recorded", record.recorded().toString());
        validity(slots, record);
        text(slots, "text", record.text());
        if (!record.evidence().isEmpty()) {
            slots.put("evidence", Datum.Many.texts(record.evidence()));
        }
        slots.put("trust", new Datum.Real(record.trust()));
        if (record.confidence() != 1) {
            slots.put("confidence", new Datum.Real(record.confidence()));
        }
        if (record.pinned()) {
            slots.put("pinned", new Datum.Truth(true));
        }
        text(slots, "model", record.derivation().model());
        text(slots, "prompt", record.derivation().prompt());
        vector(slots, "", record.embedding());
        return Form.named(MemoryRecord.KIND, 1, record.id(), slots);
    }

    private static void validity(SequencedMap<String, Datum> slots, MemoryRecord record) {
        var validity = record.validity();
        if (!validity.from().equals(record.time())) {
            text(slots, "from", validity.from().toString());
        }
        if (!validity.until().equals(Instant.MAX)) {
            text(slots, "until", validity.until().toString());
        }
        text(slots, "superseded by", validity.supersededBy());
        text(slots, "supersedes", validity.supersedes());
    }

    static void vector(SequencedMap<String, Datum> slots, String prefix, Embedding embedding) {
        if (!embedding.vector().isEmpty()) {
            slots.put(prefix + "vector", new Datum.Raw(embedding.vector().hex()));
            text(slots, prefix + "embedder", embedding.model());
            slots.put(prefix + "key", new Datum.Whole(embedding.key()));
        }
    }

    static Embedding vector(Form form, String prefix) {
        return form.at(prefix + "vector") instanceof Datum.Raw(var hex)
                ? new Embedding(
                        form.text(prefix + "embedder"),
                        (int) form.whole(prefix + "key", 0),
                        HalfVector.ofHex(hex))
                : Embedding.NONE;
    }

    private static void text(SequencedMap<String, Datum> slots, String slot, String value) {
        if (!value.isEmpty()) {
            slots.put(slot, new Datum.Text(value));
        }
    }

    static MemoryRecord read(Form form) {
        var time = instant(form, "time", Instant.EPOCH);
        return new MemoryRecord(
                form.name() == null ? "" : form.name(),
                level(sign(form, "level")),
                form.text("parent"),
                new MemoryRecord.Origin(
                        Source.of(sign(form, "source")),
                        form.text("speaker"),
                        form.text("persona"),
                        form.text("session"),
                        form.text("external")),
                time,
                instant(form, "recorded", time),
                new MemoryRecord.Validity(
                        instant(form, "from", time),
                        instant(form, "until", Instant.MAX),
                        form.text("superseded by"),
                        form.text("supersedes")),
                form.text("text"),
                form.words("evidence"),
                form.real("trust", 0),
                form.real("confidence", 1),
                form.at("pinned").equals(new Datum.Truth(true)),
                new MemoryRecord.Derivation(form.text("model"), form.text("prompt")),
                vector(form, ""));
    }

    private static Level level(String label) {
        for (var level : Level.values()) {
            if (level.label().equals(label)) {
                return level;
            }
        }
        return Level.TURN;
    }

    private static String sign(Form form, String slot) {
        return form.at(slot) instanceof Datum.Sign(var value) ? value : "";
    }

    private static Instant instant(Form form, String slot, Instant otherwise) {
        var text = form.text(slot);
        return text.isEmpty() ? otherwise : Instant.parse(text);
    }
}
