package batos.talk.kernel;

import batos.talk.objects.Universe;
import batos.talk.processes.Frame;

/// Frames as lines of a stack, as GNU Smalltalk writes them.
public final class TraceLines {
    private TraceLines() {}

    /// `SmallInteger(Object)>>halt (AnySOS.st:1449)`.
    public static String line(Universe universe, Frame frame) {
        return where(universe, frame) + " (" + place(frame) + ")";
    }

    public static String where(Universe universe, Frame frame) {
        var source = frame.body.source;
        if (source.selector.name.equals("executeStatements")) {
            return (frame.isBlock() ? "optimized [] in " : "")
                    + "UndefinedObject>>executeStatements";
        }
        var klass = universe.classOf(frame.self);
        var name = klass == source.owner ? klass.name : klass.name + "(" + source.owner.name + ")";
        return (frame.isBlock() ? "[] in " : "") + name + ">>" + source.selector.name;
    }

    /// `file:line`.
    public static String place(Frame frame) {
        var source = frame.body.source;
        var where = source.where.at(source.text, frame.at.offset);
        return where.origin() + ":" + where.line();
    }
}
