package batos.image;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The bytes of a form with its keys ascending, made from its bytes alone: nothing is decoded,
/// since each commit needs this twice for every object it touches.
///
/// Keys ascend as [String] compares them. For plain ASCII that is the order of their bytes; a form
/// with any other key, or with a key that stands twice, is not done here.
final class CanonicalEncoder {
    /// A form with more slots is decoded.
    private static final int MOST = 256;

    private static final int PLACES = 3;

    private final byte[] code;
    private final ByteReader in;
    private final ByteWriter out;

    private CanonicalEncoder(byte[] code, ByteWriter out) {
        this.code = code;
        this.in = new ByteReader(code, 1, code.length);
        this.out = out;
    }

    /// @return null where the form must be decoded
    static byte @Nullable [] of(byte[] code) {
        var out = new ByteWriter();
        return write(code, out) ? out.bytes() : null;
    }

    /// @return false where the form must be decoded; the bytes written until then mean nothing
    static boolean write(byte[] code, ByteWriter out) {
        var form = new CanonicalEncoder(code, out);
        out.int8(FormCodec.ASCENDING);
        form.in.varint();
        form.in.skipText();
        if (form.in.int8() != 0) {
            form.in.skipText();
        }
        form.copy(1);
        return form.slots(0) && form.in.left() == 0;
    }

    private boolean slots(int depth) {
        var from = in.position();
        var count = in.count();
        copy(from);
        if (count > MOST || depth > FormCodec.DEEPEST) {
            return false;
        }
        var slots = new int[PLACES * count];
        for (int i = 0; i < count; i++) {
            var begin = in.position();
            var size = in.plainText();
            var value = in.position();
            if (size < 0 || !insert(slots, i, begin, value - size, value)) {
                return false;
            }
            skip(depth + 1);
        }
        var end = in.position();
        for (int i = 0; i < slots.length; i += PLACES) {
            out.bytes(code, slots[i], slots[i + 2]);
            in.at(slots[i + 2]);
            if (!datum(depth + 1)) {
                return false;
            }
        }
        in.at(end);
        return true;
    }

    /// Puts a slot among those before it: where it begins, where its key does, where its value
    /// does.
    ///
    /// @return false where its key stands there already
    private boolean insert(int[] slots, int count, int from, int key, int value) {
        int low = 0;
        for (int high = count; low < high; ) {
            var middle = (low + high) >>> 1;
            var other = PLACES * middle;
            var order = Arrays.compare(code, key, value, code, slots[other + 1], slots[other + 2]);
            if (order == 0) {
                return false;
            }
            if (order < 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        var at = PLACES * low;
        System.arraycopy(slots, at, slots, at + PLACES, PLACES * (count - low));
        slots[at] = from;
        slots[at + 1] = key;
        slots[at + 2] = value;
        return true;
    }

    private void copy(int from) {
        out.bytes(code, from, in.position());
    }

    /// Copies a value, its own slots sorted.
    private boolean datum(int depth) {
        var from = in.position();
        return switch (code[from]) {
            case 11 -> {
                in.int8();
                var left = in.count();
                copy(from);
                while (left > 0 && datum(depth + 1)) {
                    left--;
                }
                yield left == 0;
            }
            case 12 -> {
                in.int8();
                copy(from);
                yield slots(depth);
            }
            default -> {
                skip(depth);
                copy(from);
                yield true;
            }
        };
    }

    private void skip(int depth) {
        if (depth > FormCodec.DEEPEST) {
            throw new DamagedData("nested more than " + FormCodec.DEEPEST + " deep");
        }
        switch (in.int8()) {
            case 0, 1, 2 -> {}
            case 3, 8 -> in.varint();
            case 4, 9 -> in.skip(in.count());
            case 5, 10 -> in.skip(8);
            case 6, 7 -> in.skipText();
            case 11 -> {
                var count = in.count();
                for (int i = 0; i < count; i++) {
                    skip(depth + 1);
                }
            }
            case 12 -> {
                var count = in.count();
                for (int i = 0; i < count; i++) {
                    in.skipText();
                    skip(depth + 1);
                }
            }
            default -> throw new DamagedData("a value of unknown type");
        }
    }
}
