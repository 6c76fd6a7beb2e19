package batos.bench;

import batos.image.Author;
import batos.image.Cause;
import batos.image.MemoryImage;
import batos.talk.Evaluation;
import batos.talk.Limits;
import batos.talk.Talk;
import batos.talk.bind.Natives;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;

/// The language beside CPython, on the same algorithms in the same run: the least time of many,
/// after warming up, and the geometric mean of the ratios. Each result is compared.
public final class TalkBench {
    static final List<String> PROGRAMS =
            List.of(
                    "Fib",
                    "Sieve",
                    "Permute",
                    "Queens",
                    "Towers",
                    "Lists",
                    "Storage",
                    "Mandelbrot",
                    "Bounce",
                    "Words",
                    "Richards",
                    "Json");
    private static final Path RESOURCES = Path.of("src/bench/resources/talk");

    private TalkBench() {}

    /// @param args how often each program runs (200), and which Python (python3)
    public static void main(String[] args) throws IOException, InterruptedException {
        var repeats = args.length > 0 ? Integer.parseInt(args[0]) : 200;
        var python = args.length > 1 ? args[1] : "python3";
        var talk =
                new Talk(
                        new MemoryImage(),
                        new Natives(),
                        () -> Limits.GENEROUS,
                        System.out::print,
                        InstantSource.system(),
                        new Random(1));
        evaluate(talk, Files.readString(RESOURCES.resolve("programs.st")));
        var product = 1.0;
        var worst = 0.0;
        System.out.printf("%-12s %10s %10s %7s%n", "program", "talk ms", "python ms", "ratio");
        for (var program : PROGRAMS) {
            var ours = ours(talk, program, repeats);
            var theirs = theirs(python, program, repeats);
            if (!ours[0].equals(theirs[0])) {
                throw new IllegalStateException(
                        program + " answers " + ours[0] + ", its twin " + theirs[0]);
            }
            var a = Long.parseLong(ours[1]) / 1e6;
            var b = Long.parseLong(theirs[1]) / 1e6;
            product *= a / b;
            worst = Math.max(worst, a / b);
            System.out.printf("%-12s %10.2f %10.2f %7.2f%n", program, a, b, a / b);
        }
        System.out.printf(
                "geometric mean %.2f, worst %.2f%n",
                Math.pow(product, 1.0 / PROGRAMS.size()), worst);
        talk.close();
    }

    private static String[] ours(Talk talk, String program, int repeats) {
        return evaluate(
                        talk,
                        """
                        | least result |
                        %d timesRepeat: [| start spent |
                            start := Time nanosecondClock.
                            result := %s new run.
                            spent := Time nanosecondClock - start.
                            least := least isNil ifTrue: [spent] ifFalse: [least min: spent]].
                        result displayString, ' ', least displayString
                        """
                                .formatted(repeats, program))
                .split(" ", -1);
    }

    private static String evaluate(Talk talk, String source) {
        return switch (talk.evaluate(source, "bench", new Cause(Author.of("bench"), "bench", 0))) {
            case Evaluation.Done done -> done.displayed();
            case Evaluation other -> throw new IllegalStateException(other.toString());
        };
    }

    private static String[] theirs(String python, String program, int repeats)
            throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(
                                python,
                                RESOURCES.resolve("twins.py").toString(),
                                program,
                                String.valueOf(repeats))
                        .redirectErrorStream(true)
                        .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(output);
        }
        return output.strip().split(" ", -1);
    }
}
