package batos.image;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The value of an object at one moment: an immutable record of slots, tagged with its kind and the
/// version of its layout.
///
/// @param kind the word of its room, for example `tool`, `episode`, `object`
/// @param version the layout's version, from 1; a room migrates older ones when it reads them
/// @param name set exactly for objects whose [Oid] is [Oid#named(String, String)] of kind and name
public record Form(
        String kind, int version, @Nullable String name, SequencedMap<String, Datum> slots) {
    public Form {
        slots = SmallSlotMap.frozen(slots);
    }

    public static Form named(
            String kind, int version, String name, SequencedMap<String, Datum> slots) {
        return new Form(kind, version, name, slots);
    }

    public static Form anonymous(String kind, int version, SequencedMap<String, Datum> slots) {
        return new Form(kind, version, null, slots);
    }

    /// The contents of a slot of another object; without slots where the datum has none.
    public static Form anonymous(String kind, Datum inner) {
        return anonymous(
                kind,
                1,
                inner instanceof Datum.Slots(var entries) ? entries : new LinkedHashMap<>());
    }

    /// The slot's value, or [Datum#NOTHING] where there is none.
    public Datum at(String slot) {
        return slots.getOrDefault(slot, Datum.NOTHING);
    }

    /// The text in the slot, or the empty string where it holds no text.
    public String text(String slot) {
        return at(slot) instanceof Datum.Text(var value) ? value : "";
    }

    /// [Datum.Many#words(Datum)] of the slot.
    public List<String> words(String slot) {
        return Datum.Many.words(at(slot));
    }

    /// All references in its slots, at any depth.
    public void references(Consumer<Oid> visitor) {
        Reachability.references(this, visitor);
    }

    public long whole(String slot, long otherwise) {
        return at(slot) instanceof Datum.Whole(var value) ? value : otherwise;
    }

    public double real(String slot, double otherwise) {
        return switch (at(slot)) {
            case Datum.Real(var value) -> value;
            case Datum.Whole(var value) -> value;
            default -> otherwise;
        };
    }

    public Form with(String slot, Datum value) {
        var changed = new LinkedHashMap<>(slots);
        changed.put(slot, value);
        return new Form(kind, version, name, changed);
    }
}
