package batos.crucible;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// GraalPy in a child JVM, for machines without gVisor: no host access, files, network, threads,
/// processes or native code; heap and time are bounded. A context is used again only for the very
/// same source.
final class PolyglotCrucible extends InterpreterCrucible implements Interpreter.Source {
    private static final Duration GRACE = Duration.ofSeconds(3);
    private static final int KEPT = 3;

    private final CrucibleOptions wanted;
    private final String why;
    private final PolyglotCache cache;
    private volatile String broken = "";
    private final TrialRunner runs = new TrialRunner(this, GRACE);
    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
    private final List<WorkerInterpreter> idle = new ArrayList<>();
    private @Nullable WorkerProcess worker;
    private boolean closed;

    /// @param why it is used in gVisor's place, or empty where settings ask for it
    /// @param cache where GraalPy may unpack its library
    PolyglotCrucible(CrucibleOptions wanted, String why, PolyglotCache cache) {
        this.wanted = wanted;
        this.why = why;
        this.cache = cache;
    }

    /// Notes that no interpreter can be made here.
    Interpreter.Unready cannotStart(String why) {
        broken = "GraalPy cannot start: " + why.lines().findFirst().orElse(why);
        return new Interpreter.Unready(broken, "crucible check");
    }

    @Override
    public String name() {
        return "polyglot";
    }

    @Override
    public String line() {
        if (!broken.isEmpty()) {
            return "polyglot, which does not work: " + broken + ". Next: /crucible check";
        }
        return "polyglot (GraalPy in a child JVM"
                + (why.isEmpty() ? "" : "; no gVisor: " + why)
                + "); does not protect from bugs of the JVM or GraalPy";
    }

    @Override
    public boolean warm() {
        boolean there;
        synchronized (this) {
            there = worker != null && worker.alive();
        }
        if (!there) {
            background.execute(() -> {
                try {
                    process();
                } catch (Interpreter.Unready e) {
                    // The call that follows tells.
                }
            });
        }
        return there;
    }

    @Override
    public synchronized Interpreter take(String source, Trial.Limits limits)
            throws InterruptedException, Interpreter.Unready {
        for (Iterator<WorkerInterpreter> each = idle.iterator(); each.hasNext(); ) {
            var cell = each.next();
            if (!cell.alive()) {
                each.remove();
            } else if (cell.runs(source)) {
                each.remove();
                return cell.again();
            }
        }
        try {
            return WorkerInterpreter.open(this, process(), source, longest(limits), false);
        } catch (IOException e) {
            return inAnotherWorker(source, longest(limits));
        }
    }

    @Override
    public Interpreter alone(String source, Trial.Limits limits) throws Interpreter.Unready {
        try {
            return WorkerInterpreter.open(this, start(true), source, longest(limits), true);
        } catch (IOException e) {
            throw gone(e);
        }
    }

    private static int longest(Trial.Limits limits) {
        return 6 * (2 * limits.output() + (64 << 10));
    }

    /// A worker that the call before has killed may be seen to be gone only when it is spoken to.
    private WorkerInterpreter inAnotherWorker(String source, int longest)
            throws Interpreter.Unready {
        var gone = worker;
        if (gone != null) {
            gone.close();
            worker = null;
        }
        try {
            return WorkerInterpreter.open(this, process(), source, longest, false);
        } catch (IOException e) {
            throw gone(e);
        }
    }

    private static Interpreter.Unready gone(IOException e) {
        return new Interpreter.Unready(
                "the polyglot worker is gone: " + e.getMessage(), "crucible check");
    }

    private synchronized WorkerProcess process() throws Interpreter.Unready {
        if (closed) {
            throw new Interpreter.Unready("the crucible is closed", "start batos again");
        }
        var known = worker;
        if (known == null || !known.alive()) {
            known = start(false);
            worker = known;
        }
        return known;
    }

    private WorkerProcess start(boolean alone) throws Interpreter.Unready {
        try {
            return WorkerProcess.start(
                    (512L << 20) + 2 * wanted.limits().memory(), cache.folder(), alone);
        } catch (IOException e) {
            throw new Interpreter.Unready(
                    "no child JVM can be started: " + e.getMessage(), "crucible check");
        }
    }

    /// Keeps a cell whose request was answered in order; ends the oldest beyond a few.
    synchronized boolean keep(WorkerInterpreter cell) {
        if (closed) {
            return false;
        }
        idle.add(cell);
        if (idle.size() > KEPT) {
            idle.removeFirst().end();
        }
        return true;
    }

    ExecutorService background() {
        return background;
    }

    @Override
    TrialRunner runs() {
        return runs;
    }

    @Override
    public List<Finding> check() {
        var findings = new ArrayList<Finding>();
        findings.addAll(DockerProbe.probe(wanted).missing());
        var verdict = run(new Trial("def f():\n    return 6 * 7\n", "f", "{}", wanted.limits()));
        boolean works =
                verdict instanceof Verdict.Survived(String result, _, _) && result.equals("42");
        findings.add(Finding.ofCall(works, verdict, "ran in GraalPy"));
        findings.add(
                new Finding(
                        true,
                        "does not protect from",
                        "bugs of the JVM or GraalPy: the same kernel, and your own user",
                        ""));
        findings.add(
                new Finding(
                        true,
                        "does not protect from",
                        "a tool that slows another: they share a heap of %d MiB. Where it fills,"
                                        .formatted(512 + 2 * (wanted.limits().memory() >> 20))
                                + " the calls beside it run again, each in a process of its own",
                        ""));
        findings.add(
                new Finding(
                        true,
                        "does not hide",
                        "the version of the host's kernel, and the folder of GraalPy's own library",
                        ""));
        return findings;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            idle.clear();
            if (worker != null) {
                worker.close();
            }
        }
        background.shutdownNow();
    }
}
