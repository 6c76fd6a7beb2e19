package batos.talk;

import batos.talk.kernel.Traces;
import batos.talk.run.Conditions;
import batos.talk.run.Frame;
import batos.talk.run.Klass;
import batos.talk.run.Symbol;
import batos.talk.run.Text;
import batos.talk.run.Thing;
import batos.talk.run.Universe;
import batos.talk.run.Where;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Exceptions and frames as they are shown.
final class Faults {
    private static final int SHOWN = 200;

    private final Universe universe;

    Faults(Universe universe) {
        this.universe = universe;
    }

    Fault of(Thing exception, Frame at) {
        var stack = stack(exception, at);
        var top = stack.isEmpty() ? at : stack.getFirst();
        var source = top.body.source;
        var place = source.where.at(source.text, top.at.offset);
        var selector = selector(exception);
        var receiver = exception.slots[Conditions.RECEIVER];
        return new Fault(
                exception.klass.name,
                message(exception, at),
                print(at, receiver),
                selector,
                selector.isEmpty()
                        ? ""
                        : universe.nearestSelector(universe.classOf(receiver), selector),
                place.toString(),
                source.text.isEmpty() ? "" : Where.excerpt(source.text, top.at.offset),
                lines(stack));
    }

    /// Frames from where the error happened, the machinery of signalling left out; capped, with the
    /// bottom kept.
    List<Frame> stack(Thing exception, Frame at) {
        var frames = new ArrayList<Frame>();
        var signalled = Conditions.signalled(exception);
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

    /// A method that came with the system: the error is told where the user's code called it.
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
                            Traces.where(universe, frame),
                            Traces.place(frame),
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

    private String message(Thing exception, Frame at) {
        try {
            return text(at.run.send(at, exception, "messageText"));
        } catch (RuntimeException e) {
            return exception.slots[Conditions.MESSAGE] instanceof Text text ? text.toString() : "";
        }
    }

    static String text(@Nullable Object value) {
        return switch (value) {
            case Text text -> text.toString();
            case Symbol(var name) -> name;
            case null -> "nil";
            default -> value.toString();
        };
    }

    private static String selector(Thing exception) {
        return exception.slots.length > Conditions.UNDERSTOOD
                        && exception.slots[Conditions.UNDERSTOOD] instanceof Thing message
                        && message.klass.name.equals("Message")
                        && message.slots[0] instanceof Symbol(var name)
                ? name
                : "";
    }

    /// The printString, at most 80 characters; only its class when printing itself fails or takes
    /// long.
    String print(Frame at, Object value) {
        if (value instanceof Thing thing && !(thing instanceof Text) && !(thing instanceof Klass)) {
            try {
                var run =
                        new batos.talk.run.Run(
                                universe,
                                (r, exception, frame) -> {
                                    throw new batos.talk.run.Unwound.Terminated();
                                },
                                new batos.talk.run.Run.Budget(20_000, 0, 0, 300));
                return clip(text(run.send(run.bottom(value), value, "printString")));
            } catch (batos.talk.run.Unwound e) {
                return universe.brief(value);
            }
        }
        return clip(universe.brief(value));
    }

    private static String clip(String text) {
        return text.length() <= 80 ? text : text.substring(0, 79) + "…";
    }
}
