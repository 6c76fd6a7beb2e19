package batos.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Whole processes, from their start to their end (or to the first prompt), side by side with what
/// one would reach for instead. The launcher is part of what is measured; the image is one that was
/// used before.
///
/// `java -cp target/test-classes batos.bench.StartUp [RUNS]`, in the project's folder, after
/// `./batos --version` has built what is missing. Each round runs every command once, so that a
/// busy machine slows all of them alike.
public final class StartUp {
    private static final String PROMPT = "architect> ";

    private StartUp() {}

    /// @param until what it prints when it is ready; empty when its end is waited for
    /// @param said what it has to print, so that nothing that failed is measured
    private record Contender(String name, List<String> command, String until, String said) {
        static Contender ends(String name, String said, String... command) {
            return new Contender(name, List.of(command), "", said);
        }
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        var runs = args.length > 0 ? Integer.parseInt(args[0]) : 15;
        var home = Files.createTempDirectory("batos-bench");
        var contenders = contenders(home);
        var times = new ArrayList<List<Double>>();
        contenders.forEach(contender -> times.add(new ArrayList<>()));
        for (var run = -1; run < runs; run++) {
            for (var i = 0; i < contenders.size(); i++) {
                var took = measure(contenders.get(i));
                if (run >= 0) {
                    times.get(i).add(took);
                }
            }
        }
        System.out.printf("%-34s %8s %8s   ms, %d runs%n", "", "median", "min", runs);
        for (var i = 0; i < contenders.size(); i++) {
            var sorted = times.get(i).stream().sorted().toList();
            System.out.printf(
                    "%-34s %8.0f %8.0f%n",
                    contenders.get(i).name(), sorted.get(sorted.size() / 2), sorted.getFirst());
        }
        try (var files = Files.walk(home)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static List<Contender> contenders(Path home) {
        var batos = "./batos --home " + home + " --mind rehearsal ";
        var jshell = Path.of(System.getProperty("java.home"), "bin", "jshell");
        return List.of(
                Contender.ends("python3 -c 'print(3+4)'", "7", "python3", "-c", "print(3+4)"),
                Contender.ends("node -e 'console.log(3+4)'", "7", "node", "-e", "console.log(3+4)"),
                Contender.ends(
                        "echo 3+4 | jshell -s -",
                        "",
                        "sh",
                        "-c",
                        "echo 'System.out.println(3+4)' | " + jshell + " -s -"),
                Contender.ends("batos --version", "batos", "sh", "-c", batos + "--version"),
                Contender.ends("batos eval '3 + 4'", "7", "sh", "-c", batos + "eval '3 + 4'"),
                Contender.ends("batos image root", "", "sh", "-c", batos + "image root"),
                new Contender(
                        "batos, to the first prompt",
                        List.of(
                                "script",
                                "-qefc",
                                "stty cols 100 rows 30; exec " + batos,
                                "/dev/null"),
                        PROMPT,
                        PROMPT));
    }

    /// Milliseconds.
    private static double measure(Contender contender) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(contender.command()).redirectErrorStream(true);
        builder.environment().put("TERM", "xterm");
        var begun = System.nanoTime();
        var process = builder.start();
        var seen = new StringBuilder();
        var took = 0.0;
        try (var out = process.getInputStream()) {
            var buffer = new byte[4096];
            for (var n = out.read(buffer); n >= 0; n = out.read(buffer)) {
                seen.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
                if (!contender.until().isEmpty() && seen.indexOf(contender.until()) >= 0) {
                    took = (System.nanoTime() - begun) / 1e6;
                    process.getOutputStream().write('\004');
                    process.getOutputStream().flush();
                    out.transferTo(java.io.OutputStream.nullOutputStream());
                    break;
                }
            }
        }
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException(contender.name() + " failed: " + seen);
        }
        if (seen.indexOf(contender.said()) < 0) {
            throw new IllegalStateException(contender.name() + " said: " + seen);
        }
        return contender.until().isEmpty() ? (System.nanoTime() - begun) / 1e6 : took;
    }
}
