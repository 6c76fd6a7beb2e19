package batos.talk;

import batos.talk.kernel.TraceLines;
import batos.talk.nodes.VariableNodes;
import batos.talk.objects.HeapObject;
import batos.talk.objects.Klass;
import batos.talk.objects.SourceLocation;
import batos.talk.objects.Symbol;
import batos.talk.objects.TextObject;
import batos.talk.objects.Universe;
import batos.talk.processes.ExceptionHandling;
import batos.talk.processes.Frame;
import batos.text.Ellipsis;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the printed form of exceptions and frames.
final class FaultReports {
    private static final int SHOWN = 200;

    private final Universe universe;

    FaultReports(Universe universe) {
        this.universe = universe;
    }

    Fault of(HeapObject exception, Frame at) {
        var stack = stack(exception, at);
        var top = stack.isEmpty() ? at : stack.getFirst();
        var source = top.body.source;
        var place = source.where.at(source.text, top.at.offset);
        var selector = selector(exception);
        var receiver = exception.slots[ExceptionHandling.RECEIVER];
        return new Fault(
                exception.klass.name,
                message(exception, at),
                print(at, receiver),
                selector,
                selector.isEmpty()
                        ? ""
                        : universe.nearestSelector(universe.classOf(receiver), selector),
                place.toString(),
                source.text.isEmpty() ? "" : SourceLocation.excerpt(source.text, top.at.offset),
                lines(stack),
                top.at instanceof VariableNodes.Global);
    }

    /// Frames from where the error happened, the machinery of signalling left out; capped, with the
    /// bottom kept.
    List<Frame> stack(HeapObject exception, Frame at) {
        var frames = new ArrayList<Frame>();
        var signalled = ExceptionHandling.signalled(exception);
        Frame frame = signalled == null ? at : signalled;
        var machinery = true;
        for (Frame f = frame; f != null && f.caller != null; f = f.caller) {
            machinery = machinery && isMachinery(f);
            if (!machinery) {
                frames.add(f);
            }
        }
        if (machinery) {
            for (Frame f = frame; f != null && f.caller != null; f = f.caller) {
                frames.add(f);
            }
        }
        return frames;
    }

    /// A method that came with the system: the error is placed where the user's code called it.
    private static boolean isMachinery(Frame f) {
        var source = f.body.source;
        return source.author.isEmpty() && !source.selector.name.equals("executeStatements");
    }

    List<Fault.StackLine> lines(List<Frame> frames) {
        var lines = new ArrayList<Fault.StackLine>();
        for (var frame : frames) {
            if (lines.size() >= SHOWN) {
                lines.add(
                        new Fault.StackLine(
                                "… " + (frames.size() - SHOWN) + " more frames", "", List.of()));
                break;
            }
            lines.add(
                    new Fault.StackLine(
                            TraceLines.where(universe, frame),
                            TraceLines.place(frame),
                            lines.size() < 20 ? variables(frame) : List.of()));
        }
        return lines;
    }

    private List<String> variables(Frame frame) {
        var variables = new ArrayList<String>();
        variables.add("self = " + print(frame, frame.self));
        for (var i = 0; i < frame.body.names.size(); i++) {
            var name = frame.body.names.get(i);
            if (!name.isEmpty()) {
                variables.add(name + " = " + print(frame, frame.t[i]));
            }
        }
        return variables;
    }

    private String message(HeapObject exception, Frame at) {
        try {
            return text(at.run.send(at, exception, "messageText"));
        } catch (RuntimeException e) {
            return exception.slots[ExceptionHandling.MESSAGE] instanceof TextObject text
                    ? text.toString()
                    : "";
        }
    }

    static String text(@Nullable Object value) {
        return switch (value) {
            case TextObject text -> text.toString();
            case Symbol(var name) -> name;
            case null -> "nil";
            default -> value.toString();
        };
    }

    private static String selector(HeapObject exception) {
        return exception.slots.length > ExceptionHandling.UNDERSTOOD
                        && exception.slots[ExceptionHandling.UNDERSTOOD]
                                instanceof HeapObject message
                        && message.klass.name.equals("Message")
                        && message.slots[0] instanceof Symbol(var name)
                ? name
                : "";
    }

    /// The printString, at most 80 characters; only its class when printing itself fails or takes
    /// long.
    String print(Frame at, Object value) {
        if (value instanceof HeapObject thing
                && !(thing instanceof TextObject)
                && !(thing instanceof Klass)) {
            try {
                var run =
                        new batos.talk.processes.ProcessInterpreter(
                                universe,
                                (r, exception, frame) -> {
                                    throw new batos.talk.processes.Unwinding.Terminated();
                                },
                                new batos.talk.processes.ProcessInterpreter.Budget(
                                        20_000, 0, 0, 300));
                return clip(text(run.send(run.bottom(value), value, "printString")));
            } catch (batos.talk.processes.Unwinding e) {
                return universe.brief(value);
            }
        }
        return clip(universe.brief(value));
    }

    private static String clip(String text) {
        return Ellipsis.of(text, 80);
    }
}
