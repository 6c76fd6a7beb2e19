package batos.talk.nodes;

import batos.talk.objects.MethodSource;
import java.util.List;

/// The common part of a method's and a block's code: statements, and the shape of the frame.
public final class CodeBody {
    public final Node root;
    public final int parameters;
    public final int size;

    /// Of parameters and temporaries.
    public final List<String> names;

    /// Whether a block inside can return from it.
    public final boolean catches;

    /// The method it is, or stands in.
    public final MethodSource source;

    /// Which block of the method it is, counted as they are written; -1 for the method itself.
    public final int ordinal;

    /// Of a method: its blocks by ordinal.
    public List<CodeBody> inner = List.of();

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
        return number < 0 ? this : inner.get(number);
    }
}
