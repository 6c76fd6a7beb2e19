package batos.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Whole processes, from their start to their end (or to the first prompt), side by side with what
/// one would reach for instead. The launcher is part of what is measured; the images are ones that
/// were used before, one of them by an owner in the background.
///
/// `java -cp target/test-classes batos.bench.StartUp [ROUNDS]`, in the project's folder, after
/// `./batos eval 0` has built what is missing. Each round runs every command once, so that a busy
/// machine slows all of them alike, and compares it with the JVM's hello of that round.
public final class StartUp {
    private static final String PROMPT = "architect> ";

    /// What bash says of a command's time: elapsed, user and system, in seconds.
    private static final Pattern TIMES = Pattern.compile("took ([0-9.]+) ([0-9.]+) ([0-9.]+)");

    private static final int HELLO = 0;

    private StartUp() {}

    /// The plain program of the JVM.
    static final class Hello {
        public static void main(String[] args) {
            System.out.println(7);
        }
    }

    /// @param until what it prints when it is ready; empty when its end is waited for
    /// @param said what it has to print, so that nothing that failed is measured
    private record Contender(String name, List<String> command, String until, String said) {
        static Contender ends(String name, String said, String... command) {
            return new Contender(name, List.of(command), "", said);
        }
    }

    /// Milliseconds.
    private record Took(double wall, double processor) {}

    public static void main(String[] args) throws IOException, InterruptedException {
        var rounds = args.length > 0 ? Integer.parseInt(args[0]) : 15;
        var folder = Files.createTempDirectory("batos-bench");
        var owned = folder.resolve("owned");
        measure(Contender.ends("start", "", "./batos", "--home", owned.toString(), "start"));
        try {
            compare(contenders(folder.resolve("home"), owned), rounds);
        } finally {
            measure(Contender.ends("stop", "", "./batos", "--home", owned.toString(), "stop"));
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void compare(List<Contender> contenders, int rounds)
            throws IOException, InterruptedException {
        var all = new ArrayList<List<Took>>();
        contenders.forEach(contender -> all.add(new ArrayList<>()));
        for (var round = -1; round < rounds; round++) {
            for (var i = 0; i < contenders.size(); i++) {
                var took = measure(contenders.get(i));
                if (round >= 0) {
                    all.get(i).add(took);
                }
            }
        }
        System.out.printf(
                "%d rounds, load %s; min, median, max%n",
                rounds, Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
        System.out.printf(
                "%-30s %17s %17s %17s%n", "", "wall, ms", "processor, ms", "wall, to hello");
        for (var i = 0; i < contenders.size(); i++) {
            var mine = all.get(i);
            var hello = all.get(HELLO);
            System.out.printf(
                    "%-30s %17s %17s %17s%n",
                    contenders.get(i).name(),
                    spread("%.0f", mine.stream().map(Took::wall).toList()),
                    spread("%.0f", mine.stream().map(Took::processor).toList()),
                    spread(
                            "%.2f",
                            IntStream.range(0, rounds)
                                    .mapToObj(n -> mine.get(n).wall() / hello.get(n).wall())
                                    .toList()));
        }
    }

    private static String spread(String format, List<Double> values) {
        var sorted = values.stream().sorted().toList();
        return String.join(
                " ",
                format.formatted(sorted.getFirst()),
                format.formatted(sorted.get(sorted.size() / 2)),
                format.formatted(sorted.getLast()));
    }

    private static List<Contender> contenders(Path home, Path owned) {
        var bin = Path.of(System.getProperty("java.home"), "bin");
        var hello =
                new String[] {bin + "/java", "-cp", "target/test-classes", Hello.class.getName()};
        var batos = "./batos --home " + home + " --mind rehearsal";
        var jshell = "echo 'System.out.println(3+4)' | " + bin + "/jshell -s -";
        var prompt = "stty cols 100 rows 30; exec " + batos;
        return List.of(
                Contender.ends("plain JVM hello", "7", hello),
                Contender.ends("python3 -c 'print(3+4)'", "7", "python3", "-c", "print(3+4)"),
                Contender.ends("node -e …", "7", "node", "-e", "console.log(3+4)"),
                Contender.ends("echo 3+4 | jshell -s -", "", "sh", "-c", jshell),
                Contender.ends("batos --version", "batos", "./batos", "--version"),
                Contender.ends("batos --help", "Usage", "./batos", "--help"),
                Contender.ends("batos completion bash", "batos", "./batos", "completion", "bash"),
                Contender.ends(
                        "batos eval '3 + 4', owner",
                        "7",
                        "./batos",
                        "--home",
                        owned.toString(),
                        "eval",
                        "3 + 4"),
                Contender.ends(
                        "batos eval '3 + 4', cold", "7", "sh", "-c", batos + " eval '3 + 4'"),
                Contender.ends("batos image root, cold", "", "sh", "-c", batos + " image root"),
                new Contender(
                        "batos, to the first prompt",
                        List.of("script", "-qefc", prompt, "/dev/null"),
                        PROMPT,
                        PROMPT));
    }

    private static Took measure(Contender contender) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.addAll(List.of("bash", "-c", "TIMEFORMAT='took %R %U %S'; time \"$@\"", "bash"));
        command.addAll(contender.command());
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("TERM", "xterm");
        var begun = System.nanoTime();
        var process = builder.start();
        var seen = new StringBuilder();
        var ready = 0.0;
        try (var out = process.getInputStream();
                var keys = process.getOutputStream()) {
            var buffer = new byte[4096];
            for (var n = out.read(buffer); n >= 0; n = out.read(buffer)) {
                seen.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
                if (ready == 0
                        && !contender.until().isEmpty()
                        && seen.indexOf(contender.until()) >= 0) {
                    ready = (System.nanoTime() - begun) / 1e6;
                    end(keys);
                }
            }
        }
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException(contender.name() + " failed: " + seen);
        }
        var times = TIMES.matcher(seen);
        if (seen.indexOf(contender.said()) < 0 || !times.find()) {
            throw new IllegalStateException(contender.name() + " said: " + seen);
        }
        var wall = Double.parseDouble(times.group(1)) * 1000;
        var processor = Double.parseDouble(times.group(2)) + Double.parseDouble(times.group(3));
        return new Took(contender.until().isEmpty() ? wall : ready, processor * 1000);
    }

    private static void end(OutputStream keys) throws IOException {
        keys.write('\004');
        keys.flush();
    }
}
