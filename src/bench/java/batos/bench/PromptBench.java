package batos.bench;

import batos.shell.Pty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/// From Ctrl-C to the next prompt, at a pseudo-terminal: while the council waits for a mind that
/// says nothing, and while the language loops; beside the prompt of CPython, interrupted in a loop
/// and in `time.sleep`.
///
/// Arguments: how often each (20). In the project's folder, with `./batos` packaged.
public final class PromptBench {
    private static final String CTRL_C = "\003";

    private PromptBench() {}

    public static void main(String[] args) throws Exception {
        var rounds = args.length > 0 ? Integer.parseInt(args[0]) : 20;
        var folder = Files.createTempDirectory("prompt-bench");
        var silent = folder.resolve("silent.toml");
        Files.writeString(
                silent, "[[rule]]\nname = \"silent\"\ndelay_ms = 600000\nreply = \"at last\"\n");
        System.out.printf("%-40s %10s %10s%n", "from Ctrl-C to the prompt", "median ms", "most ms");
        try (var batos =
                new Pty(
                        "./batos --home " + folder.resolve("home") + " --mind rehearsal",
                        Map.of("NO_COLOR", "1"))) {
            var prompt = "architect> ";
            batos.await(prompt);
            batos.type("/models rehearse " + silent + "\r");
            batos.await(prompt);
            report(batos, "batos, a turn of the council", "@ think about it", prompt, rounds);
            report(batos, "batos, a loop", "[true] whileTrue: [x := 1]", prompt, rounds);
        }
        try (var python = new Pty("python3 -q", Map.of())) {
            var prompt = ">>> ";
            python.await(prompt);
            python.type("import time\r");
            python.await(prompt);
            report(python, "python3, time.sleep", "time.sleep(600)", prompt, rounds);
            report(python, "python3, a loop", "sum(1 for _ in iter(int, 1))", prompt, rounds);
        }
        delete(folder);
        System.exit(0);
    }

    private static void report(Pty pty, String name, String line, String prompt, int rounds)
            throws Exception {
        var times = new double[rounds];
        for (int i = -2; i < rounds; i++) {
            pty.type(line + "\r");
            pty.await(java.util.regex.Pattern.quote(line));
            Thread.sleep(300);
            var began = System.nanoTime();
            pty.type(CTRL_C);
            pty.await(prompt);
            if (i >= 0) {
                times[i] = (System.nanoTime() - began) / 1e6;
            }
        }
        Arrays.sort(times);
        System.out.printf(
                Locale.ROOT, "%-40s %10.1f %10.1f%n", name, times[rounds / 2], times[rounds - 1]);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
