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
    static final int VERSION = 1;

    private DataForms() {}

    static SequencedMap<String, Datum> slots() {
        return new LinkedHashMap<>();
    }

    static Datum one(String key, Datum value) {
        var entries = slots();
        entries.put(key, value);
        return new Datum.Slots(entries);
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
