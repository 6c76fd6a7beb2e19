package batos.memory;

import batos.image.Datum;
import batos.image.Form;
import batos.image.Oid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// An episode of the council: one question of the Architect and its answer, or a note.
///
/// Its two turns are memories of their own (`e12.1` the question, `e12.2` the answer); they stand
/// inside the episode's record, so that a turn of the council commits one object.
///
/// @param number from 1
/// @param sort `turn` or `note`
/// @param asked the Architect's words; for a note, the note
/// @param answered the answer
/// @param dissonance at its end, 0 to 1
/// @param tools names of the tools it used
/// @param trust of the answer, 0 to 1
/// @param recalled ids of the memories that came to mind for it
/// @param speaker whose words the answer is: the council's, or those of one persona alone
public record Episode(
        long number,
        String sort,
        Instant at,
        String asked,
        String answered,
        double dissonance,
        List<String> tools,
        double trust,
        List<String> recalled,
        Vectors vectors,
        String speaker) {
    public static final String KIND = "episode";
    private static final int VERSION = 2;
    private static final String ARCHITECT = "Architect";
    public static final String COUNCIL = "Council";

    public Episode {
        tools = List.copyOf(tools);
        recalled = List.copyOf(recalled);
    }

    /// The vectors of its two turns.
    public record Vectors(Embedding asked, Embedding answered) {
        static final Vectors NONE = new Vectors(Embedding.NONE, Embedding.NONE);
    }

    Episode with(Vectors other) {
        return new Episode(
                number,
                sort,
                at,
                asked,
                answered,
                dissonance,
                tools,
                trust,
                recalled,
                other,
                speaker);
    }

    public static String nameOf(long number) {
        return String.format("%08d", number);
    }

    public String id() {
        return "e" + number;
    }

    public Oid oid() {
        return Oid.named(KIND, nameOf(number));
    }

    /// The speakers and their words, in one piece.
    public String text() {
        return answered.isEmpty()
                ? asked
                : ARCHITECT + ": " + asked + "\n" + speaker + ": " + answered;
    }

    /// The episode and its turns as memories.
    List<MemoryRecord> records() {
        var records = new ArrayList<MemoryRecord>();
        records.add(
                record(id(), Level.EPISODE, "", Source.PERSONA, "", text(), trust, Embedding.NONE));
        records.add(
                record(
                        id() + ".1",
                        Level.TURN,
                        id(),
                        Source.ARCHITECT,
                        ARCHITECT,
                        asked,
                        sort.equals("note") ? trust : Source.ARCHITECT.trust(),
                        vectors.asked()));
        if (!answered.isEmpty()) {
            records.add(
                    record(
                            id() + ".2",
                            Level.TURN,
                            id(),
                            Source.PERSONA,
                            speaker,
                            answered,
                            trust,
                            vectors.answered()));
        }
        return records;
    }

    private MemoryRecord record(
            String id,
            Level level,
            String parent,
            Source source,
            String speaker,
            String text,
            double trusted,
            Embedding embedding) {
        return new MemoryRecord(
                id,
                level,
                parent,
                new MemoryRecord.Origin(source, speaker, "", id(), ""),
                at,
                at,
                MemoryRecord.Validity.since(at),
                text,
                List.of(),
                trusted,
                1,
                false,
                MemoryRecord.Derivation.NONE,
                embedding);
    }

    public Form form() {
        var slots = new LinkedHashMap<String, Datum>();
        slots.put("sort", new Datum.Sign(sort));
        slots.put("at", new Datum.Text(at.toString()));
        slots.put("asked", new Datum.Text(asked));
        slots.put("answered", new Datum.Text(answered));
        slots.put("dissonance", new Datum.Real(dissonance));
        slots.put("tools", Datum.Many.signs(tools));
        slots.put("trust", new Datum.Real(trust));
        if (!recalled.isEmpty()) {
            slots.put("recalled", Datum.Many.texts(recalled));
        }
        if (!speaker.equals(COUNCIL)) {
            slots.put("speaker", new Datum.Text(speaker));
        }
        RecordForm.vector(slots, "asked ", vectors.asked());
        RecordForm.vector(slots, "answered ", vectors.answered());
        return Form.named(KIND, VERSION, nameOf(number), slots);
    }

    /// Reads both layouts. The first had one vector for question and answer together; it serves for
    /// both until the next reembed.
    public static Episode read(Form form) {
        var name = form.name();
        return new Episode(
                Long.parseLong(name == null ? "0" : name),
                form.at("sort") instanceof Datum.Sign(var sort) ? sort : "turn",
                Instant.parse(form.text("at")),
                form.text("asked"),
                form.text("answered"),
                form.real("dissonance", 0),
                form.words("tools"),
                form.real("trust", 0),
                form.words("recalled"),
                vectors(form),
                form.text("speaker").isEmpty() ? COUNCIL : form.text("speaker"));
    }

    private static Vectors vectors(Form form) {
        if (form.at("vector") instanceof Datum.Raw(var hex)) {
            if (hex.isEmpty()) {
                return Vectors.NONE;
            }
            var whole = Embedding.ofSingles(form.text("model"), hex);
            return new Vectors(whole, whole);
        }
        return new Vectors(RecordForm.vector(form, "asked "), RecordForm.vector(form, "answered "));
    }
}
