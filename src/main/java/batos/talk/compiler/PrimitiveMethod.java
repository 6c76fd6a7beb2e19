package batos.talk.compiler;

import batos.talk.objects.Code;
import batos.talk.objects.HeapObject;
import batos.talk.objects.MethodSource;
import batos.talk.objects.Primitive;
import batos.talk.processes.Frame;
import org.jspecify.annotations.Nullable;

/// A method with a primitive, and the body that runs when the primitive declines.
final class PrimitiveMethod extends Code {
    private final Primitive.@Nullable Unary unary;
    private final Primitive.@Nullable Binary binary;
    private final Primitive.@Nullable Ternary ternary;
    private final Primitive.@Nullable Any any;
    private final Code body;

    PrimitiveMethod(MethodSource source, Primitive primitive, Code body) {
        super(source);
        this.unary = primitive instanceof Primitive.Unary p ? p : null;
        this.binary = primitive instanceof Primitive.Binary p ? p : null;
        this.ternary = primitive instanceof Primitive.Ternary p ? p : null;
        this.any = primitive instanceof Primitive.Any p ? p : null;
        this.body = body;
    }

    @Override
    public Object call(Frame caller, Object self) {
        var value =
                unary != null
                        ? unary.call(caller, self)
                        : any == null ? null : any.call(caller, self, HeapObject.NONE);
        return value == null ? body.call(caller, self) : value;
    }

    @Override
    public Object call(Frame caller, Object self, Object a) {
        var value =
                binary != null
                        ? binary.call(caller, self, a)
                        : any == null ? null : any.call(caller, self, new Object[] {a});
        return value == null ? body.call(caller, self, a) : value;
    }

    @Override
    public Object call(Frame caller, Object self, Object a, Object b) {
        var value =
                ternary != null
                        ? ternary.call(caller, self, a, b)
                        : any == null ? null : any.call(caller, self, new Object[] {a, b});
        return value == null ? body.call(caller, self, a, b) : value;
    }

    @Override
    public Object call(Frame caller, Object self, Object a, Object b, Object c) {
        var value = any == null ? null : any.call(caller, self, new Object[] {a, b, c});
        return value == null ? body.call(caller, self, a, b, c) : value;
    }

    @Override
    public Object call(Frame caller, Object self, Object[] arguments) {
        var value = any == null ? null : any.call(caller, self, arguments);
        return value == null ? body.call(caller, self, arguments) : value;
    }
}
