package batos.image;

import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// The bytes of a form with its keys ascending, made from its bytes alone: nothing is decoded,
/// since each commit needs this twice for every object it touches.
///
/// Keys ascend as [String] compares them. For plain ASCII that is the order of their bytes; a form
/// with any other key, or with a key that stands twice, is not done here.
final class Canonical {
    private final byte[] code;
    private final Reading in;
    private final Ink out = new Ink();

    private Canonical(byte[] code) {
        this.code = code;
        this.in = new Reading(code, 1, code.length);
    }

    /// @return null where the form must be decoded
    static byte @Nullable [] of(byte[] code) {
        var form = new Canonical(code);
        form.out.octet(FormCode.ASCENDING);
        form.in.whole();
        form.in.skipText();
        if (form.in.octet() != 0) {
            form.in.skipText();
        }
        form.copy(1);
        return form.slots(0) && form.in.left() == 0 ? form.out.bytes() : null;
    }

    /// One slot: where its key, its value and what follows begin.
    private record Slot(int from, int key, int value, int end) {}

    private boolean slots(int depth) {
        var from = in.position();
        var count = in.count();
        copy(from);
        if (count > 256 || depth > FormCode.DEEPEST) {
            return false;
        }
        var slots = new Slot[count];
        for (int i = 0; i < count; i++) {
            var begin = in.position();
            var size = in.plainText();
            if (size < 0) {
                return false;
            }
            var value = in.position();
            skip(depth + 1);
            slots[i] = new Slot(begin, value - size, value, in.position());
        }
        Arrays.sort(slots, order());
        var end = in.position();
        for (int i = 0; i < count; i++) {
            if (i > 0 && order().compare(slots[i - 1], slots[i]) == 0) {
                return false;
            }
            out.some(code, slots[i].from, slots[i].value);
            in.at(slots[i].value);
            if (!datum(depth + 1)) {
                return false;
            }
        }
        in.at(end);
        return true;
    }

    private Comparator<Slot> order() {
        return (a, b) -> Arrays.compare(code, a.key, a.value, code, b.key, b.value);
    }

    private void copy(int from) {
        out.some(code, from, in.position());
    }

    /// Copies a value, its own slots sorted.
    private boolean datum(int depth) {
        var from = in.position();
        return switch (code[from]) {
            case 11 -> {
                in.octet();
                var left = in.count();
                copy(from);
                while (left > 0 && datum(depth + 1)) {
                    left--;
                }
                yield left == 0;
            }
            case 12 -> {
                in.octet();
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
        if (depth > FormCode.DEEPEST) {
            throw new Damaged("nested more than " + FormCode.DEEPEST + " deep");
        }
        switch (in.octet()) {
            case 0, 1, 2 -> {}
            case 3, 8 -> in.whole();
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
            default -> throw new Damaged("a value of unknown type");
        }
    }
}
