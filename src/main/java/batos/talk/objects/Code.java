package batos.talk.objects;

import batos.talk.processes.Frame;

/// The code that runs when a message is understood. `caller` is the sender's frame.
public abstract class Code {
    public final MethodSource source;

    protected Code(MethodSource source) {
        this.source = source;
    }

    public abstract Object call(Frame caller, Object self);

    public abstract Object call(Frame caller, Object self, Object a);

    public abstract Object call(Frame caller, Object self, Object a, Object b);

    public abstract Object call(Frame caller, Object self, Object a, Object b, Object c);

    public abstract Object call(Frame caller, Object self, Object[] arguments);

    /// The arguments counted out to the method of that arity.
    public final Object spread(Frame caller, Object self, Object[] a) {
        return switch (a.length) {
            case 0 -> call(caller, self);
            case 1 -> call(caller, self, a[0]);
            case 2 -> call(caller, self, a[0], a[1]);
            case 3 -> call(caller, self, a[0], a[1], a[2]);
            default -> call(caller, self, a);
        };
    }
}
