package batos.talk.kernel;

import batos.talk.bind.Native;
import batos.talk.objects.Code;
import batos.talk.objects.MethodSource;
import batos.talk.processes.Frame;

/// A method whose code is a native of a room above.
public final class NativeMethod extends Code {
    private final Native code;
    private final JavaValues values;

    public NativeMethod(MethodSource source, Native code, JavaValues values) {
        super(source);
        this.code = code;
        this.values = values;
    }

    @Override
    public Object call(Frame caller, Object self) {
        return call(caller, self, new Object[0]);
    }

    @Override
    public Object call(Frame caller, Object self, Object a) {
        return call(caller, self, new Object[] {a});
    }

    @Override
    public Object call(Frame caller, Object self, Object a, Object b) {
        return call(caller, self, new Object[] {a, b});
    }

    @Override
    public Object call(Frame caller, Object self, Object a, Object b, Object c) {
        return call(caller, self, new Object[] {a, b, c});
    }

    @Override
    public Object call(Frame caller, Object self, Object[] arguments) {
        var call = new ActiveCall(values, caller, self, source.selector.name, arguments);
        return call.run(() -> code.call(call));
    }
}
