package batos.talk.nodes;

import batos.talk.compiler.AccessorMethod;
import batos.talk.objects.Code;
import batos.talk.objects.HeapObject;
import batos.talk.objects.Klass;
import batos.talk.objects.Selector;
import batos.talk.objects.Universe;
import org.jspecify.annotations.Nullable;

/// A send with a small cache of the classes it met.
public abstract class CallSite extends Node {
    public final Selector selector;
    protected final Universe universe;

    /// The class met last, and its method: sends look here before they call [#find(Object)].
    protected @Nullable Klass k0;

    protected @Nullable Code c0;
    private @Nullable Klass k1;
    private @Nullable Klass k2;
    private @Nullable Klass k3;
    private @Nullable Code c1;
    private @Nullable Code c2;
    private @Nullable Code c3;
    private boolean registered;

    /// The class whose method here only answers a slot, and that slot: no call is needed.
    protected @Nullable Klass getter;

    protected int getterSlot;

    /// Whether the class met last is String, and its method here is a shipped one.
    protected boolean plainText;

    protected CallSite(int offset, Universe universe, Selector selector) {
        super(offset);
        this.universe = universe;
        this.selector = selector;
    }

    /// The code to run; null if the receiver does not understand.
    protected final @Nullable Code find(Object receiver) {
        var klass =
                receiver instanceof HeapObject thing
                        ? thing.klass
                        : universe.classOfValue(receiver);
        if (klass == k0) {
            return c0;
        }
        if (klass == k1) {
            return c1;
        }
        if (klass == k2) {
            return c2;
        }
        if (klass == k3) {
            return c3;
        }
        return miss(klass, receiver);
    }

    private @Nullable Code miss(Klass met, Object receiver) {
        var klass = met;
        if (klass == universe.hollow) {
            klass = universe.load((HeapObject) receiver);
        }
        var code = klass.lookup(selector);
        if (code == null) {
            return null;
        }
        if (!registered) {
            registered = true;
            selector.register(this);
        }
        if (code instanceof AccessorMethod.Getter slot) {
            getter = klass;
            getterSlot = slot.index;
        }
        plainText = klass == universe.known.string() && code.source.author.isEmpty();
        k3 = k2;
        c3 = c2;
        k2 = k1;
        c2 = c1;
        k1 = k0;
        c1 = c0;
        k0 = klass;
        c0 = code;
        return code;
    }

    public final void reset() {
        registered = false;
        getter = null;
        plainText = false;
        k0 = null;
        k1 = null;
        k2 = null;
        k3 = null;
    }
}
