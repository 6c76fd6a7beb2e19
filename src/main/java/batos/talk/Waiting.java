package batos.talk;

import batos.talk.run.Frame;
import batos.talk.run.Nil;
import batos.talk.run.Thing;
import batos.talk.run.Unwound;
import batos.talk.run.Where;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A parked computation, seen from the prompt.
final class Waiting implements Parked {
    private final Talk talk;
    private final Computation computation;
    private final Fault fault;
    private final Thing exception;
    private final Frame at;

    Waiting(Talk talk, Computation computation, Fault fault, Thing exception, Frame at) {
        this.talk = talk;
        this.computation = computation;
        this.fault = fault;
        this.exception = exception;
        this.at = at;
    }

    Computation computation() {
        return computation;
    }

    /// How far its failing would take back what was done.
    int mark() {
        return computation.mark;
    }

    @Override
    public Fault fault() {
        return fault;
    }

    private List<Frame> frames() {
        return new Faults(talk.universe()).stack(exception, at);
    }

    private Frame frame(int number) {
        var frames = frames();
        return frames.isEmpty() ? at : frames.get(Math.clamp(number, 0, frames.size() - 1));
    }

    @Override
    public List<Fault.StackLine> stack() {
        return new Faults(talk.universe()).lines(frames());
    }

    @Override
    public String source(int number) {
        var frame = frame(number);
        return Where.excerpt(frame.body.source.text, frame.at.offset).isEmpty()
                ? ""
                : marked(frame.body.source.text, frame.at.offset);
    }

    /// The text with a caret below the line of the offset.
    private static String marked(String text, int offset) {
        var end = text.indexOf('\n', Math.min(offset, text.length()));
        var excerpt = Where.excerpt(text, offset);
        var caret = excerpt.substring(excerpt.indexOf('\n'));
        return end < 0 ? text + caret : text.substring(0, end) + caret + text.substring(end);
    }

    @Override
    public Evaluation evaluate(String source, int number) {
        return talk.evaluateWithin(source, frame(number));
    }

    private interface With {
        Object go(batos.talk.run.Run run, Object value);
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
        return with(
                expression,
                number,
                (run, value) -> {
                    throw run.leaving(frame(number), value);
                });
    }

    @Override
    public Evaluation restart(int number) {
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
                        exception.slots[batos.talk.run.Conditions.RECEIVER],
                        Faults.text(message.slots[0]),
                        ((Thing) message.slots[1]).slots));
    }

    private @Nullable Thing message() {
        return fault.selector().isEmpty()
                ? null
                : (Thing) exception.slots[batos.talk.run.Conditions.UNDERSTOOD];
    }

    @Override
    public void abandon() {
        goOn((run, e, f) -> {
            throw new Unwound.Terminated();
        });
    }
}
