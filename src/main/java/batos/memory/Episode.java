package batos.memory;

import batos.image.Datum;
import batos.image.Form;
import batos.image.Oid;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;

/// Something that was lived: a turn of the council, or a note of the Architect.
///
/// @param number from 1, never used twice
/// @param sort `turn` or `note`
/// @param asked what the Architect said; for a note, the note
/// @param answered what came of it
/// @param dissonance at its end, 0 to 1
/// @param tools names of the tools it used
/// @param trust 0 to 1: 1 for the Architect's own words, less for what a model said
public record Episode(
        long number,
        String sort,
        Instant at,
        String asked,
        String answered,
        double dissonance,
        List<String> tools,
        double trust,
        Embedding embedding) {
    static final String KIND = "episode";
    private static final int FLOAT_DIGITS = 2 * Float.BYTES;

    public Episode {
        tools = List.copyOf(tools);
    }

    /// @param model the embedding model's name; vectors of different models are never compared
    /// @param dimension how many components
    /// @param hex the components as big-endian floats, in hexadecimal; empty when not embedded yet
    public record Embedding(String model, int dimension, String hex) {
        public static final Embedding NONE = new Embedding("", 0, "");

        static Embedding of(String model, float[] vector) {
            var bytes = ByteBuffer.allocate(vector.length * Float.BYTES);
            bytes.asFloatBuffer().put(vector);
            return new Embedding(model, vector.length, Datum.Raw.of(bytes.array()).hex());
        }

        boolean fits(String otherModel, int otherDimension) {
            return model.equals(otherModel) && dimension == otherDimension;
        }

        float[] vector() {
            var floats = ByteBuffer.wrap(new Datum.Raw(hex).bytes()).asFloatBuffer();
            var vector = new float[floats.remaining()];
            floats.get(vector);
            return vector;
        }
    }

    Episode with(Embedding other) {
        return new Episode(number, sort, at, asked, answered, dissonance, tools, trust, other);
    }

    public static String nameOf(long number) {
        return String.format("%08d", number);
    }

    public Oid oid() {
        return Oid.named(KIND, nameOf(number));
    }

    /// The text that is searched: who said what, in one piece.
    public String text() {
        return answered.isEmpty() ? asked : "Architect: " + asked + "\nCouncil: " + answered;
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
        slots.put("model", new Datum.Text(embedding.model()));
        slots.put("dimension", new Datum.Whole(embedding.dimension()));
        slots.put("vector", new Datum.Raw(embedding.hex()));
        return Form.named(KIND, 1, nameOf(number), slots);
    }

    static Episode read(Form form) {
        var name = form.name();
        var tools = form.words("tools");
        var embedding =
                form.at("vector") instanceof Datum.Raw(var hex)
                        ? new Embedding(
                                form.text("model"),
                                (int) form.whole("dimension", hex.length() / FLOAT_DIGITS),
                                hex)
                        : Embedding.NONE;
        return new Episode(
                Long.parseLong(name == null ? "0" : name),
                form.at("sort") instanceof Datum.Sign(var sort) ? sort : "turn",
                Instant.parse(form.text("at")),
                form.text("asked"),
                form.text("answered"),
                form.real("dissonance", 0),
                tools,
                form.real("trust", 0),
                embedding);
    }
}
