package batos.talk.nodes;

import batos.talk.processes.Frame;
import org.jspecify.annotations.Nullable;

/// A piece of executable tree.
public abstract class Node {
    /// Its offset in its method's text.
    public final int offset;

    /// In place of a local variable's index: the receiver.
    static final int SELF = -2;

    protected Node(int offset) {
        this.offset = offset;
    }

    /// What a node around this one reads itself, with no call that the JVM cannot know the target
    /// of: the index of a local variable, [#SELF], or -1 for anything else.
    ///
    /// Each node writes this reading out (`local >= 0 ? f.t[local] : … : part.execute(f)`). Static
    /// methods for its four forms share one type profile among all nodes, so that C2 knows no
    /// target of `execute` in them: the programs of TalkBench then take a fifth longer.
    final int local() {
        return this instanceof VariableNodes.Local local
                ? local.index
                : this instanceof VariableNodes.Self ? SELF : -1;
    }

    final VariableNodes.@Nullable Slot slot() {
        return this instanceof VariableNodes.Slot slot ? slot : null;
    }

    final @Nullable Object constant() {
        return this instanceof VariableNodes.Constant constant ? constant.value : null;
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
