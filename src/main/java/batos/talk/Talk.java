package batos.talk;

import batos.image.Cause;
import batos.image.Image;
import batos.talk.bind.HostFiles;
import batos.talk.bind.Natives;
import batos.talk.host.GatedFiles;
import batos.talk.objects.HeapObject;
import batos.talk.objects.Universe;
import batos.talk.processes.Frame;
import batos.talk.processes.ProcessInterpreter;
import batos.talk.syntax.Parser;
import batos.talk.syntax.SourceUnit;
import batos.talk.syntax.SourceUnits;
import batos.talk.syntax.SyntaxFault;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The language of the image. One evaluation runs at a time; a second caller waits.
public final class Talk implements AutoCloseable {
    private static final int MOST_PARKED = 8;

    private final Supplier<Limits> limits;
    private final LiveUniverse living;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<ParkedComputation> waiting = new ArrayDeque<>();
    private volatile @Nullable Computation running;

    /// @param out where Transcript, `printNl` and `displayNl` go, in pieces as they are written
    public Talk(
            Image image,
            Natives natives,
            Supplier<Limits> limits,
            Consumer<String> out,
            InstantSource clock,
            RandomGenerator random) {
        this(image, natives, limits, out, clock, random, GatedFiles.none());
    }

    /// @param files the access of programs to files of this machine
    public Talk(
            Image image,
            Natives natives,
            Supplier<Limits> limits,
            Consumer<String> out,
            InstantSource clock,
            RandomGenerator random,
            HostFiles files) {
        this.limits = limits;
        this.living = new LiveUniverse(image, natives, out, clock, random, files);
    }

    /// Runs statements, class definitions or both as one transaction. Where a parked computation
    /// has changed something, the evaluation joins its transaction.
    ///
    /// @param origin the file that errors name, for example `architect` or `fibo.st`
    public Evaluation evaluate(String source, String origin, Cause cause) {
        return locked(() ->
                transaction(new Request(source, origin, List.of(), cause, Mode.PROMPT)).outcome());
    }

    /// Runs a whole file as `gst` does: values are not shown, an error shows its trace and the next
    /// statement goes on. It is one transaction, committed at its end if no statement failed.
    public Ran run(String source, String origin, List<String> arguments, Cause cause) {
        return locked(
                () -> transaction(new Request(source, origin, arguments, cause, Mode.SCRIPT)));
    }

    /// The same with what `gst -r` shows for each `Eval`: its value, in the form of its regression
    /// tests.
    public Ran regress(String source, String origin, List<String> arguments, Cause cause) {
        return locked(
                () -> transaction(new Request(source, origin, arguments, cause, Mode.REGRESSION)));
    }

    /// @param faults how many statements failed (their traces have been shown)
    /// @param outcome how it ended as a whole
    /// @param exit the script's code for `ObjectMemory quit:`; empty if it ran to its end
    public record Ran(int faults, Evaluation outcome, java.util.OptionalInt exit) {}

    /// A source to evaluate.
    ///
    /// @param origin the file that errors name
    /// @param arguments the answer of `Smalltalk arguments`
    private record Request(
            String source, String origin, List<String> arguments, Cause cause, Mode mode) {}

    private enum Mode {
        /// An unhandled error parks the computation.
        PROMPT,
        /// An unhandled error shows its trace and ends its statement.
        SCRIPT,
        /// The same, with the value of each `Eval` shown.
        REGRESSION
    }

    private <T> T locked(Supplier<T> action) {
        var computation = running;
        if (computation != null && computation.isCurrent()) {
            throw new IllegalStateException("an evaluation cannot wait for another one");
        }
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    private Ran transaction(Request request) {
        var script = request.mode() != Mode.PROMPT;
        var journal = living.universe.journal;
        var joined = pending();
        if (joined) {
            journal.nest();
        } else {
            living.refresh();
        }
        var mark = journal.mark();
        makeRoom();
        var computation = new Computation(this, request.cause(), !script);
        computation.mark = mark;
        var run = new ProcessInterpreter(living.universe, computation, budget());
        living.begin(request.arguments(), request.mode() == Mode.REGRESSION, request.cause());
        var statements = new SourceExecution(living, run, request.origin(), script);
        computation.start(run, () -> statements.run(request.source(), joined));
        try {
            var outcome = waitFor(computation);
            settle(outcome, mark);
            return new Ran(computation.faults, outcome, statements.exit());
        } catch (Computation.Broken broken) {
            living.rollback(mark);
            throw broken;
        } finally {
            if (joined) {
                journal.unnest();
            }
        }
    }

    /// Whether earlier evaluations are not committed yet, because a parked computation has made
    /// changes and its end is open.
    public boolean pending() {
        return !waiting.isEmpty() && !living.universe.journal.isEmpty();
    }

    private Evaluation waitFor(Computation computation) {
        running = computation;
        try {
            return computation.await();
        } finally {
            running = null;
        }
    }

    /// Takes back a failed evaluation; a parked one stays as it is.
    private void settle(Evaluation outcome, int mark) {
        switch (outcome) {
            case Evaluation.Done _, Evaluation.Unhandled _ -> {}
            case Evaluation.Interrupted _,
                    Evaluation.OverLimit _,
                    Evaluation.Misread _,
                    Evaluation.Uncommitted _ ->
                    living.rollback(mark);
        }
    }

    private ProcessInterpreter.Budget budget() {
        var now = limits.get();
        return new ProcessInterpreter.Budget(
                now.steps(),
                now.time().toNanos(),
                now.memory(),
                Math.clamp(now.depth(), 1_000, 1_000_000));
    }

    Evaluation evaluateWithin(String source, Frame frame) {
        return evaluateWithin(source, frame, new Object[1]);
    }

    /// Evaluates in a parked frame; the value itself goes into the given place.
    Evaluation evaluateWithin(String source, Frame frame, Object[] value) {
        return locked(() -> {
            var journal = living.universe.journal;
            journal.nest();
            var mark = journal.mark();
            var computation = new Computation(this, living.cause, false);
            computation.mark = mark;
            var run = new ProcessInterpreter(living.universe, computation, budget());
            var statements = new SourceExecution(living, run, "debugger", false);
            computation.start(run, () -> statements.within(source, frame, value));
            var outcome = waitFor(computation);
            settle(outcome, mark);
            journal.unnest();
            return outcome;
        });
    }

    Evaluation goOn(ParkedComputation parked, Supplier<Evaluation> verb) {
        return locked(() -> {
            if (!waiting.contains(parked)) {
                return new Evaluation.Uncommitted("this computation has already gone on");
            }
            if (waiting.peek() != parked) {
                return new Evaluation.Uncommitted("a later computation waits; end that one first");
            }
            running = parked.computation();
            living.cause = parked.cause();
            Evaluation outcome;
            try {
                outcome = verb.get();
            } finally {
                running = null;
            }
            settle(outcome, parked.mark());
            return outcome;
        });
    }

    void park(ParkedComputation parked) {
        waiting.push(parked);
    }

    /// Lets the oldest go where too many wait and it has changed nothing.
    private void makeRoom() {
        var oldest = waiting.peekLast();
        if (waiting.size() >= MOST_PARKED && oldest != null && !pending()) {
            var mark = living.universe.journal.mark();
            oldest.drop();
            living.rollback(mark);
        }
    }

    void unpark(ParkedComputation parked) {
        waiting.remove(parked);
    }

    Universe universe() {
        return living.universe;
    }

    void showTrace(HeapObject exception, Frame at) {
        living.showTrace(exception, at);
    }

    void show(String text) {
        living.out.accept(text);
    }

    boolean isWarning(HeapObject exception) {
        return exception.klass.inherits(living.universe.klass("Warning"));
    }

    /// Stops the running evaluation; callable from any thread.
    public void interrupt() {
        var computation = running;
        if (computation != null) {
            computation.stop();
        }
    }

    /// The number of waiting computations.
    public int parkedCount() {
        return waiting.size();
    }

    /// The computations that wait, the latest first.
    public List<DebugSession> allParked() {
        return List.copyOf(waiting);
    }

    /// The workspace's variables in alphabetical order, with their values at this moment.
    public List<Variable> variables() {
        return locked(() -> Variable.all(living.universe));
    }

    /// The computation that waits, the latest of them.
    public Optional<DebugSession> parked() {
        return Optional.ofNullable(waiting.peek());
    }

    /// Whether a source is one piece of the language, or the beginning of one.
    public boolean reads(String source) {
        try {
            for (var unit : SourceUnits.all(source, true)) {
                if (unit instanceof SourceUnit.Doing doing) {
                    Parser.body(doing.text());
                }
            }
            return true;
        } catch (SyntaxFault fault) {
            return fault.incomplete();
        }
    }

    /// The words that fit at the cursor: variables, classes and selectors, those of the receiver's
    /// class first where it is known. Empty while an evaluation runs.
    public Completions complete(String line, int cursor) {
        if (!lock.tryLock()) {
            return new Completions(cursor, List.of());
        }
        try {
            return new Completer(living.universe).complete(line, cursor);
        } finally {
            lock.unlock();
        }
    }

    /// The code of a class, or of everything the user made (empty name), as text that files in
    /// again.
    public String fileOut(String className) {
        return locked(() -> new FileOut(living.universe).text(className));
    }

    /// The same of a package: the classes of a category, and methods of it in other classes.
    public String fileOutPackage(String name) {
        return locked(() -> new FileOut(living.universe).ofPackage(name));
    }

    /// Those of the given `Class selector` and `Class class selector` that the class does not
    /// understand; of a class that is not there its name alone.
    public List<String> missing(Iterable<String> protocol) {
        return locked(() -> {
            var missing = new java.util.TreeSet<String>();
            for (var line : protocol) {
                var split = line.lastIndexOf(' ');
                var name = split < 0 ? line : line.substring(0, split);
                var klass = living.universe.klassOrNull(name);
                if (klass == null) {
                    missing.add(name.replace(" class", ""));
                } else if (split >= 0 && !understands(klass, line.substring(split + 1))) {
                    missing.add(line);
                }
            }
            return List.copyOf(missing);
        });
    }

    private boolean understands(batos.talk.objects.Klass klass, String selector) {
        return klass.lookup(living.universe.selector(selector)) != null;
    }

    /// Abandons the parked computations.
    @Override
    public void close() {
        for (var parked = waiting.peek(); parked != null; parked = waiting.peek()) {
            parked.abandon();
        }
    }
}
