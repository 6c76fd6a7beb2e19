package batos.talk.processes;

import batos.talk.nodes.CodeBody;
import batos.talk.nodes.Node;
import org.jspecify.annotations.Nullable;

/// One activation of a method or a block.
public final class Frame {
    public final CodeBody body;
    public final Object self;

    /// Parameters, then temporaries.
    public final Object[] t;

    /// The frame that the block was written in.
    public final @Nullable Frame outer;

    /// The method's frame that `^` returns from.
    public final Frame home;

    /// Null at the bottom of the stack.
    public final @Nullable Frame caller;

    public final ProcessInterpreter run;
    public final int depth;

    /// A return was executed inside an inlined block.
    public boolean returned;

    /// It has returned: a block that outlives it cannot return from it.
    public boolean dead;

    /// The node that it executes now, for the stack.
    public Node at;

    public Frame(CodeBody body, Object self, Object[] t, Frame caller) {
        this.body = body;
        this.self = self;
        this.t = t;
        this.outer = null;
        this.home = this;
        this.caller = caller;
        this.run = caller.run;
        this.depth = caller.depth + 1;
        this.at = body.root;
    }

    Frame(CodeBody body, Object self, Object[] t, Frame caller, Frame outer, Frame home) {
        this.body = body;
        this.self = self;
        this.t = t;
        this.outer = outer;
        this.home = home;
        this.caller = caller;
        this.run = caller.run;
        this.depth = caller.depth + 1;
        this.at = body.root;
    }

    /// The bottom of a stack, or an environment read back from the image (which is dead).
    Frame(
            CodeBody body,
            Object self,
            Object[] t,
            ProcessInterpreter run,
            @Nullable Frame outer,
            boolean dead) {
        this.body = body;
        this.self = self;
        this.t = t;
        this.outer = outer;
        this.home = outer == null ? this : outer.home;
        this.caller = null;
        this.run = run;
        this.depth = 0;
        this.dead = dead;
        this.at = body.root;
    }

    /// The environment of a block loaded from the image; its method has long returned.
    public static Frame environment(
            CodeBody body, Object self, Object[] t, ProcessInterpreter run, @Nullable Frame outer) {
        return new Frame(body, self, t, run, outer, outer == null);
    }

    public boolean isBlock() {
        return home != this;
    }

    public boolean isDead() {
        return home.dead;
    }
}
