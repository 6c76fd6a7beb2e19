package batos.talk.objects;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The store of sets and dictionaries: entries in the order they came, found by hash.
///
/// Removed entries leave holes, closed when the table is rebuilt. Keys and values that are numbers
/// are kept as such, so that a large table of numbers is a few arrays to the collector. The caller
/// decides whether two keys are equal, because that may be a message.
@SuppressWarnings("ReferenceEquality") // identity is meant
public final class TableObject extends HeapObject {
    /// The comparison of keys; two integers of 64 bits are compared by value without it.
    public interface Equality {
        int hash(Object key);

        boolean same(Object a, Object b);
    }

    private static final int LEAST = 8;
    private static final int[] NO_HASHES = {};
    private static final int[] NO_ENTRY = {0};

    private TableColumn keys = new TableColumn();
    private TableColumn values = new TableColumn();

    /// Those of the keys; none as long as all keys are numbers, which tell theirs.
    private int[] hashes = NO_HASHES;

    /// The numbers of the entries, counted from 1. At most half of it is taken. A number of a
    /// column of numbers is at the place of its low bits, so that neighbours are looked up in
    /// neighbouring memory, or where [#next] leads; another key at its hash or behind.
    private int[] index = NO_ENTRY;

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
        return keys.get(entry);
    }

    public Object valueAt(int entry) {
        return Objects.requireNonNull(values.get(entry));
    }

    /// Whether all keys and values are numbers, and none was removed.
    public boolean isNumbers() {
        return keys.isNumbers() && values.isNumbers();
    }

    /// Keys and values in turn, without holes.
    public Object[] entries() {
        var entries = new Object[2 * count];
        var n = 0;
        for (var i = 0; i < end; i++) {
            var key = keys.get(i);
            if (key != null) {
                entries[n++] = key;
                entries[n++] = valueAt(i);
            }
        }
        return entries;
    }

    /// Puts another key and value into an entry; its place is found again at the next look.
    public void entry(int entry, Object key, Object value) {
        var before = keys.get(entry);
        if (before == null || !Identity.same(before, key)) {
            stale = true;
            set(entry, key);
        }
        values.set(entry, value);
    }

    /// @param key null for a hole
    private void set(int entry, @Nullable Object key) {
        if (keys.isNumbers() && !(key instanceof Long)) {
            hashNumbers();
        }
        keys.set(entry, key);
    }

    public int find(Object key, Equality equality) {
        return key instanceof Long n && keys.isNumbers()
                ? find(n)
                : find(key, hash(key, equality), equality);
    }

    private int find(long key) {
        var mask = index.length - 1;
        var rest = key;
        for (var i = (int) key & mask; ; rest >>>= 5) {
            var entry = index[i] - 1;
            if (entry < 0 || keys.number(entry) == key) {
                return entry;
            }
            i = next(i, rest) & mask;
        }
    }

    /// The place to look at after another: all bits of the key have a say in turn, and once none is
    /// left every place is reached.
    private static int next(int place, long rest) {
        return place * 5 + 1 + (int) (rest >>> 5);
    }

    private int find(Object key, int hash, Equality equality) {
        if (keys.isNumbers()) {
            hashNumbers();
        }
        var mask = index.length - 1;
        for (var i = hash & mask; ; i = (i + 1) & mask) {
            var entry = index[i] - 1;
            if (entry < 0) {
                return -1;
            }
            if (hashes[entry] == hash) {
                var candidate = keys.get(entry);
                if (candidate != null && (candidate == key || equality.same(key, candidate))) {
                    return entry;
                }
            }
        }
    }

    /// Adds or replaces; answers the entry.
    public int put(Object key, Object value, Equality equality) {
        var number = key instanceof Long && keys.isNumbers();
        var hash = number ? 0 : hash(key, equality);
        var found = number ? find((Long) key) : find(key, hash, equality);
        if (found >= 0) {
            values.set(found, value);
            return found;
        }
        if (2 * end >= index.length - 1) {
            rebuild(Math.max(LEAST, count * 2));
        }
        keys.add(key);
        values.add(value);
        if (!keys.isNumbers()) {
            if (end == hashes.length) {
                hashes = Arrays.copyOf(hashes, Math.max(LEAST, 2 * end));
            }
            hashes[end] = hash;
        }
        link(end);
        count++;
        return end++;
    }

    public void remove(int entry) {
        set(entry, null);
        values.set(entry, values.isNumbers() ? (Object) 0L : Nil.NIL);
        if (--count == 0) {
            clear();
        }
    }

    public void clear() {
        keys = new TableColumn();
        values = new TableColumn();
        hashes = NO_HASHES;
        index = NO_ENTRY;
        end = 0;
        count = 0;
    }

    /// Before the first look for a key that is no number.
    private void hashNumbers() {
        if (end > 0) {
            var all = new int[keys.capacity()];
            for (var i = 0; i < end; i++) {
                all[i] = hash(keys.number(i));
            }
            hashes = all;
            keys.generalize();
            Arrays.fill(index, 0);
            linkAll();
        }
    }

    private void link(int entry) {
        var mask = index.length - 1;
        int i;
        if (keys.isNumbers()) {
            var rest = keys.number(entry);
            i = (int) rest & mask;
            while (index[i] != 0) {
                i = next(i, rest) & mask;
                rest >>>= 5;
            }
        } else {
            i = hashes[entry] & mask;
            while (index[i] != 0) {
                i = (i + 1) & mask;
            }
        }
        index[i] = entry + 1;
    }

    private void linkAll() {
        for (var i = 0; i < end; i++) {
            link(i);
        }
    }

    private void rebuild(int capacity) {
        if (count < end) {
            closeHoles();
        }
        index = new int[Integer.highestOneBit(capacity * 2 - 1) * 2];
        linkAll();
    }

    private void closeHoles() {
        var n = 0;
        for (var i = 0; i < end; i++) {
            var key = keys.get(i);
            if (key != null) {
                keys.set(n, key);
                values.set(n, valueAt(i));
                hashes[n++] = hashes[i];
            }
        }
        keys.shorten(n);
        values.shorten(n);
        end = n;
    }

    /// Finds its place again for every key, after their hashes changed.
    public void rehash(Equality equality) {
        var oldKeys = keys;
        var oldValues = values;
        var old = end;
        clear();
        for (var i = 0; i < old; i++) {
            var key = oldKeys.get(i);
            if (key != null) {
                put(key, Objects.requireNonNull(oldValues.get(i)), equality);
            }
        }
    }

    private static int hash(Object key, Equality equality) {
        return key instanceof Long n ? hash(n) : spread(equality.hash(key));
    }

    private static int hash(long number) {
        return spread(Long.hashCode(number));
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
        copy.keys = keys.copy();
        copy.values = values.copy();
        copy.hashes = hashes.clone();
        copy.index = index.clone();
        return copy;
    }
}
