package batos.talk.processes;

import batos.talk.nodes.CodeBody;
import batos.talk.objects.HeapObject;
import batos.talk.objects.Klass;
import batos.talk.objects.Nil;

/// A block with the frame it was written in.
public final class Closure extends HeapObject {
    public final CodeBody body;
    public final Frame outer;

    public Closure(Klass klass, CodeBody body, Frame outer) {
        super(klass, NONE);
        this.body = body;
        this.outer = outer;
    }

    public int parameters() {
        return body.parameters;
    }

    public Object value(Frame caller) {
        return body.parameters == 0 ? run(caller, temporaries(0)) : wrong(caller, 0);
    }

    public Object value(Frame caller, Object a) {
        if (body.parameters != 1) {
            return wrong(caller, 1);
        }
        var t = temporaries(1);
        t[0] = a;
        return run(caller, t);
    }

    public Object value(Frame caller, Object a, Object b) {
        if (body.parameters != 2) {
            return wrong(caller, 2);
        }
        var t = temporaries(2);
        t[0] = a;
        t[1] = b;
        return run(caller, t);
    }

    public Object value(Frame caller, Object[] arguments) {
        if (body.parameters != arguments.length) {
            return wrong(caller, arguments.length);
        }
        var t = temporaries(arguments.length);
        System.arraycopy(arguments, 0, t, 0, arguments.length);
        return run(caller, t);
    }

    private Object[] temporaries(int given) {
        return temporaries(body, given);
    }

    /// The slots of a new activation; those behind the given first ones are nil.
    public static Object[] temporaries(CodeBody body, int given) {
        var n = body.size;
        if (n == 0) {
            return NONE;
        }
        var t = new Object[n];
        for (var i = given; i < n; i++) {
            t[i] = Nil.NIL;
        }
        return t;
    }

    private Object run(Frame caller, Object[] t) {
        return run(body, outer, caller, t);
    }

    /// Runs a block's code in a new frame inside another.
    public static Object run(CodeBody body, Frame outer, Frame caller, Object[] t) {
        var f = new Frame(body, outer.self, t, caller, outer, outer.home);
        if (--f.run.fuel < 0) {
            f.run.poll(f);
        }
        if (f.depth > f.run.deepest) {
            f.run.tooDeep(f);
        }
        return body.root.execute(f);
    }

    private Object wrong(Frame caller, int given) {
        return caller.run.send(caller, this, "numArgsError:", (Object) Long.valueOf(given));
    }
}
