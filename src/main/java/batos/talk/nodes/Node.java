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

    /// The value of a node: what has only a name or stands in the text is read here, without a call
    /// that the JVM cannot know the target of.
    protected static Object value(Node node, Frame f) {
        if (node instanceof VariableNodes.Local local) {
            return f.t[local.index];
        }
        if (node instanceof VariableNodes.Self) {
            return f.self;
        }
        if (node instanceof VariableNodes.Constant constant) {
            return constant.value;
        }
        return node instanceof VariableNodes.Slot slot ? slot.read(f) : node.execute(f);
    }

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
