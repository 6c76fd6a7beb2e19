package batos.image;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The slots of a small object, which never change: two arrays. Most objects are small, and every
/// reading makes one of these.
final class SmallSlotMap extends AbstractMap<String, Datum> implements SequencedMap<String, Datum> {
    /// Up to so many keys a search is faster than making a hash table.
    static final int MOST = 8;

    private final String[] keys;
    private final Datum[] values;

    /// @param keys no two of them equal
    SmallSlotMap(String[] keys, Datum[] values) {
        this.keys = keys;
        this.values = values;
    }

    /// A copy that never changes; the argument itself where it is one.
    static SequencedMap<String, Datum> frozen(SequencedMap<String, Datum> slots) {
        if (slots instanceof SmallSlotMap) {
            return slots;
        }
        if (slots.size() > MOST) {
            return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(slots));
        }
        var keys = new String[slots.size()];
        var values = new Datum[keys.length];
        var i = 0;
        for (var slot : slots.entrySet()) {
            keys[i] = Objects.requireNonNull(slot.getKey());
            values[i++] = Objects.requireNonNull(slot.getValue());
        }
        return new SmallSlotMap(keys, values);
    }

    @Override
    public @Nullable Datum get(@Nullable Object key) {
        for (int i = 0; i < keys.length; i++) {
            if (keys[i].equals(key)) {
                return values[i];
            }
        }
        return null;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return get(key) != null;
    }

    @Override
    public Datum getOrDefault(@Nullable Object key, Datum otherwise) {
        var value = get(key);
        return value == null ? otherwise : value;
    }

    @Override
    public SequencedMap<String, Datum> reversed() {
        return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(this)).reversed();
    }

    @Override
    public Set<Map.Entry<String, Datum>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, Datum>> iterator() {
                return new Iterator<>() {
                    private int next;

                    @Override
                    public boolean hasNext() {
                        return next < keys.length;
                    }

                    @Override
                    public Map.Entry<String, Datum> next() {
                        if (!hasNext()) {
                            throw new java.util.NoSuchElementException();
                        }
                        var at = next++;
                        return Map.entry(keys[at], values[at]);
                    }
                };
            }

            @Override
            public int size() {
                return keys.length;
            }
        };
    }
}
