package batos.talk.kernel;

import batos.talk.compiler.MethodCompiler;
import batos.talk.objects.CharacterValue;
import batos.talk.objects.HeapObject;
import batos.talk.objects.Primitive;
import batos.talk.objects.TextObject;
import batos.talk.processes.Frame;
import org.jspecify.annotations.Nullable;

/// The primitives of streams over strings: a write fits in, or the stream grows by its own method
/// and writes again. They know the first slots of a PositionableStream by number.
final class StreamPrimitives {
    private static final int COLLECTION = 0;
    private static final int POSITION = 1;
    private static final int END = 2;

    private final PrimitiveContext room;

    StreamPrimitives(PrimitiveContext room) {
        this.room = room;
    }

    void install(MethodCompiler methods) {
        methods.primitive("streamPut", (Primitive.Binary) this::put);
        methods.primitive("streamPutAll", (Primitive.Binary) this::putAll);
        methods.primitive("streamNext", (Primitive.Unary) this::next);
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

    private static void move(Frame f, HeapObject stream, long position) {
        var slots = PrimitiveContext.written(f, stream).slots;
        slots[POSITION] = position;
        slots[END] = position;
    }

    private @Nullable Object next(Frame f, Object s) {
        if (!(s instanceof HeapObject stream)
                || !(stream.slots[POSITION] instanceof Long position)
                || !(stream.slots[END] instanceof Long end)
                || position < 0
                || position >= end) {
            return null;
        }
        var text = text(f, stream);
        if (text == null || end > text.points.length) {
            return null;
        }
        PrimitiveContext.written(f, stream).slots[POSITION] = position + 1;
        return new CharacterValue(text.points[position.intValue()]);
    }
}
