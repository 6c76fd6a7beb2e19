package batos.talk.nodes;

import batos.talk.processes.Frame;

/// A piece of executable tree.
public abstract class Node {
    /// Its offset in its method's text.
    public final int offset;

    protected Node(int offset) {
        this.offset = offset;
    }

    public abstract Object execute(Frame f);

    /// Its value as a condition.
    public boolean test(Frame f) {
        var value = execute(f);
        if (value instanceof Boolean truth) {
            return truth;
        }
        f.at = this;
        return f.run.mustBeBoolean(f, value);
    }
}
