package batos.talk.kernel;

import batos.talk.compiler.MethodCompiler;
import batos.talk.objects.ByteObject;
import batos.talk.objects.CharacterValue;
import batos.talk.objects.HeapObject;
import batos.talk.objects.ObjectFormat;
import batos.talk.objects.Primitive;
import batos.talk.objects.Selector;
import batos.talk.objects.SequenceObject;
import batos.talk.objects.TableObject;
import batos.talk.objects.TextObject;
import batos.talk.processes.Frame;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The primitives of arrays, ordered collections, sets and dictionaries.
final class CollectionPrimitives {
    private final PrimitiveContext room;
    private final MethodCompiler methods;
    private final Selector atIfAbsent;

    CollectionPrimitives(PrimitiveContext room) {
        this.room = room;
        this.methods = room.methods;
        this.atIfAbsent = room.universe.selector("at:ifAbsent:");
    }

    void install() {
        indexed();
        sequences();
        tables();
        bytes();
        methods.primitive("sortArray", (Primitive.Binary) this::sortArray);
    }

    private void unary(String name, Primitive.Unary primitive) {
        methods.primitive(name, primitive);
    }

    private void binary(String name, Primitive.Binary primitive) {
        methods.primitive(name, primitive);
    }

    private void ternary(String name, Primitive.Ternary primitive) {
        methods.primitive(name, primitive);
    }

    private int fixed(HeapObject thing) {
        return room.universe.classOf(thing).size;
    }

    private void indexed() {
        unary("basicSize", this::basicSize);
        binary("basicAt", this::basicAt);
        ternary("basicAtPut", this::basicAtPut);
        methods.primitive("arrayReplace", (Primitive.Any) this::arrayReplace);
    }

    private boolean holds(HeapObject thing, Object value) {
        return switch (thing) {
            case ByteObject _ -> value instanceof Long n && n >= 0 && n <= 255;
            case TextObject _ -> value instanceof CharacterValue;
            case SequenceObject _ -> true;
            default -> room.universe.classOf(thing).make.kept(value) != null;
        };
    }

    private int size(Frame f, HeapObject thing) {
        f.run.whole(thing);
        if (thing instanceof SequenceObject q) {
            return q.count;
        }
        if (thing instanceof TableObject t) {
            return t.count();
        }
        if (thing instanceof TextObject t) {
            return t.points.length;
        }
        if (thing instanceof ByteObject b) {
            return b.bytes.length;
        }
        return room.universe.classOf(thing).make.isIndexed()
                ? thing.slots.length - fixed(thing)
                : 0;
    }

    private void sequences() {
        binary("seqAdd", this::seqAdd);
        binary("seqAddFirst", this::seqAddFirst);
        ternary("seqInsert", this::seqInsert);
        unary("seqRemoveFirst", this::seqRemoveFirst);
        unary("seqRemoveLast", this::seqRemoveLast);
        binary("seqRemoveIndex", this::seqRemoveIndex);
        unary("asArrayFast", this::asArrayFast);
        binary("seqElements", this::seqElements);
    }

    private static @Nullable Object sequence(
            Frame f,
            Object self,
            java.util.function.Consumer<SequenceObject> action,
            Object answer) {
        if (!(self instanceof SequenceObject sequence)) {
            return null;
        }
        f.run.whole(sequence);
        action.accept(PrimitiveContext.written(f, sequence));
        return answer;
    }

    private static @Nullable Object remove(Frame f, Object self, int index) {
        if (!(self instanceof SequenceObject sequence)
                || index < 0
                || index >= ((SequenceObject) f.run.whole(sequence)).count) {
            return null;
        }
        return PrimitiveContext.written(f, sequence).remove(index);
    }

    private @Nullable TableObject table(Frame f, Object self) {
        if (!(self instanceof TableObject table)) {
            return null;
        }
        f.run.whole(table);
        if (table.stale) {
            table.stale = false;
            table.rehash(room.equality(f, table));
        }
        return table;
    }

    private void tables() {
        binary("tabFind", this::tabFind);
        binary("tabAt", this::tabAt);
        ternary("tabAtIfAbsent", this::tabAtIfAbsent);
        ternary("tabPut", this::tabPut);
        ternary("tabRemove", this::tabRemove);
        binary("tabKeyAt", this::tabKeyAt);
        unary("tabKeys", this::tabKeys);
        unary("tabValues", this::tabValues);
        unary("tabRehash", this::tabRehash);
        unary("tabClear", this::tabClear);
    }

    private @Nullable Object entries(Frame f, Object self, boolean keys) {
        var table = table(f, self);
        if (table == null) {
            return null;
        }
        var all = new Object[table.count()];
        var n = 0;
        for (var i = 0; i < table.end(); i++) {
            var key = table.keyAt(i);
            if (key != null) {
                all[n++] = keys ? key : table.valueAt(i);
            }
        }
        return room.universe.array(all);
    }

    private void bytes() {
        unary("bytesText", this::bytesText);
        unary("textBytes", this::textBytes);
        ternary("strIndexFrom", this::strIndexFrom);
    }

    private @Nullable Object sortArray(Frame f, Object self, Object block) {
        return self instanceof HeapObject thing && !(thing instanceof SequenceObject)
                ? new ArraySort(room, f, block).sort(thing)
                : null;
    }

    private @Nullable Object basicSize(Frame f, Object s) {
        return s instanceof HeapObject thing ? (Object) (long) size(f, thing) : (Object) 0L;
    }

    private @Nullable Object basicAt(Frame f, Object s, Object i) {
        if (!(s instanceof HeapObject thing) || s instanceof TableObject) {
            return null;
        }
        f.run.whole(thing);
        var index = PrimitiveContext.index(i, size(f, thing));
        if (index < 0) {
            return null;
        }
        if (thing instanceof SequenceObject q) {
            return q.get(index);
        }
        if (thing instanceof TextObject t) {
            return CharacterValue.of(t.points[index]);
        }
        return thing instanceof ByteObject b
                ? (Object) (long) (b.bytes[index] & 0xff)
                : thing.slots[fixed(thing) + index];
    }

    private @Nullable Object basicAtPut(Frame f, Object s, Object i, Object v) {
        if (!(s instanceof HeapObject thing) || s instanceof TableObject) {
            return null;
        }
        f.run.whole(thing);
        var index = PrimitiveContext.index(i, size(f, thing));
        if (index < 0 || !holds(thing, v)) {
            return null;
        }
        PrimitiveContext.written(f, thing);
        switch (thing) {
            case ByteObject b -> b.bytes[index] = (byte) (long) (Long) v;
            case SequenceObject q -> q.set(index, v);
            case TextObject t -> t.points[index] = ((CharacterValue) v).point();
            default ->
                    thing.slots[fixed(thing) + index] =
                            Objects.requireNonNull(room.universe.classOf(thing).make.kept(v));
        }
        return v;
    }

    private @Nullable Object arrayReplace(Frame f, Object s, Object[] a) {
        var from = room.elements(f, a[2]);
        if (!(s instanceof HeapObject thing)
                || from == null
                || !(a[0] instanceof Long start)
                || !(a[1] instanceof Long stop)
                || !(a[3] instanceof Long source)
                || start < 1
                || stop > size(f, thing)
                || source < 1
                || stop < start - 1
                || source - 1 + (stop - start + 1) > from.length
                || thing.klass.make != ObjectFormat.INDEXED) {
            return null;
        }
        System.arraycopy(
                from,
                (int) (source - 1),
                PrimitiveContext.written(f, thing).slots,
                fixed(thing) + (int) (start - 1),
                (int) (stop - start + 1));
        return s;
    }

    private @Nullable Object seqAdd(Frame f, Object s, Object v) {
        return sequence(f, s, q -> q.add(v), v);
    }

    private @Nullable Object seqAddFirst(Frame f, Object s, Object v) {
        return sequence(f, s, q -> q.addFirst(v), v);
    }

    private @Nullable Object seqInsert(Frame f, Object s, Object v, Object i) {
        return s instanceof SequenceObject q
                        && i instanceof Long n
                        && n >= 0
                        && n <= ((SequenceObject) f.run.whole(q)).count
                ? sequence(f, s, t -> t.insert(n.intValue(), v), v)
                : null;
    }

    private @Nullable Object seqRemoveFirst(Frame f, Object s) {
        return remove(f, s, 0);
    }

    private @Nullable Object seqRemoveLast(Frame f, Object s) {
        return s instanceof SequenceObject q
                ? remove(f, s, ((SequenceObject) f.run.whole(q)).count - 1)
                : null;
    }

    private @Nullable Object seqRemoveIndex(Frame f, Object s, Object i) {
        return s instanceof SequenceObject q
                ? remove(f, s, PrimitiveContext.index(i, ((SequenceObject) f.run.whole(q)).count))
                : null;
    }

    private @Nullable Object asArrayFast(Frame f, Object s) {
        var elements = room.elements(f, s);
        return elements == null ? null : room.universe.array(elements.clone());
    }

    private @Nullable Object seqElements(Frame f, Object s, Object from) {
        var elements = room.elements(f, from);
        return elements == null ? null : sequence(f, s, q -> q.elements(elements.clone()), s);
    }

    private @Nullable Object tabFind(Frame f, Object s, Object key) {
        var table = table(f, s);
        return table == null ? null : (Object) (long) table.find(key, room.equality(f, table));
    }

    /// For a missing key, or a user's way to look one up, the language's method runs.
    private @Nullable Object tabAt(Frame f, Object s, Object key) {
        var table = table(f, s);
        if (table == null || !PrimitiveContext.isShipped(table.klass, atIfAbsent, "Dictionary")) {
            return null;
        }
        var entry = table.find(key, room.equality(f, table));
        return entry >= 0 ? table.valueAt(entry) : null;
    }

    private @Nullable Object tabAtIfAbsent(Frame f, Object s, Object key, Object block) {
        var table = table(f, s);
        if (table == null) {
            return null;
        }
        var entry = table.find(key, room.equality(f, table));
        return entry >= 0 ? table.valueAt(entry) : f.run.send(f, block, "value");
    }

    private @Nullable Object tabPut(Frame f, Object s, Object key, Object value) {
        var table = table(f, s);
        if (table == null) {
            return null;
        }
        PrimitiveContext.written(f, table).put(key, value, room.equality(f, table));
        return value;
    }

    private @Nullable Object tabRemove(Frame f, Object s, Object key, Object absent) {
        var table = table(f, s);
        if (table == null) {
            return null;
        }
        var entry = table.find(key, room.equality(f, table));
        if (entry < 0) {
            return null;
        }
        var value = table.valueAt(entry);
        PrimitiveContext.written(f, table).remove(entry);
        return value;
    }

    private @Nullable Object tabKeyAt(Frame f, Object s, Object key) {
        var table = table(f, s);
        if (table == null) {
            return null;
        }
        var entry = table.find(key, room.equality(f, table));
        return entry < 0 ? null : table.keyAt(entry);
    }

    private @Nullable Object tabKeys(Frame f, Object s) {
        return entries(f, s, true);
    }

    private @Nullable Object tabValues(Frame f, Object s) {
        return entries(f, s, false);
    }

    private @Nullable Object tabRehash(Frame f, Object s) {
        var table = table(f, s);
        if (table == null) {
            return null;
        }
        PrimitiveContext.written(f, table).rehash(room.equality(f, table));
        return s;
    }

    private @Nullable Object tabClear(Frame f, Object s) {
        var table = table(f, s);
        if (table == null) {
            return null;
        }
        PrimitiveContext.written(f, table).clear();
        return s;
    }

    private @Nullable Object bytesText(Frame f, Object s) {
        var bytes = PrimitiveContext.bytes(f, s);
        return bytes == null
                ? null
                : room.text(new String(bytes.bytes, java.nio.charset.StandardCharsets.UTF_8));
    }

    private @Nullable Object textBytes(Frame f, Object s) {
        var text = PrimitiveContext.string(s);
        return text == null
                ? null
                : new ByteObject(
                        room.universe.klass("ByteArray"),
                        text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /// The first place of a character in a text, at a place or after it; 0 for none.
    private @Nullable Object strIndexFrom(Frame f, Object s, Object c, Object from) {
        var points = s instanceof TextObject ? PrimitiveContext.points(f, s) : null;
        if (points == null
                || !(c instanceof CharacterValue(var point))
                || !(from instanceof Long start)
                || start < 1) {
            return null;
        }
        var i = (int) Math.min(start - 1, points.length);
        while (i < points.length && points[i] != point) {
            i++;
        }
        f.run.spend(f, (int) Math.max(0, i - start) >> 8);
        return i == points.length ? 0L : i + 1L;
    }
}
