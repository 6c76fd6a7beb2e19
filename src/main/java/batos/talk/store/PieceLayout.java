package batos.talk.store;

import batos.image.Datum;
import batos.image.Form;
import batos.image.Oid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// The layout of a large collection in the image: pieces, each an object of its own, so that a
/// change writes the piece it is in. The collection's form refers to them in order.
///
/// @param oids the pieces
/// @param starts where each piece begins, and where the last one ends: one more than pieces
@SuppressWarnings("ArrayRecordComponent") // made once, compared by nobody
record PieceLayout(long[] oids, int[] starts) {
    static PieceLayout of(List<Oid> oids, List<Integer> lengths) {
        var starts = new int[oids.size() + 1];
        for (var i = 0; i < lengths.size(); i++) {
            starts[i + 1] = starts[i] + lengths.get(i);
        }
        return new PieceLayout(oids.stream().mapToLong(Oid::value).toArray(), starts);
    }

    /// The layout in a collection's form; null where the form holds the elements itself.
    static @Nullable PieceLayout read(Form form) {
        if (!(form.at("pieces") instanceof Datum.Many(var pieces))
                || !(form.at("lengths") instanceof Datum.Many(var lengths))
                || pieces.size() != lengths.size()) {
            return null;
        }
        var oids = new ArrayList<Oid>();
        var sizes = new ArrayList<Integer>();
        for (var i = 0; i < pieces.size(); i++) {
            if (!(pieces.get(i) instanceof Datum.Ref(var oid))) {
                return null;
            }
            oids.add(oid);
            sizes.add((int) DataForms.whole(lengths.get(i), 0));
        }
        return of(oids, sizes);
    }

    void write(SequencedMap<String, Datum> slots) {
        var pieces = new ArrayList<Datum>();
        var lengths = new ArrayList<Datum>();
        for (var i = 0; i < oids.length; i++) {
            pieces.add(new Datum.Ref(new Oid(oids[i])));
            lengths.add(new Datum.Whole(length(i)));
        }
        slots.put("pieces", new Datum.Many(pieces));
        slots.put("lengths", new Datum.Many(lengths));
    }

    int size() {
        return starts[oids.length];
    }

    int count() {
        return oids.length;
    }

    int length(int piece) {
        return starts[piece + 1] - starts[piece];
    }

    /// The piece that the element at `place` is in.
    int piece(int place) {
        var found = Arrays.binarySearch(starts, place);
        return found >= 0 ? found : -found - 2;
    }
}
