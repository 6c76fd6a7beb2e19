package batos.bench;

import batos.crucible.Crucible;
import batos.crucible.CrucibleFactory;
import batos.crucible.CrucibleOptions;
import batos.crucible.Trial;
import batos.crucible.Verdict;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// A tool call in the crucible beside what one would use instead, in one run: `docker run` with
/// runsc and with runc, and `python3 -c` on the host. Run it on a quiet machine:
///
/// `java -cp target/test-classes:target/classes:target/lib/* batos.bench.CrucibleBench [CALLS]`
public final class CrucibleBench {
    private static final String TOOL =
            """
            import re
            def slugify(text):
                return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
            """;
    private static final String SCRIPT = TOOL + "print(slugify('The Dark Knight'))\n";
    private static final Trial CALL =
            new Trial(TOOL, "slugify", "{\"text\": \"The Dark Knight\"}", Trial.Limits.USUAL);

    private final PrintStream out;
    private final CrucibleOptions wanted =
            CrucibleOptions.USUAL.with(CrucibleOptions.Prefer.GVISOR);
    private final int calls;

    private CrucibleBench(PrintStream out, int calls) {
        this.out = out;
        this.calls = calls;
    }

    public static void main(String[] args) throws Exception {
        new CrucibleBench(System.out, args.length > 0 ? Integer.parseInt(args[0]) : 20).run();
    }

    private void run() throws Exception {
        try (var crucible = CrucibleFactory.choose(wanted)) {
            call(crucible);
            out.println("| a call | median ms | p95 ms |\n|---|---|---|");
            row("batos crucible, warm pool of 2, a call every 1.5 s", () -> paused(crucible));
            row("batos crucible, back to back", () -> time(() -> call(crucible)));
        }
        row("docker run --runtime=runsc, same flags", () -> time(() -> process(docker("runsc"))));
        row("docker run --runtime=runc, same flags", () -> time(() -> process(docker("runc"))));
        row(
                "python3 -c on the host, no protection",
                () -> time(() -> process(List.of("/usr/bin/python3", "-c", SCRIPT))));
        for (int atOnce : new int[] {1, 2, 4}) {
            try (var crucible = CrucibleFactory.choose(wanted)) {
                call(crucible);
                rate(crucible, atOnce);
            }
        }
        memory();
        forging();
    }

    /// From the line that misses a tool to the line that says it is bound, the rehearsal mind
    /// writing; once warm, each time in an image of its own.
    private void forging() throws Exception {
        var times = new ArrayList<Double>();
        for (int i = 0; i < 3; i++) {
            var home = Files.createTempDirectory("batos-forging");
            var process =
                    new ProcessBuilder("./batos", "--home", home.toString(), "--mind", "rehearsal")
                            .redirectErrorStream(true)
                            .start();
            try (var in = process.outputWriter(StandardCharsets.UTF_8);
                    var said = process.inputReader(StandardCharsets.UTF_8)) {
                tell(in, "/tools forge counts the vowels of a text");
                until(said, " is bound");
                tell(in, "@ slugify 'Hello, World'");
                times.add(time(() -> until(said, "slugify@1 is bound")));
            }
            process.waitFor();
            try (var files = Files.walk(home)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        times.sort(null);
        out.println(
                String.format(
                        Locale.ROOT,
                        "from gap to bound, rehearsal mind: %.0f ms (median of 3), %.0f ms at most",
                        times.get(1),
                        times.getLast()));
    }

    private static void tell(BufferedWriter in, String line) throws IOException {
        in.write(line + "\n");
        in.flush();
    }

    private static Void until(BufferedReader said, String words) throws IOException {
        for (var line = said.readLine(); line != null; line = said.readLine()) {
            if (line.contains(words)) {
                return null;
            }
        }
        throw new IOException("batos ended before it said '" + words + "'");
    }

    private double paused(Crucible crucible) throws Exception {
        Thread.sleep(1500);
        return time(() -> call(crucible));
    }

    private static Void call(Crucible crucible) {
        var verdict = crucible.run(CALL);
        if (!(verdict instanceof Verdict.Survived(String result, _, _))
                || !result.equals("\"the-dark-knight\"")) {
            throw new IllegalStateException(verdict.words());
        }
        return null;
    }

    private List<String> docker(String runtime) {
        return List.of(
                "docker",
                "run",
                "--rm",
                "--runtime=" + runtime,
                "--network=none",
                "--read-only",
                "--cap-drop=ALL",
                "--user=1000:1000",
                "--memory=256m",
                "--memory-swap=256m",
                "--cpus=1",
                "--pids-limit=512",
                "--security-opt=no-new-privileges",
                "--log-driver=none",
                wanted.image(),
                "-S",
                "-c",
                SCRIPT);
    }

    private static Void process(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var text =
                new String(
                        process.getInputStream().readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0 || !text.strip().endsWith("the-dark-knight")) {
            throw new IllegalStateException(command + ": " + text);
        }
        return null;
    }

    private static double time(Callable<Void> action) throws Exception {
        long began = System.nanoTime();
        action.call();
        return (System.nanoTime() - began) / 1e6;
    }

    private void row(String name, Callable<Double> once) throws Exception {
        once.call();
        var times = new ArrayList<Double>();
        for (int i = 0; i < calls; i++) {
            times.add(once.call());
        }
        times.sort(null);
        out.println(
                String.format(
                        Locale.ROOT,
                        "| %s | %.1f | %.1f |",
                        name,
                        times.get(times.size() / 2),
                        times.get((int) Math.min(times.size() - 1, times.size() * 0.95))));
    }

    private void rate(Crucible crucible, int atOnce) throws Exception {
        int all = Math.max(8, calls);
        try (var threads = Executors.newFixedThreadPool(atOnce)) {
            long began = System.nanoTime();
            var running = new ArrayList<Future<Void>>();
            for (int i = 0; i < all; i++) {
                running.add(threads.submit(() -> call(crucible)));
            }
            for (var each : running) {
                each.get();
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            out.println(
                    String.format(
                            Locale.ROOT, "%d at once: %.1f calls a second", atOnce, all / seconds));
        }
    }

    /// What the waiting containers hold, as their memory cgroups say.
    private void memory() throws Exception {
        try (var crucible = CrucibleFactory.choose(wanted)) {
            call(crucible);
            Thread.sleep(4000);
            var process =
                    new ProcessBuilder(
                                    "docker", "stats", "--no-stream", "--format", "{{.MemUsage}}")
                            .redirectErrorStream(true)
                            .start();
            out.println(
                    "waiting containers hold:\n"
                            + new String(
                                    process.getInputStream().readAllBytes(),
                                    StandardCharsets.UTF_8));
        }
    }
}
