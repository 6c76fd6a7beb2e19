package batos.crucible;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/// Carries requests to cells and decides how they ended; the same for every kind of cell.
final class TrialRunner {
    private static final Verdict UNSHARED =
            new Verdict.Unavailable(
                    "the interpreter ended though nobody shared it", "crucible check");

    private final AtomicLong ids = new AtomicLong();
    private final Interpreter.Source cells;
    private final Duration grace;

    /// @param grace the time beyond a call's own wall clock before the host kills the cell
    TrialRunner(Interpreter.Source cells, Duration grace) {
        this.cells = cells;
        this.grace = grace;
    }

    Verdict run(Trial trial) {
        return run(new Batch(
                        trial.source(),
                        trial.function(),
                        List.of(trial.arguments()),
                        trial.limits()))
                .getFirst();
    }

    List<Verdict> run(Batch batch) {
        return sequence(
                batch.source(),
                batch.limits(),
                batch.arguments().size(),
                from -> {
                    var request = request("calls", batch.source(), batch.limits());
                    request.put("function", batch.function());
                    var calls = request.putArray("calls");
                    batch.arguments().stream()
                            .skip(from)
                            .forEach(each -> calls.addRawValue(new RawValue(each.text())));
                    return request;
                });
    }

    List<Verdict> run(PromptTrial session) {
        return sequence(
                session.source(),
                session.limits(),
                session.lines().size(),
                from -> {
                    var request = request("doctests", session.source(), session.limits());
                    var examples = request.putArray("examples");
                    for (var line : session.lines().subList(from, session.lines().size())) {
                        examples.addObject()
                                .put("session", line.part())
                                .put("source", line.source());
                    }
                    return request;
                });
    }

    /// One request after another, each for the calls that are left, until all have a verdict.
    private List<Verdict> sequence(
            String source, Trial.Limits limits, int count, IntFunction<ObjectNode> rest) {
        var verdicts = new ArrayList<Verdict>();
        boolean disturbed = false;
        try {
            while (verdicts.size() < count) {
                int before = verdicts.size();
                try (var cell = cell(source, limits, disturbed)) {
                    attempt(cell, rest.apply(verdicts.size()), limits, count, verdicts);
                } catch (Interpreter.Disturbed e) {
                    disturbed = true;
                    verdicts.subList(before, verdicts.size()).clear();
                }
            }
        } catch (Interpreter.Unready e) {
            fill(verdicts, count, e.verdict());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fill(verdicts, count, new Verdict.Interrupted());
        }
        return verdicts;
    }

    private Interpreter cell(String source, Trial.Limits limits, boolean alone)
            throws InterruptedException, Interpreter.Unready {
        return alone ? cells.alone(source, limits) : cells.take(source, limits);
    }

    private static void fill(List<Verdict> verdicts, int count, Verdict verdict) {
        while (verdicts.size() < count) {
            verdicts.add(verdict);
        }
    }

    /// Adds at least one verdict, unless it is disturbed.
    private void attempt(
            Interpreter cell,
            ObjectNode request,
            Trial.Limits limits,
            int count,
            List<Verdict> verdicts)
            throws InterruptedException, Interpreter.Disturbed, Interpreter.Unready {
        int calls = count - verdicts.size();
        long id = ids.incrementAndGet();
        send(cell, request.put("id", id).put("cpu", cpu(limits, calls)));
        for (int number = 0; number < calls; number++) {
            long began = System.nanoTime();
            var answer = ReplyReader.of(cell.hear(limits.wall().plus(grace)), id, number, limits);
            switch (answer) {
                case ReplyReader.Answer.None(Verdict verdict) -> {
                    verdicts.add(verdict);
                    return;
                }
                case ReplyReader.Answer.Told(var parts) ->
                        verdicts.add(
                                ReplyReader.verdict(
                                        parts,
                                        limits,
                                        Duration.ofNanos(System.nanoTime() - began)));
            }
        }
        // A forged answer is followed by the real one, which then stands where the end is due; and
        // who leaves before the end may have forged all that came.
        switch (ReplyReader.of(cell.hear(limits.wall().plus(grace)), id, calls, limits)) {
            case ReplyReader.Answer.Told(var parts) -> {
                if (parts.path("end").isBoolean()) {
                    cell.spent();
                } else {
                    last(verdicts, new Verdict.Violated("more answers than there were calls"));
                }
            }
            case ReplyReader.Answer.None(Verdict verdict) -> last(verdicts, verdict);
        }
    }

    private static void last(List<Verdict> verdicts, Verdict verdict) {
        verdicts.set(verdicts.size() - 1, verdict);
    }

    CaseResult hear(Case brought) {
        try {
            return hear(brought, false);
        } catch (Interpreter.Disturbed e) {
            return again(brought);
        }
    }

    /// Those that a session loses with its interpreters are heard again without the one that was
    /// being heard then.
    List<CaseResult> hear(Case brought, List<String> sources) {
        var results = new TreeMap<Integer, CaseResult>();
        var open = new ArrayList<Integer>();
        for (int i = 0; i < sources.size(); i++) {
            open.add(i);
        }
        boolean alone = false;
        while (!open.isEmpty()) {
            try (var witness = cell(brought.source(), brought.limits(), alone);
                    var judge = cell(brought.script(), brought.limits(), alone)) {
                var room = new Courtroom(brought, witness, judge, ids.incrementAndGet(), grace);
                var heard = room.hear(open.stream().map(sources::get).toList());
                if (heard.size() == open.size()) {
                    for (int i = 0; i < heard.size(); i++) {
                        results.put(open.get(i), heard.get(i));
                    }
                    open.clear();
                } else {
                    int lost = Math.clamp(room.variant(), 0, open.size() - 1);
                    results.put(open.get(lost), heard.getFirst());
                    open.subList(lost, lost + 1).clear();
                }
            } catch (Interpreter.Disturbed e) {
                if (alone) {
                    open.forEach(i -> results.put(i, new CaseResult.Broke(UNSHARED)));
                    open.clear();
                }
                alone = true;
            } catch (Interpreter.Unready e) {
                open.forEach(i -> results.put(i, new CaseResult.Broke(e.verdict())));
                open.clear();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                open.forEach(i -> results.put(i, new CaseResult.Broke(new Verdict.Interrupted())));
                open.clear();
            }
        }
        return List.copyOf(results.values());
    }

    private CaseResult again(Case brought) {
        try {
            return hear(brought, true);
        } catch (Interpreter.Disturbed e) {
            return new CaseResult.Broke(UNSHARED);
        }
    }

    private CaseResult hear(Case brought, boolean alone) throws Interpreter.Disturbed {
        try (var witness = cell(brought.source(), brought.limits(), alone);
                var judge = cell(brought.script(), brought.limits(), alone)) {
            return new Courtroom(brought, witness, judge, ids.incrementAndGet(), grace).hear();
        } catch (Interpreter.Unready e) {
            return new CaseResult.Broke(e.verdict());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new CaseResult.Broke(new Verdict.Interrupted());
        }
    }

    static ObjectNode request(String mode, String source, Trial.Limits limits) {
        return JsonBoundary.STRICT
                .createObjectNode()
                .put("mode", mode)
                .put("source", source)
                .put("wall", limits.wall().toMillis() / 1000.0)
                .put("memory", limits.memory())
                .put("output", limits.output());
    }

    /// Seconds of processor time for so many calls.
    static long cpu(Trial.Limits limits, int calls) {
        return Math.min(36_000, 2 + calls * Math.max(1, limits.wall().toSeconds()));
    }

    static void send(Interpreter cell, ObjectNode frame) {
        try {
            cell.send(frame.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // How it ended is heard, not sent.
        }
    }
}
