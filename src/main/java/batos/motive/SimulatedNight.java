package batos.motive;

import batos.motive.goal.Goal;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/// So many hours of idle time on a simulated clock: the looks follow each other at once.
public final class SimulatedNight {
    private SimulatedNight() {}

    /// @param goals how many there are in each state, by the state's word
    /// @param lines the work done, look by look
    /// @param report the morning report for the Architect
    public record Result(
            double hours,
            MotiveLoop.Doings done,
            Map<String, Integer> goals,
            long cpuMillis,
            List<String> lines,
            List<String> report) {
        /// As `batos motive run --json` prints it.
        public Map<String, Object> document() {
            var document = new LinkedHashMap<String, Object>();
            document.put("hours", hours == Math.rint(hours) ? (Object) (long) hours : hours);
            document.put("looks", done.looks());
            document.put("model_calls", done.tally().modelCalls());
            document.put("containers", done.tally().containers());
            document.put("commits", done.commits());
            document.put("goals", goals);
            var tokens = new LinkedHashMap<String, Object>();
            tokens.put("reserved", done.tally().reserved().tokens());
            tokens.put("spent", done.tally().spent().tokens());
            document.put("tokens", tokens);
            document.put("cpu_ms", cpuMillis);
            return document;
        }
    }

    /// Ends early when the thread is interrupted.
    ///
    /// @param cpu milliseconds of the processor that the process has used
    public static Result run(
            MotiveLoop loop, Instant from, Duration length, Duration between, LongSupplier cpu) {
        var began = cpu.getAsLong();
        var lines = new ArrayList<String>();
        var end = from.plus(length);
        var now = from;
        while (now.isBefore(end) && !Thread.currentThread().isInterrupted()) {
            if (loop.look(
                            now,
                            commit -> {
                                commit.run();
                                return true;
                            })
                    instanceof LookResult.Did(var said)) {
                lines.addAll(said);
            }
            now = now.plus(between);
        }
        var goals = loop.goals().all();
        return new Result(
                Duration.between(from, now.isBefore(end) ? now : end).toMinutes() / 60.0,
                loop.doings(),
                byState(goals),
                cpu.getAsLong() - began,
                lines,
                MorningReport.of(goals, from, loop.doings()));
    }

    public static Map<String, Integer> byState(List<Goal> goals) {
        var states = new TreeMap<String, Integer>();
        goals.forEach(goal -> states.merge(goal.state().word(), 1, Integer::sum));
        return states;
    }

    /// Of this process.
    public static long cpuMillis() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime() / 1_000_000
                : 0;
    }
}
