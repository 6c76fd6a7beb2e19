package batos.talk.nodes;

import batos.talk.objects.MethodSource;
import java.util.List;

/// The common part of a method's and a block's code: statements, and the shape of the frame.
public final class CodeBody {
    /// The ordinal of a method's first inlined block with a frame of its own; the next is one less.
    public static final int TURN = -3;

    public final Node root;
    public final int parameters;
    public final int size;

    /// Of parameters and temporaries.
    public final List<String> names;

    /// Whether a block inside can return from it.
    public final boolean catches;

    /// The method it is, or stands in.
    public final MethodSource source;

    /// The number of the block in its method, in the order of the text; -1 for the method itself,
    /// -2 for code run in the debugger, from [#TURN] down for inlined blocks with frames of their
    /// own.
    public final int ordinal;

    /// Of a method: its blocks by ordinal.
    public List<CodeBody> inner = List.of();

    /// Of a method: its inlined blocks with frames of their own, which end with each turn of a
    /// loop.
    public List<CodeBody> turns = List.of();

    public CodeBody(
            Node root,
            int parameters,
            int size,
            List<String> names,
            boolean catches,
            MethodSource source,
            int ordinal) {
        this.root = root;
        this.parameters = parameters;
        this.size = size;
        this.names = names;
        this.catches = catches;
        this.source = source;
        this.ordinal = ordinal;
    }

    /// The block of that ordinal in this method.
    public CodeBody block(int number) {
        if (number <= TURN) {
            return turns.get(TURN - number);
        }
        return number < 0 ? this : inner.get(number);
    }
}
