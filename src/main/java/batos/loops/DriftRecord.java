package batos.loops;

import batos.image.Datum;
import batos.image.Form;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A measurement of how well style tells the four apart, as the image keeps it.
///
/// @param episode the turn after which it was measured
/// @param bound the share from which a persona counts as itself, 0 to 1
/// @param recognised the share of each persona's utterances that were recognised as its own
public record DriftRecord(long episode, double bound, SortedMap<String, Double> recognised) {
    static final String KIND = "drift";

    public DriftRecord {
        recognised = Collections.unmodifiableSortedMap(new TreeMap<>(recognised));
    }

    /// The personas below the bound.
    public List<String> drifted() {
        var drifted = new ArrayList<String>();
        recognised.forEach((persona, share) -> {
            if (share < bound) {
                drifted.add(persona);
            }
        });
        return List.copyOf(drifted);
    }

    Form form() {
        var shares = new LinkedHashMap<String, Datum>();
        recognised.forEach((persona, share) -> shares.put(persona, new Datum.Real(share)));
        var slots = new LinkedHashMap<String, Datum>();
        slots.put("bound", new Datum.Real(bound));
        slots.put("recognised", new Datum.Slots(shares));
        return Form.named(KIND, 1, Long.toString(episode), slots);
    }

    static DriftRecord read(Form form) {
        var recognised = new TreeMap<String, Double>();
        if (form.at("recognised") instanceof Datum.Slots(var entries)) {
            entries.forEach((persona, share) -> {
                if (share instanceof Datum.Real(var value)) {
                    recognised.put(persona, value);
                }
            });
        }
        var name = form.name();
        return new DriftRecord(
                Long.parseLong(name == null ? "0" : name), form.real("bound", 0), recognised);
    }
}
