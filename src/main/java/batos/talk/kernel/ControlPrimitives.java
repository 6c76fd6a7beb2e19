package batos.talk.kernel;

import batos.talk.compiler.MethodCompiler;
import batos.talk.objects.HeapObject;
import batos.talk.objects.Klass;
import batos.talk.objects.Nil;
import batos.talk.objects.Primitive;
import batos.talk.objects.Symbol;
import batos.talk.processes.Closure;
import batos.talk.processes.ExceptionHandling;
import batos.talk.processes.Frame;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The primitives of blocks and exceptions.
final class ControlPrimitives {
    private final PrimitiveContext room;
    private final MethodCompiler methods;

    ControlPrimitives(PrimitiveContext room) {
        this.room = room;
        this.methods = room.methods;
    }

    void install() {
        methods.primitive("numArgs", (Primitive.Unary) this::numArgs);
        methods.primitive("blockValue", (Primitive.Any) this::value);
        methods.primitive("valueWithArguments", (Primitive.Binary) this::valueWithArguments);
        methods.primitive("onDo", (Primitive.Any) this::onDoPrimitive);
        methods.primitive("ensure", (Primitive.Binary) this::ensurePrimitive);
        methods.primitive("ifCurtailed", (Primitive.Binary) this::ifCurtailedPrimitive);
        exceptions();
        methods.primitive("backtrace", (Primitive.Unary) this::backtrace);
        methods.primitive("contextReceiver", (Primitive.Unary) this::receiver);
        methods.primitive("contextSelector", (Primitive.Unary) this::selector);
        methods.primitive("contextOwner", (Primitive.Unary) this::owner);
        methods.primitive("contextIsBlock", (Primitive.Unary) this::isBlock);
        methods.primitive("contextHome", (Primitive.Unary) this::home);
        methods.primitive("contextLine", (Primitive.Unary) this::line);
        methods.primitive("contextFile", (Primitive.Unary) this::file);
        methods.primitive("contextArguments", (Primitive.Unary) this::arguments);
        methods.primitive("contextParent", (Primitive.Unary) this::parent);
    }

    /// The sender's context; nil for the first one of the stack.
    private Object parent(Frame f, Object self) {
        var caller = self instanceof Frame frame ? frame.caller : null;
        return caller == null || caller.caller == null ? Nil.NIL : caller;
    }

    private @Nullable Object receiver(Frame f, Object self) {
        return self instanceof Frame frame ? frame.self : null;
    }

    private @Nullable Object selector(Frame f, Object self) {
        return self instanceof Frame frame ? new Symbol(frame.body.source.selector.name) : null;
    }

    /// The class whose method the context runs.
    private @Nullable Object owner(Frame f, Object self) {
        return self instanceof Frame frame ? frame.body.source.owner : null;
    }

    private @Nullable Object isBlock(Frame f, Object self) {
        return self instanceof Frame frame ? (Object) frame.isBlock() : null;
    }

    private @Nullable Object home(Frame f, Object self) {
        return self instanceof Frame frame ? frame.home : null;
    }

    private @Nullable Object line(Frame f, Object self) {
        return self instanceof Frame frame
                ? (Object)
                        (long)
                                frame.body
                                        .source
                                        .where
                                        .at(frame.body.source.text, frame.at.offset)
                                        .line()
                : null;
    }

    private @Nullable Object file(Frame f, Object self) {
        return self instanceof Frame frame ? room.text(frame.body.source.where.origin()) : null;
    }

    private @Nullable Object arguments(Frame f, Object self) {
        return self instanceof Frame frame
                ? room.universe.array(Arrays.copyOf(frame.t, frame.body.parameters))
                : null;
    }

    private Object backtrace(Frame f, Object self) {
        for (var frame = f; frame.caller != null; frame = frame.caller) {
            room.out.accept(TraceLines.line(room.universe, frame) + "\n");
        }
        return self;
    }

    private @Nullable Object value(Frame f, Object self, Object[] arguments) {
        if (!(self instanceof Closure closure) || closure.parameters() != arguments.length) {
            return null;
        }
        return switch (arguments.length) {
            case 0 -> closure.value(f);
            case 1 -> closure.value(f, arguments[0]);
            case 2 -> closure.value(f, arguments[0], arguments[1]);
            default -> closure.value(f, Arrays.copyOf(arguments, arguments.length));
        };
    }

    private void exceptions() {
        exception("signal", this::signalPrimitive);
        exception("outer", this::outerPrimitive);
        exception("pass", this::passPrimitive);
        exception("retry", this::retryPrimitive);
        exception("unhandled", this::unhandledPrimitive);
        exception("isSignalled", this::isSignalled);
        exception("signalFrame", this::signalFrame);
        methods.primitive("resume:", (Primitive.Binary) this::resumePrimitive);
        methods.primitive("return:", (Primitive.Binary) this::primReturn);
        methods.primitive("retryUsing:", (Primitive.Binary) this::retryUsing);
        methods.primitive("goodness", (Primitive.Binary) this::goodness);
        methods.primitive("nearest", (Primitive.Ternary) this::nearest);
    }

    private interface OnException {
        @Nullable Object call(Frame f, HeapObject exception);
    }

    private void exception(String name, OnException action) {
        methods.primitive(
                name,
                (Primitive.Unary)
                        (f, e) -> e instanceof HeapObject thing ? action.call(f, thing) : null);
    }

    private @Nullable Object numArgs(Frame f, Object s) {
        return s instanceof Closure c ? (Object) (long) c.parameters() : null;
    }

    private @Nullable Object valueWithArguments(Frame f, Object s, Object list) {
        var arguments = room.elements(f, list);
        return arguments == null ? null : value(f, s, arguments);
    }

    private @Nullable Object onDoPrimitive(Frame f, Object s, Object[] a) {
        var n = a.length / 2;
        var wanted = new Object[n];
        var blocks = new Object[n];
        for (var i = 0; i < n; i++) {
            wanted[i] = a[2 * i];
            blocks[i] = a[2 * i + 1];
        }
        return f.run.conditions.onDo(f, s, wanted, blocks);
    }

    private @Nullable Object ensurePrimitive(Frame f, Object s, Object a) {
        return f.run.conditions.ensure(f, s, a);
    }

    private @Nullable Object ifCurtailedPrimitive(Frame f, Object s, Object a) {
        return f.run.conditions.ifCurtailed(f, s, a);
    }

    private @Nullable Object signalPrimitive(Frame f, HeapObject e) {
        return f.run.conditions.signal(f, e);
    }

    private @Nullable Object outerPrimitive(Frame f, HeapObject e) {
        return f.run.conditions.outer(f, e);
    }

    private @Nullable Object passPrimitive(Frame f, HeapObject e) {
        return f.run.conditions.pass(f, e);
    }

    private @Nullable Object retryPrimitive(Frame f, HeapObject e) {
        return f.run.conditions.retry(f, e, null);
    }

    private @Nullable Object unhandledPrimitive(Frame f, HeapObject e) {
        return f.run.policy.unhandled(f.run, e, f);
    }

    private @Nullable Object isSignalled(Frame f, HeapObject e) {
        return ExceptionHandling.signalled(e) == null ? Boolean.FALSE : Boolean.TRUE;
    }

    private @Nullable Object signalFrame(Frame f, HeapObject e) {
        var at = ExceptionHandling.handled(e);
        return at == null ? Nil.NIL : at;
    }

    private @Nullable Object resumePrimitive(Frame f, Object e, Object value) {
        throw f.run.conditions.resume(f, (HeapObject) e, value);
    }

    private @Nullable Object primReturn(Frame f, Object e, Object value) {
        return f.run.conditions.leave(f, (HeapObject) e, value);
    }

    private @Nullable Object retryUsing(Frame f, Object e, Object block) {
        return f.run.conditions.retry(f, (HeapObject) e, block);
    }

    private @Nullable Object goodness(Frame f, Object s, Object e) {
        return s instanceof Klass klass
                && e instanceof HeapObject thing
                && room.universe.classOf(thing).inherits(klass);
    }

    private @Nullable Object nearest(Frame f, Object s, Object receiver, Object selector) {
        return room.text(
                room.universe.nearestSelector(
                        room.universe.classOf(receiver),
                        String.valueOf(PrimitiveContext.string(selector))));
    }
}
