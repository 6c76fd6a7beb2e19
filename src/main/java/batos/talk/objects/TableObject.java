package batos.talk.objects;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The store of sets and dictionaries: entries in the order they came, found by hash.
///
/// Removed entries leave holes, closed when the table is rebuilt. The caller decides whether two
/// keys are equal, because that may be a message.
@SuppressWarnings("ReferenceEquality") // identity is meant
public final class TableObject extends HeapObject {
    /// The comparison of keys.
    public interface Equality {
        int hash(Object key);

        boolean same(Object a, Object b);
    }

    private @Nullable Object[] keys = new Object[8];
    private Object[] values = new Object[8];
    private int[] hashes = new int[8];
    private int[] index = new int[16];
    private int end;
    private int count;

    /// Whether hashes have to be recomputed before the first look.
    public boolean stale;

    public TableObject(Klass klass, Object[] slots) {
        super(klass, slots);
    }

    public int count() {
        return count;
    }

    /// Entries are at 0 to this; some may be holes.
    public int end() {
        return end;
    }

    /// The key of an entry; null in a hole.
    public @Nullable Object keyAt(int entry) {
        return keys[entry];
    }

    public Object valueAt(int entry) {
        return values[entry];
    }

    /// Keys and values in turn, without holes.
    public Object[] entries() {
        var entries = new Object[2 * count];
        var n = 0;
        for (var i = 0; i < end; i++) {
            var key = keys[i];
            if (key != null) {
                entries[n++] = key;
                entries[n++] = values[i];
            }
        }
        return entries;
    }

    /// Puts another key and value into an entry; its place is found again at the next look.
    public void entry(int entry, Object key, Object value) {
        stale |= keys[entry] != key;
        keys[entry] = key;
        values[entry] = value;
    }

    public int find(Object key, Equality equality) {
        return find(key, spread(equality.hash(key)), equality);
    }

    private int find(Object key, int hash, Equality equality) {
        var mask = index.length - 1;
        for (var i = hash & mask; ; i = (i + 1) & mask) {
            var entry = index[i] - 1;
            if (entry < 0) {
                return -1;
            }
            if (hashes[entry] == hash) {
                var candidate = keys[entry];
                if (candidate != null && (candidate == key || equality.same(key, candidate))) {
                    return entry;
                }
            }
        }
    }

    /// Adds or replaces; answers the entry.
    public int put(Object key, Object value, Equality equality) {
        var hash = spread(equality.hash(key));
        var found = find(key, hash, equality);
        if (found >= 0) {
            values[found] = value;
            return found;
        }
        if (end == keys.length) {
            rebuild(Math.max(8, count * 2));
        }
        var entry = end++;
        keys[entry] = key;
        values[entry] = value;
        hashes[entry] = hash;
        count++;
        link(entry);
        return entry;
    }

    public void remove(int entry) {
        keys[entry] = null;
        values[entry] = Nil.NIL;
        if (--count == 0) {
            clear();
        }
    }

    public void clear() {
        keys = new Object[8];
        values = new Object[8];
        hashes = new int[8];
        index = new int[16];
        end = 0;
        count = 0;
    }

    private void link(int entry) {
        var mask = index.length - 1;
        var i = hashes[entry] & mask;
        while (index[i] != 0) {
            i = (i + 1) & mask;
        }
        index[i] = entry + 1;
    }

    private void rebuild(int capacity) {
        var oldKeys = keys;
        var oldValues = values;
        var oldHashes = hashes;
        keys = new Object[capacity];
        values = new Object[capacity];
        hashes = new int[capacity];
        index = new int[Integer.highestOneBit(capacity * 2 - 1) * 2];
        var old = end;
        end = 0;
        for (var i = 0; i < old; i++) {
            if (oldKeys[i] != null) {
                keys[end] = oldKeys[i];
                values[end] = oldValues[i];
                hashes[end] = oldHashes[i];
                link(end++);
            }
        }
    }

    /// Finds its place again for every key, after their hashes changed.
    public void rehash(Equality equality) {
        var oldKeys = keys;
        var oldValues = values;
        var old = end;
        clear();
        for (var i = 0; i < old; i++) {
            var key = oldKeys[i];
            if (key != null) {
                put(key, oldValues[i], equality);
            }
        }
    }

    private static int spread(int hash) {
        var h = hash * 0x9E3779B9;
        return h ^ (h >>> 16);
    }

    @Override
    public Object memento() {
        return copy();
    }

    @Override
    public void revert(Object memento) {
        var before = (TableObject) memento;
        slots = before.slots;
        take(before);
    }

    private void take(TableObject other) {
        keys = other.keys;
        values = other.values;
        hashes = other.hashes;
        index = other.index;
        end = other.end;
        count = other.count;
    }

    @Override
    public void become(HeapObject other) {
        klass = other.klass;
        slots = other.slots;
        take((TableObject) other);
    }

    @Override
    public TableObject copy() {
        var copy = new TableObject(klass, slots.clone());
        copy.take(this);
        copy.keys = Arrays.copyOf(keys, keys.length);
        copy.values = values.clone();
        copy.hashes = hashes.clone();
        copy.index = index.clone();
        return copy;
    }
}
