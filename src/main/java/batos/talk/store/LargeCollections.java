package batos.talk.store;

import batos.image.Change;
import batos.image.Form;
import batos.image.Oid;
import batos.talk.objects.HeapObject;
import batos.talk.objects.SequenceObject;
import batos.talk.objects.TableObject;
import batos.talk.objects.UndoLog;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The collections in memory whose elements lie in pieces in the image, and how they lie there.
final class LargeCollections {
    private final Map<HeapObject, PieceLayout> layouts = new WeakHashMap<>();
    private final ObjectDecoder decoder;
    private final UndoLog journal;
    private final Supplier<Oid> fresh;

    LargeCollections(ObjectDecoder decoder, UndoLog journal, Supplier<Oid> fresh) {
        this.decoder = decoder;
        this.journal = journal;
        this.fresh = fresh;
    }

    void laidOut(HeapObject thing, @Nullable PieceLayout layout) {
        if (layout == null) {
            layouts.remove(thing);
        } else {
            layouts.put(thing, layout);
        }
    }

    /// The collections that pieces belong to.
    List<HeapObject> owners(Set<Oid> pieces) {
        var owners = new ArrayList<HeapObject>();
        layouts.forEach((thing, layout) -> {
            for (var oid : layout.oids()) {
                if (pieces.contains(new Oid(oid))) {
                    owners.add(thing);
                    return;
                }
            }
        });
        return owners;
    }

    /// The layouts of one commit; they count once it is acknowledged.
    final class Pieces {
        private final Change change;
        private final IdentityHashMap<HeapObject, PieceLayout> written = new IdentityHashMap<>();

        Pieces(Change change) {
            this.change = change;
        }

        /// Whether the image has it in pieces.
        boolean hasPieces(HeapObject thing) {
            return layouts.containsKey(thing);
        }

        PieceLayout layOut(
                HeapObject thing,
                int count,
                Supplier<@Nullable Object[]> elements,
                int width,
                ObjectEncoder.PieceForm pieces) {
            var image = layouts.get(thing);
            var writer =
                    new PieceWriter(
                            count,
                            image == null ? HeapObject.NONE : elements.get(),
                            image,
                            before(thing),
                            width,
                            fresh,
                            (oid, from, to) -> change.put(oid, form(thing, pieces, from, to)));
            var layout = writer.laidOut(change);
            written.put(thing, layout);
            return layout;
        }

        private static Form form(
                HeapObject thing, ObjectEncoder.PieceForm pieces, int from, int to) {
            var slots = DataForms.slot("class", DataForms.text(thing.klass.name));
            slots.putAll(pieces.slots(from, to));
            return Form.anonymous(DataForms.PIECE, DataForms.VERSION, slots);
        }

        /// The elements as the image has them, if they were changed since.
        private @Nullable Object[] before(HeapObject thing) {
            return switch (journal.before(thing)) {
                case null -> HeapObject.NONE;
                case TableObject table -> table.entries();
                case Object[] slots when !(thing instanceof SequenceObject) -> slots(thing, slots);
                case Object memento when thing instanceof SequenceObject ->
                        SequenceObject.readElements(memento);
                default -> HeapObject.NONE;
            };
        }

        private static Object[] slots(HeapObject thing, Object[] slots) {
            var fixed = thing.klass.slotKeys().size();
            return fixed > slots.length
                    ? HeapObject.NONE
                    : java.util.Arrays.copyOfRange(slots, fixed, slots.length);
        }

        /// A collection that may have been large is in one piece now.
        void whole(HeapObject thing) {
            var layout = layouts.get(thing);
            if (layout != null) {
                PieceWriter.remove(layout, change);
            }
        }

        void acknowledged() {
            for (var thing : List.copyOf(journal.things)) {
                if (!written.containsKey(thing)) {
                    laidOut(thing, null);
                }
            }
            written.forEach((thing, layout) -> {
                laidOut(thing, layout);
                if (thing instanceof SequenceObject sequence) {
                    sequence.kept(decoder.unread(sequence, layout));
                }
            });
        }
    }
}
