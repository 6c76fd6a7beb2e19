package batos.talk.store;

import batos.image.Change;
import batos.image.Oid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Lays the elements of one large collection out in pieces, and keeps each piece of before whose
/// elements are as they were, wherever they stand now.
@SuppressWarnings("ReferenceEquality") // identity is meant
final class PieceWriter {
    /// The pieces that are written hold so many elements.
    static final int LENGTH = 512;

    /// Collections with more elements are laid out in pieces.
    static final int LARGE = 1024;

    /// Writes the elements from an index up to another as a piece.
    interface Writer {
        void write(Oid piece, int from, int to);
    }

    private final int size;
    private final @Nullable Object[] now;

    /// Their layout in the image.
    private final @Nullable PieceLayout image;

    /// The same; null where it is not known which elements those are.
    private final @Nullable PieceLayout was;

    private final @Nullable Object[] before;
    private final int width;
    private final Supplier<Oid> fresh;
    private final Writer writer;
    private final List<Oid> oids = new ArrayList<>();
    private final List<Integer> lengths = new ArrayList<>();
    private final boolean[] kept;
    private int reusable;

    /// @param size how many elements there are
    /// @param now the elements, needed where pieces may stay; null for one that was not read since
    ///   the image's state
    /// @param was how the image has them; null for no pieces
    /// @param before the elements as the image has them; empty where that is not known
    /// @param width how many values an element has: 1, or a key and its value
    PieceWriter(
            int size,
            @Nullable Object[] now,
            @Nullable PieceLayout was,
            @Nullable Object[] before,
            int width,
            Supplier<Oid> fresh,
            Writer writer) {
        this.size = size;
        this.now = now;
        this.image = was;
        this.was = was != null && was.size() * width == before.length ? was : null;
        this.before = before;
        this.width = width;
        this.fresh = fresh;
        this.writer = writer;
        this.kept = new boolean[was == null ? 0 : was.count()];
    }

    /// Removes the pieces of a layout.
    static void remove(PieceLayout layout, Change change) {
        for (var oid : layout.oids()) {
            change.remove(new Oid(oid));
        }
    }

    /// @param change takes the removal of the pieces that are left over
    PieceLayout laidOut(Change change) {
        var stays = stays();
        var at = 0;
        for (var i = 0; i < stays.length; i++) {
            if (stays[i] >= 0) {
                fill(at, stays[i]);
                keep(i);
                at = stays[i] + Objects.requireNonNull(was).length(i);
            }
        }
        fill(at, size);
        var layout = image;
        for (; layout != null && reusable < layout.count(); reusable++) {
            if (!kept[reusable]) {
                change.remove(new Oid(layout.oids()[reusable]));
            }
        }
        return PieceLayout.of(oids, lengths);
    }

    /// The present place of each unchanged piece; -1 for one that changed.
    private int[] stays() {
        var layout = was;
        if (layout == null) {
            return new int[0];
        }
        var stays = new int[layout.count()];
        java.util.Arrays.fill(stays, -1);
        var shift = size - layout.size();
        var head = 0;
        while (head < stays.length && holds(layout, head, layout.starts()[head])) {
            stays[head] = layout.starts()[head];
            kept[head++] = true;
        }
        var tail = stays.length;
        var from = head == 0 ? 0 : layout.starts()[head];
        while (tail > head
                && layout.starts()[tail - 1] + shift >= from
                && holds(layout, tail - 1, layout.starts()[tail - 1] + shift)) {
            stays[--tail] = layout.starts()[tail] + shift;
            kept[tail] = true;
        }
        var end = tail == stays.length ? size : layout.starts()[tail] + shift;
        between(layout, stays, head, tail, from, end);
        return sparse(stays) ? dense() : stays;
    }

    /// Looks for the pieces from `head` up to `tail` among the elements from `from` up to `end`:
    /// where they stood, and then by their first element.
    private void between(PieceLayout layout, int[] stays, int head, int tail, int from, int end) {
        var firsts = new HashMap<Object, Integer>();
        for (var i = head; i < tail; i++) {
            var first = layout.length(i) == 0 ? null : before[layout.starts()[i] * width];
            if (first != null) {
                firsts.putIfAbsent(first, i);
            }
        }
        var next = head;
        for (var at = from; at < end && next < tail; ) {
            var found = found(layout, firsts, next, tail, at, end);
            if (found < 0) {
                at++;
            } else {
                stays[found] = at;
                kept[found] = true;
                at += layout.length(found);
                next = found + 1;
            }
        }
    }

    private int found(
            PieceLayout layout, Map<Object, Integer> firsts, int next, int tail, int at, int end) {
        var here = at < layout.size() ? layout.piece(at) : -1;
        if (here >= next
                && here < tail
                && layout.starts()[here] == at
                && at + layout.length(here) <= end
                && holds(layout, here, at)) {
            return here;
        }
        var element = now[at * width];
        var found = element == null ? null : firsts.get(element);
        return found != null
                        && found >= next
                        && at + layout.length(found) <= end
                        && holds(layout, found, at)
                ? found
                : -1;
    }

    /// Whether a piece's elements stand from `at` on.
    private boolean holds(PieceLayout layout, int piece, int at) {
        var length = layout.length(piece);
        if (length == 0 || at + length > size) {
            return false;
        }
        var start = layout.starts()[piece] * width;
        for (var i = 0; i < length * width; i++) {
            if (!same(before[start + i], now[at * width + i])) {
                return false;
            }
        }
        return true;
    }

    /// Equal for every reader: one object, or equal numbers, characters and names.
    private static boolean same(@Nullable Object a, @Nullable Object b) {
        return a == b || (a != null && a.equals(b));
    }

    /// Whether what stays is so scattered that writing all of it is cheaper.
    private boolean sparse(int[] stays) {
        var pieces = 0;
        var held = 0;
        for (var i = 0; i < stays.length; i++) {
            if (stays[i] >= 0) {
                pieces++;
                held += Objects.requireNonNull(was).length(i);
            }
        }
        return pieces > 4 && held / pieces < LENGTH / 8;
    }

    private int[] dense() {
        java.util.Arrays.fill(kept, false);
        return new int[0];
    }

    private void keep(int piece) {
        var layout = Objects.requireNonNull(was);
        oids.add(new Oid(layout.oids()[piece]));
        lengths.add(layout.length(piece));
    }

    /// New pieces for the elements from an index up to another, under the identities of pieces that
    /// changed while there are any.
    private void fill(int from, int to) {
        var pieces = (to - from + LENGTH - 1) / LENGTH;
        for (var i = 0; i < pieces; i++) {
            var at = from + (int) ((long) (to - from) * i / pieces);
            var end = from + (int) ((long) (to - from) * (i + 1) / pieces);
            var oid = identity();
            writer.write(oid, at, end);
            oids.add(oid);
            lengths.add(end - at);
        }
    }

    private Oid identity() {
        var layout = image;
        while (layout != null && reusable < layout.count()) {
            var piece = reusable++;
            if (!kept[piece]) {
                return new Oid(layout.oids()[piece]);
            }
        }
        return fresh.get();
    }
}
