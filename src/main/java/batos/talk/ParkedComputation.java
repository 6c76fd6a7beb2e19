package batos.talk;

import batos.image.Cause;
import batos.talk.objects.HeapObject;
import batos.talk.objects.Klass;
import batos.talk.objects.Nil;
import batos.talk.objects.SourceLocation;
import batos.talk.processes.ExceptionHandling;
import batos.talk.processes.Frame;
import batos.talk.processes.Unwinding;
import batos.talk.syntax.Parser;
import batos.talk.syntax.SyntaxFault;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A parked computation, seen from the prompt.
@SuppressWarnings("ReferenceEquality") // frames are themselves
final class ParkedComputation implements DebugSession {
    private final Talk talk;
    private final Computation computation;
    private final Fault fault;
    private final HeapObject exception;
    private final Frame at;

    ParkedComputation(
            Talk talk, Computation computation, Fault fault, HeapObject exception, Frame at) {
        this.talk = talk;
        this.computation = computation;
        this.fault = fault;
        this.exception = exception;
        this.at = at;
    }

    Computation computation() {
        return computation;
    }

    /// The mark to which its failure would take the universe back.
    int mark() {
        return computation.mark;
    }

    @Override
    public Cause cause() {
        return computation.cause();
    }

    @Override
    public Fault fault() {
        return fault;
    }

    private List<Frame> frames() {
        return new FaultReports(talk.universe()).stack(exception, at);
    }

    private Frame frame(int number) {
        var frames = frames();
        return frames.isEmpty() ? at : frames.get(Math.clamp(number, 0, frames.size() - 1));
    }

    @Override
    public List<Fault.StackLine> stack() {
        return new FaultReports(talk.universe()).lines(frames());
    }

    @Override
    public String source(int number) {
        var frame = frame(number);
        return SourceLocation.excerpt(frame.body.source.text, frame.at.offset).isEmpty()
                ? ""
                : marked(frame.body.source.text, frame.at.offset);
    }

    /// The text with a caret below the line of the offset.
    private static String marked(String text, int offset) {
        var end = text.indexOf('\n', Math.min(offset, text.length()));
        var excerpt = SourceLocation.excerpt(text, offset);
        var caret = excerpt.substring(excerpt.indexOf('\n'));
        return end < 0 ? text + caret : text.substring(0, end) + caret + text.substring(end);
    }

    @Override
    public Evaluation evaluate(String source, int number) {
        return talk.evaluateWithin(source, frame(number));
    }

    @Override
    public String method(int number) {
        var source = frame(number).home.body.source;
        return source.selector.name.equals("executeStatements") ? "" : source.text;
    }

    @Override
    public Evaluation edit(String source, int number, Cause cause) {
        String selector;
        try {
            selector = Parser.method(source).selector();
        } catch (SyntaxFault fault) {
            return new Evaluation.Misread(
                    fault.text(),
                    "debugger",
                    SourceLocation.NOWHERE.at(source, fault.offset()).line(),
                    SourceLocation.NOWHERE.at(source, fault.offset()).column(),
                    SourceLocation.excerpt(source, fault.offset()),
                    fault.incomplete());
        }
        if (selector.equals(fault.selector())) {
            var receiver = exception.slots[ExceptionHandling.RECEIVER];
            return edited(talk.universe().classOf(receiver), source, cause, this::retry);
        }
        var method = frame(number).home.body.source;
        if (!method.selector.name.equals(selector)) {
            return new Evaluation.Uncommitted(
                    "frame "
                            + number
                            + " runs "
                            + method.shown()
                            + ", and this is "
                            + selector
                            + ". Next: /debug stack");
        }
        return edited(method.owner, source, cause, () -> restart(number));
    }

    @Override
    public Optional<UnansweredMessage> missed() {
        var message = message();
        if (message == null) {
            return Optional.empty();
        }
        var universe = talk.universe();
        var receiver = exception.slots[ExceptionHandling.RECEIVER];
        var owner = universe.classOf(receiver);
        var faults = new FaultReports(universe);
        var arguments = ((HeapObject) message.slots[1]).slots;
        return Optional.of(
                new UnansweredMessage(
                        owner.name,
                        fault.selector(),
                        fault.receiver(),
                        Arrays.stream(arguments).map(each -> faults.print(at, each)).toList(),
                        owner.instance.kernel ? "" : talk.fileOut(owner.instance.name),
                        frame(0).home.body.source.text));
    }

    @Override
    public Optional<String> misfit(String source) {
        try {
            var selector = Parser.method(source).selector();
            return selector.equals(fault.selector())
                    ? Optional.empty()
                    : Optional.of(
                            "this is a method named "
                                    + selector
                                    + ", and "
                                    + fault.selector()
                                    + " is missing");
        } catch (SyntaxFault wrong) {
            return Optional.of(
                    wrong.text() + "\n" + SourceLocation.excerpt(source, wrong.offset()));
        }
    }

    /// Keeps the method whatever becomes of this computation, unless that has changed something.
    private Evaluation edited(Klass owner, String source, Cause cause, Supplier<Evaluation> next) {
        var definition = owner.name + " extend [\n" + source + "\n]";
        var defined = talk.evaluate(definition, "debugger", cause);
        return defined instanceof Evaluation.Done ? next.get() : defined;
    }

    /// Whether the frame's method can still return or restart.
    private boolean runs(Frame frame) {
        for (var f = at; f != null; f = f.caller) {
            if (f == frame.home) {
                return true;
            }
        }
        return false;
    }

    private static Evaluation gone(int number) {
        return new Evaluation.Uncommitted(
                "the method that the block of frame "
                        + number
                        + " was written in has returned. Next: /debug stack, and another frame");
    }

    /// Ends it wherever it stands among those that wait.
    void drop() {
        computation.goOn((run, e, f) -> {
            throw new Unwinding.Terminated();
        });
    }

    private interface With {
        Object go(batos.talk.processes.ProcessInterpreter run, Object value);
    }

    /// Computes the expression in the frame first; only its success makes the computation go on.
    private Evaluation with(String expression, int number, With verb) {
        var value = new Object[] {Nil.NIL};
        if (!expression.isBlank()) {
            var evaluation = talk.evaluateWithin(expression, frame(number), value);
            if (!(evaluation instanceof Evaluation.Done)) {
                return evaluation;
            }
        }
        return goOn((run, e, f) -> verb.go(run, value[0]));
    }

    private Evaluation goOn(Computation.Verb verb) {
        return talk.goOn(this, () -> computation.goOn(verb));
    }

    @Override
    public Evaluation resume(String expression) {
        return with(expression, 0, (run, value) -> value);
    }

    @Override
    public Evaluation returned(String expression, int number) {
        if (!runs(frame(number))) {
            return gone(number);
        }
        return with(
                expression,
                number,
                (run, value) -> {
                    throw run.leaving(frame(number), value);
                });
    }

    @Override
    public Evaluation restart(int number) {
        if (!runs(frame(number))) {
            return gone(number);
        }
        return goOn((run, e, f) -> {
            throw run.restarting(frame(number));
        });
    }

    @Override
    public Evaluation retry() {
        var message = message();
        if (message == null) {
            return restart(0);
        }
        return goOn((run, e, f) ->
                run.send(
                        f,
                        exception.slots[ExceptionHandling.RECEIVER],
                        FaultReports.text(message.slots[0]),
                        ((HeapObject) message.slots[1]).slots));
    }

    private @Nullable HeapObject message() {
        return fault.selector().isEmpty()
                ? null
                : (HeapObject) exception.slots[ExceptionHandling.UNDERSTOOD];
    }

    @Override
    public void abandon() {
        goOn((run, e, f) -> {
            throw new Unwinding.Terminated();
        });
    }
}
