package batos.talk.kernel;

import batos.talk.compiler.MethodCompiler;
import batos.talk.objects.CharacterValue;
import batos.talk.objects.HeapObject;
import batos.talk.objects.Primitive;
import batos.talk.objects.Selector;
import batos.talk.objects.TextObject;
import batos.talk.processes.Frame;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The primitives of streams over strings: a write fits in, or the stream grows by its own method
/// and writes again. They know the first slots of a PositionableStream by number.
final class StreamPrimitives {
    private static final int COLLECTION = 0;
    private static final int POSITION = 1;
    private static final int END = 2;

    private final PrimitiveContext room;
    private final Selector next;
    private final Selector printString;
    private final Selector nextPutAll;

    StreamPrimitives(PrimitiveContext room) {
        this.room = room;
        this.next = room.universe.selector("next");
        this.printString = room.universe.selector("printString");
        this.nextPutAll = room.universe.selector("nextPutAll:");
    }

    void install(MethodCompiler methods) {
        methods.primitive("streamPut", (Primitive.Binary) this::put);
        methods.primitive("streamPutAll", (Primitive.Binary) this::putAll);
        methods.primitive("streamPrint", (Primitive.Binary) this::print);
        methods.primitive("streamNext", (Primitive.Unary) this::next);
        methods.primitive("streamUpTo", (Primitive.Binary) this::upTo);
        methods.primitive("streamLine", (Primitive.Unary) this::line);
    }

    /// The string that a stream is over; null where it is another collection, or one of a class
    /// that may write in another way.
    private @Nullable TextObject text(Frame f, HeapObject stream) {
        if (!(stream.slots[COLLECTION] instanceof TextObject text)) {
            return null;
        }
        f.run.whole(text);
        return text.klass == room.universe.known.string() ? text : null;
    }

    private @Nullable Object put(Frame f, Object s, Object c) {
        if (!(s instanceof HeapObject stream)
                || !(c instanceof CharacterValue letter)
                || !(stream.slots[POSITION] instanceof Long position)) {
            return null;
        }
        var text = text(f, stream);
        if (text == null || position < 0 || position >= text.points.length) {
            return null;
        }
        PrimitiveContext.written(f, text).points[position.intValue()] = letter.point();
        move(f, stream, position + 1);
        return c;
    }

    private @Nullable Object putAll(Frame f, Object s, Object what) {
        if (!(s instanceof HeapObject stream)
                || !(stream.slots[POSITION] instanceof Long position)
                || (what instanceof TextObject given
                        && given.klass != room.universe.known.string())) {
            return null;
        }
        var points = PrimitiveContext.points(f, what);
        var text = points == null ? null : text(f, stream);
        if (points == null
                || text == null
                || position < 0
                || position + points.length > text.points.length) {
            return null;
        }
        if (points.length > 0) {
            var into = PrimitiveContext.written(f, text).points;
            System.arraycopy(points, 0, into, position.intValue(), points.length);
            move(f, stream, position + points.length);
        }
        return s;
    }

    /// The receiver is the number. Its digits go to where the stream is, with no string made.
    private @Nullable Object print(Frame f, Object number, Object s) {
        if (!(number instanceof Long n)
                || !(s instanceof HeapObject stream)
                || !PrimitiveContext.isShipped(f.run.whole(stream).klass, nextPutAll, "WriteStream")
                || !PrimitiveContext.isShipped(
                        room.universe.known.smallInteger(), printString, "Integer")
                || !(stream.slots[POSITION] instanceof Long position)) {
            return null;
        }
        var text = text(f, stream);
        var length = NumberText.length(n);
        if (text == null || position < 0 || position + length > text.points.length) {
            return null;
        }
        var into = PrimitiveContext.written(f, text).points;
        NumberText.write(n, into, position.intValue() + length);
        move(f, stream, position + length);
        return number;
    }

    private static void move(Frame f, HeapObject stream, long position) {
        var slots = PrimitiveContext.written(f, stream).slots;
        slots[POSITION] = position;
        slots[END] = position;
    }

    /// The string that a stream reads from and the position is within; null as for [#text(Frame,
    /// HeapObject)], and at the end.
    private @Nullable TextObject unread(Frame f, Object s) {
        if (!(s instanceof HeapObject stream)
                || !(stream.slots[POSITION] instanceof Long position)
                || !(stream.slots[END] instanceof Long end)
                || position < 0
                || position >= end) {
            return null;
        }
        var text = text(f, stream);
        return text == null || end > text.points.length ? null : text;
    }

    private static int slot(HeapObject stream, int slot) {
        return ((Long) stream.slots[slot]).intValue();
    }

    private @Nullable Object next(Frame f, Object s) {
        var text = unread(f, s);
        if (text == null) {
            return null;
        }
        var stream = PrimitiveContext.written(f, (HeapObject) s);
        var position = slot(stream, POSITION);
        stream.slots[POSITION] = position + 1L;
        return CharacterValue.of(text.points[position]);
    }

    /// Where the sign is not found the language's method answers the rest.
    private @Nullable Object upTo(Frame f, Object s, Object sign) {
        var text = sign instanceof CharacterValue ? unread(f, s) : null;
        if (text == null || !(sign instanceof CharacterValue(var point))) {
            return null;
        }
        var stream = (HeapObject) s;
        var start = slot(stream, POSITION);
        var end = slot(stream, END);
        var at = start;
        while (at < end && text.points[at] != point) {
            at++;
        }
        return at == end ? null : taken(f, stream, text, start, at, at + 1);
    }

    private @Nullable Object line(Frame f, Object s) {
        var text = unread(f, s);
        if (text == null) {
            return null;
        }
        var stream = (HeapObject) s;
        var reads = stream.klass.lookup(next);
        if (reads == null
                || !reads.source.author.isEmpty()
                || reads.source.owner.name.equals("WriteStream")) {
            return null;
        }
        var start = slot(stream, POSITION);
        var end = slot(stream, END);
        var points = text.points;
        var at = start;
        while (at < end && points[at] != '\n' && points[at] != '\r') {
            at++;
        }
        var behind = Math.min(end, at + 1);
        if (behind < end && points[at] == '\r' && points[behind] == '\n') {
            behind++;
        }
        return taken(f, stream, text, start, at, behind);
    }

    private TextObject taken(
            Frame f, HeapObject stream, TextObject text, int start, int end, int behind) {
        f.run.reserve(f, 4L * (end - start));
        PrimitiveContext.written(f, stream).slots[POSITION] = (long) behind;
        return new TextObject(text.klass, Arrays.copyOfRange(text.points, start, end));
    }
}
