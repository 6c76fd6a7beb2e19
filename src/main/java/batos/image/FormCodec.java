package batos.image;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The bytes of a [Form], format 1: a tag, then kind, name and slots, every count and length a
/// variable-length integer.
///
/// Keys keep their order in these bytes. Content is nevertheless compared and hashed without it:
/// the tag says whether all keys stand in ascending order, and [#canonical] sorts those that do
/// not. Reading hostile bytes runs no code, allocates no more than a small multiple of their
/// length, and goes [#DEEPEST] levels deep at most.
final class FormCodec {
    /// A form whose keys ascend, at every level.
    static final byte ASCENDING = 1;

    /// A form with at least one pair of keys that does not.
    static final byte AS_WRITTEN = 2;

    /// The deepest nesting of lists and maps.
    static final int DEEPEST = 512;

    private FormCodec() {}

    static byte[] encode(Form form) {
        return encode(form, new ByteWriter());
    }

    /// @param out a page to write on; its former content is gone
    static byte[] encode(Form form, ByteWriter out) {
        out.clear();
        out.int8(ASCENDING);
        out.varint(form.version());
        out.text(form.kind());
        var name = form.name();
        out.int8(name == null ? 0 : 1);
        if (name != null) {
            out.text(name);
        }
        if (!slots(form.slots(), out, 0)) {
            out.put(0, AS_WRITTEN);
        }
        return out.bytes();
    }

    /// The same content with its keys ascending; the argument itself where they already are.
    static byte[] canonical(byte[] code) {
        if (code[0] == ASCENDING) {
            return code;
        }
        var quickly = code[0] == AS_WRITTEN ? CanonicalEncoder.of(code) : null;
        return quickly == null ? slowly(code) : quickly;
    }

    static byte[] slowly(byte[] code) {
        return encode(sorted(decode(code)));
    }

    static Form decode(byte[] code) {
        var in = new ByteReader(code, 0, code.length);
        var tag = in.int8();
        if (tag != ASCENDING && tag != AS_WRITTEN) {
            throw new DamagedData("a form of unknown format " + tag);
        }
        var version = (int) in.varint();
        var kind = in.text();
        var name = in.int8() == 0 ? null : in.text();
        var form = new Form(kind, version, name, slots(in, 0));
        if (in.left() > 0) {
            throw new DamagedData(in.left() + " bytes too many after a form of kind " + kind);
        }
        return form;
    }

    /// Kind and name alone.
    static Label label(byte[] code) {
        var in = new ByteReader(code, 1, code.length);
        in.varint();
        var kind = in.text();
        return new Label(kind, in.int8() == 0 ? null : in.text());
    }

    /// The kind and name of an object; anonymous objects have no name.
    record Label(String kind, @Nullable String name) {}

    private static boolean slots(SequencedMap<String, Datum> slots, ByteWriter out, int depth) {
        out.length(slots.size());
        var ascending = true;
        String previous = null;
        for (var slot : slots.entrySet()) {
            ascending &= previous == null || previous.compareTo(slot.getKey()) < 0;
            previous = slot.getKey();
            out.text(slot.getKey());
            ascending &= datum(slot.getValue(), out, depth + 1);
        }
        return ascending;
    }

    private static boolean datum(Datum datum, ByteWriter out, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException(
                    "lists and maps nested more than " + DEEPEST + " deep cannot be stored");
        }
        var ascending = true;
        switch (datum) {
            case Datum.Nothing n -> out.int8(0);
            case Datum.Truth(var value) -> out.int8(value ? 2 : 1);
            case Datum.Whole(var value) -> {
                out.int8(3);
                out.varint(value);
            }
            case Datum.Big(var value) -> {
                out.int8(4);
                out.block(value.toByteArray());
            }
            case Datum.Real(var value) -> {
                out.int8(5);
                out.int64(Double.doubleToLongBits(value));
            }
            case Datum.Text(var value) -> {
                out.int8(6);
                out.text(value);
            }
            case Datum.Sign(var value) -> {
                out.int8(7);
                out.text(value);
            }
            case Datum.Letter(var codePoint) -> {
                out.int8(8);
                out.varint(codePoint);
            }
            case Datum.Raw raw -> {
                out.int8(9);
                out.block(raw.bytes());
            }
            case Datum.Ref(var oid) -> {
                out.int8(10);
                out.int64(oid.value());
            }
            case Datum.Many(var items) -> {
                out.int8(11);
                out.length(items.size());
                for (var item : items) {
                    ascending &= datum(item, out, depth + 1);
                }
            }
            case Datum.Slots(var entries) -> {
                out.int8(12);
                ascending = slots(entries, out, depth);
            }
        }
        return ascending;
    }

    private static SequencedMap<String, Datum> slots(ByteReader in, int depth) {
        var count = in.count();
        if (count <= SmallSlotMap.MOST) {
            return fewSlots(in, count, depth);
        }
        var slots = LinkedHashMap.<String, Datum>newLinkedHashMap(count);
        for (int i = 0; i < count; i++) {
            var key = in.text();
            if (slots.put(key, datum(in, depth + 1)) != null) {
                throw new DamagedData("slot " + key + " twice");
            }
        }
        return slots;
    }

    private static SequencedMap<String, Datum> fewSlots(ByteReader in, int count, int depth) {
        var keys = new String[count];
        var values = new Datum[count];
        for (int i = 0; i < count; i++) {
            keys[i] = in.text();
            for (int j = 0; j < i; j++) {
                if (keys[j].equals(keys[i])) {
                    throw new DamagedData("slot " + keys[i] + " twice");
                }
            }
            values[i] = datum(in, depth + 1);
        }
        return new SmallSlotMap(keys, values);
    }

    private static Datum datum(ByteReader in, int depth) {
        if (depth > DEEPEST) {
            throw new DamagedData("nested more than " + DEEPEST + " deep");
        }
        var tag = in.int8();
        return switch (tag) {
            case 0 -> Datum.NOTHING;
            case 1 -> new Datum.Truth(false);
            case 2 -> new Datum.Truth(true);
            case 3 -> new Datum.Whole(in.varint());
            case 4 -> new Datum.Big(big(in.block()));
            case 5 -> new Datum.Real(Double.longBitsToDouble(in.int64()));
            case 6 -> new Datum.Text(in.text());
            case 7 -> new Datum.Sign(in.text());
            case 8 -> new Datum.Letter((int) in.varint());
            case 9 -> Datum.Raw.of(in.block());
            case 10 -> new Datum.Ref(new Oid(in.int64()));
            case 11 -> {
                var count = in.count();
                var items = new ArrayList<Datum>(Math.min(count, 1024));
                for (int i = 0; i < count; i++) {
                    items.add(datum(in, depth + 1));
                }
                yield new Datum.Many(items);
            }
            case 12 -> new Datum.Slots(slots(in, depth));
            default -> throw new DamagedData("a value of unknown type " + tag);
        };
    }

    private static BigInteger big(byte[] bytes) {
        if (bytes.length == 0) {
            throw new DamagedData("an integer without bytes");
        }
        return new BigInteger(bytes);
    }

    private static Form sorted(Form form) {
        return new Form(form.kind(), form.version(), form.name(), sorted(form.slots()));
    }

    private static SequencedMap<String, Datum> sorted(Map<String, Datum> slots) {
        var ascending = new TreeMap<String, Datum>();
        slots.forEach((key, value) -> ascending.put(key, sorted(value)));
        return ascending;
    }

    private static Datum sorted(Datum datum) {
        return switch (datum) {
            case Datum.Many(var items) -> new Datum.Many(List.copyOf(sortedItems(items)));
            case Datum.Slots(var entries) -> new Datum.Slots(sorted(entries));
            case Datum.Nothing d -> d;
            case Datum.Truth d -> d;
            case Datum.Whole d -> d;
            case Datum.Big d -> d;
            case Datum.Real d -> d;
            case Datum.Text d -> d;
            case Datum.Sign d -> d;
            case Datum.Letter d -> d;
            case Datum.Raw d -> d;
            case Datum.Ref d -> d;
        };
    }

    private static List<Datum> sortedItems(List<Datum> items) {
        return items.stream().map(FormCodec::sorted).toList();
    }
}
