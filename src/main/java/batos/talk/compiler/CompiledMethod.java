package batos.talk.compiler;

import batos.talk.nodes.CodeBody;
import batos.talk.nodes.Node;
import batos.talk.objects.Code;
import batos.talk.objects.HeapObject;
import batos.talk.objects.Nil;
import batos.talk.processes.Frame;
import batos.talk.processes.Unwinding;

/// A method written in the language.
public final class CompiledMethod extends Code {
    public final CodeBody body;
    private final Node root;
    private final int size;
    private final boolean catches;

    public CompiledMethod(CodeBody body) {
        super(body.source);
        this.body = body;
        this.root = body.root;
        this.size = body.size;
        this.catches = body.catches;
    }

    @Override
    public Object call(Frame caller, Object self) {
        return run(new Frame(body, self, temporaries(0), caller));
    }

    @Override
    public Object call(Frame caller, Object self, Object a) {
        var t = temporaries(1);
        t[0] = a;
        return run(new Frame(body, self, t, caller));
    }

    @Override
    public Object call(Frame caller, Object self, Object a, Object b) {
        var t = temporaries(2);
        t[0] = a;
        t[1] = b;
        return run(new Frame(body, self, t, caller));
    }

    @Override
    public Object call(Frame caller, Object self, Object a, Object b, Object c) {
        var t = temporaries(3);
        t[0] = a;
        t[1] = b;
        t[2] = c;
        return run(new Frame(body, self, t, caller));
    }

    @Override
    public Object call(Frame caller, Object self, Object[] arguments) {
        var t = temporaries(arguments.length);
        System.arraycopy(arguments, 0, t, 0, arguments.length);
        return run(new Frame(body, self, t, caller));
    }

    private Object[] temporaries(int given) {
        var n = size;
        if (n == 0) {
            return HeapObject.NONE;
        }
        var t = new Object[n];
        for (var i = given; i < n; i++) {
            t[i] = Nil.NIL;
        }
        return t;
    }

    private Object run(Frame f) {
        if (--f.run.fuel < 0) {
            f.run.poll(f);
        }
        if (f.depth > f.run.deepest) {
            f.run.tooDeep(f);
        }
        if (catches) {
            return catching(f);
        }
        try {
            return root.execute(f);
        } catch (Unwinding.Leave leave) {
            return left(f, leave);
        }
    }

    private Object catching(Frame f) {
        try {
            return root.execute(f);
        } catch (Unwinding.Return unwound) {
            if (unwound.home != f) {
                throw unwound;
            }
            return unwound.value;
        } catch (Unwinding.Leave leave) {
            return left(f, leave);
        } finally {
            f.dead = true;
        }
    }

    /// The debugger ends this activation, or restarts it with the method's present version.
    private Object left(Frame f, Unwinding.Leave leave) {
        if (leave.frame != f) {
            throw leave;
        }
        if (!leave.restart) {
            return leave.value;
        }
        var caller = f.caller;
        if (caller == null) {
            throw leave;
        }
        var present = source.owner.lookup(source.selector);
        var now = present == null ? this : present;
        var arguments = new Object[f.body.parameters];
        System.arraycopy(leave.arguments, 0, arguments, 0, arguments.length);
        return now.spread(caller, f.self, arguments);
    }
}
