package batos.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The first run of each of the twelve programs in a fresh process, with the JVM's flags and the
/// AOT cache of `batos run`, beside CPython's first run, in turn: wall clock, processor time (the
/// JIT's threads included) and that of the program's own thread alone, which is what the wall clock
/// says where nothing else runs. Minimum, median and maximum, and the geometric means of the
/// ratios. One start of `./batos` makes the cache.
public final class FirstBench {
    private static final String TWIN =
            """
            import sys, time
            source = open("src/bench/resources/talk/twins.py").read().replace("\\nmain()\\n", "\\n")
            exec(compile(source, "twins.py", "exec"))
            cpu = time.process_time_ns()
            start = time.perf_counter_ns()
            result = globals()[sys.argv[1]]().run()
            print(result, time.perf_counter_ns() - start, time.process_time_ns() - cpu)
            """;

    private FirstBench() {}

    /// @param args how many pairs (5), which Python (python3), and flags for the JVM
    public static void main(String[] args) throws IOException, InterruptedException {
        var pairs = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        var python = args.length > 1 ? args[1] : "python3";
        var flags = args.length > 2 ? List.of(args).subList(2, args.length) : List.<String>of();
        var logs = new double[6];
        System.out.printf(
                "%-11s %20s %17s %6s %20s %6s %20s %6s%n",
                "ms", "wall", "python3", "ratio", "processor", "ratio", "own thread", "ratio");
        for (var program : TalkBench.PROGRAMS) {
            var ours = new ArrayList<long[]>();
            var theirs = new ArrayList<long[]>();
            for (var i = 0; i < pairs; i++) {
                ours.add(run(java(program, flags)));
                theirs.add(run(List.of(python, "-c", TWIN, program)));
            }
            for (var clock = 1; clock <= 3; clock++) {
                logs[2 * clock - 2] += Math.log(ratio(ours, theirs, clock, 0));
                logs[2 * clock - 1] += Math.log(ratio(ours, theirs, clock, pairs / 2));
            }
            System.out.printf(
                    "%-11s %20s %17s %6.2f %20s %6.2f %20s %6.2f%n",
                    program,
                    spread(ours, 1),
                    spread(theirs, 1),
                    ratio(ours, theirs, 1, pairs / 2),
                    spread(ours, 2),
                    ratio(ours, theirs, 2, pairs / 2),
                    spread(ours, 3),
                    ratio(ours, theirs, 3, pairs / 2));
        }
        var n = TalkBench.PROGRAMS.size();
        System.out.printf(
                "geometric means of the ratios: wall %.2f of the minima, %.2f of the medians;"
                        + " processor %.2f, %.2f; own thread %.2f, %.2f; load %s%n",
                Math.exp(logs[0] / n),
                Math.exp(logs[1] / n),
                Math.exp(logs[2] / n),
                Math.exp(logs[3] / n),
                Math.exp(logs[4] / n),
                Math.exp(logs[5] / n),
                Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0]);
    }

    /// The flags that the launcher's text has for `batos run`, but for the cache.
    private static List<String> launcherFlags() throws IOException {
        var launcher = Files.readString(Path.of("batos"));
        if (!launcher.contains("run) late 1 && eager ;;")) {
            throw new IllegalStateException("batos run has other thresholds than FirstBench");
        }
        return launcher.lines()
                .map(line -> line.replaceAll("\\$\\(\\(\\$1 \\* (\\d+)\\)\\)", "$1"))
                .map(line -> line.replace("${replay}", "+"))
                .filter(line ->
                        line.contains("set -- -X")
                                || line.contains("jit=\"$jit -X")
                                || line.contains("jit=\"-XX:Tier4"))
                .flatMap(line -> Stream.of(line.split("[ \"]+", -1)))
                .map(word -> word.replace("jit=", ""))
                .filter(word -> word.startsWith("-X") && !word.startsWith("-XX:AOTCache"))
                .filter(word -> !word.contains("${"))
                .toList();
    }

    private static List<String> java(String program, List<String> flags) throws IOException {
        var target = Path.of("target").toAbsolutePath();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + target.resolve("jvm.args"));
        command.addAll(launcherFlags());
        command.addAll(List.of("-XX:AOTMode=on", "-XX:AOTCache=" + target.resolve("short.aot")));
        command.addAll(flags);
        command.add("-cp");
        command.add(
                String.join(
                        File.pathSeparator,
                        target.resolve("generated.jar").toString(),
                        target.resolve("batos.jar").toString(),
                        target.resolve("test-classes").toString()));
        command.addAll(List.of(FirstIteration.class.getName(), program, "1"));
        return command;
    }

    /// Result, wall clock, processor time, own thread's time.
    private static long[] run(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(output);
        }
        var words = output.strip().split(" ", -1);
        return Stream.of(words).mapToLong(Long::parseLong).toArray();
    }

    private static List<Double> sorted(List<long[]> runs, int column) {
        return runs.stream().map(run -> run[column] / 1e6).sorted().toList();
    }

    private static double ratio(List<long[]> ours, List<long[]> theirs, int column, int rank) {
        if (ours.getFirst()[0] != theirs.getFirst()[0]) {
            throw new IllegalStateException(ours.getFirst()[0] + " is not " + theirs.getFirst()[0]);
        }
        // CPython has one thread: its processor time is that of both clocks.
        return sorted(ours, column).get(rank) / sorted(theirs, Math.min(column, 2)).get(rank);
    }

    private static String spread(List<long[]> runs, int column) {
        var times = sorted(runs, column);
        return "%.1f %.1f %.1f"
                .formatted(times.getFirst(), times.get(times.size() / 2), times.getLast());
    }
}
