package batos.talk.store;

import batos.image.Datum;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Small shapes of data.
final class DataForms {
    static final String VAR = "var";
    static final String CLASS = "class";
    static final String METHOD = "method";
    static final String OBJECT = "object";

    /// Some of the elements of a large collection.
    static final String PIECE = "piece";

    static final int VERSION = 1;

    private DataForms() {}

    static SequencedMap<String, Datum> slots() {
        return new LinkedHashMap<>();
    }

    static SequencedMap<String, Datum> slot(String key, Datum value) {
        var slots = slots();
        slots.put(key, value);
        return slots;
    }

    static Datum one(String key, Datum value) {
        return new Datum.Slots(slot(key, value));
    }

    static Datum text(String value) {
        return new Datum.Text(value);
    }

    static SequencedMap<String, Datum> entries(Datum datum) {
        return datum instanceof Datum.Slots(var entries) ? entries : slots();
    }

    static String string(Datum datum) {
        return datum instanceof Datum.Text(var value) ? value : "";
    }

    static long whole(Datum datum, long otherwise) {
        return datum instanceof Datum.Whole(var value) ? value : otherwise;
    }
}
