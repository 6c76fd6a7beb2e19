package batos.bench;

import batos.image.Author;
import batos.image.Cause;
import batos.image.ImageLimits;
import batos.image.LivingImage;
import batos.nerve.Pulses;
import batos.talk.Evaluation;
import batos.talk.Limits;
import batos.talk.Talk;
import batos.talk.bind.Natives;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Collections and strings of user programs, in an image on disk, beside Python's own data types
/// and its SQLite: each pair in fresh processes' own folders, in turn. Times in ms, and the ratio.
/// A variable of a line is kept in the image; one within a block is not, as one of a function in
/// Python: what is kept stands beside what is kept.
public final class CollectionBench {
    private static final Map<String, String> LINES = new LinkedHashMap<>();

    static {
        LINES.put(
                "100,000 strings committed",
                "list := OrderedCollection new. 1 to: 100000 do: [:i | list add: 'element number ',"
                        + " i printString]. list size");
        LINES.put("one element changed", "list at: 50000 put: 'another' copy. 0");
        LINES.put("one element added", "list add: 'one more' copy. list size");
        LINES.put("reopened, one touched", "(list at: 70000) size");
        LINES.put(
                "10,000 nodes committed",
                """
                Object subclass: GraphNode [
                    | name links |
                    name: aString [ name := aString. links := OrderedCollection new ]
                    link: other [ links add: other ]
                ]
                nodes := (1 to: 10000) asArray collect: [:i | GraphNode new name: 'node ', i printString; yourself].
                1 to: 10000 do: [:i |
                    (nodes at: i) link: (nodes at: i * 7 \\\\ 10000 + 1); link: (nodes at: i * 31 \\\\ 10000 + 1)].
                nodes size\
                """);
        var text =
                "| out | out := WriteStream on: String new. 1 to: 40000 do: [:i | out nextPutAll:"
                        + " 'field'; print: i; nextPutAll: '=value '; print: i * 7; nl]. ";
        LINES.put("1 MB text made", "[" + text + "out contents size] value");
        LINES.put("1 MB text made and kept", text + "big := out contents. big size");
        LINES.put(
                "1 MB text parsed",
                """
                | in sum count |
                in := big readStream. sum := 0. count := 0.
                [in atEnd] whileFalse: [ | key value |
                    key := in upTo: $=.
                    value := in upTo: Character nl.
                    sum := sum + (value copyFrom: 7) asNumber.
                    count := count + key size].
                sum + count\
                """);
        LINES.put(
                "1 MB text read by characters",
                "| n | n := 0. 1 to: big size do: [:i | (big at: i) isDigit ifTrue: [n := n + 1]]."
                        + " n");
        var numbers =
                """
                | d sum |
                d := Dictionary new. sum := 0.
                1 to: 1000000 do: [:i | d at: i put: i].
                1 to: 1000000 do: [:i | sum := sum + (d at: i)].
                sum\
                """;
        var strings =
                """
                | d sum |
                d := Dictionary new. sum := 0.
                1 to: 200000 do: [:i | d at: 'key ', i printString put: i].
                1 to: 200000 do: [:i | sum := sum + (d at: 'key ', i printString)].
                sum\
                """;
        LINES.put("dictionary of 1,000,000 keys", "[" + numbers + "] value");
        LINES.put("dictionary of 200,000 strings", "[" + strings + "] value");
        LINES.put("1,000,000 keys made and kept", numbers);
        LINES.put("200,000 strings made and kept", strings);
    }

    private CollectionBench() {}

    /// @param args how many pairs (5), and which Python (python3)
    public static void main(String[] args) throws IOException, InterruptedException {
        var pairs = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        var python = args.length > 1 ? args[1] : "python3";
        var ours = new LinkedHashMap<String, List<Double>>();
        var theirs = new LinkedHashMap<String, List<Double>>();
        for (var i = 0; i < pairs; i++) {
            var answers = ours(ours);
            var twins = theirs(python, theirs);
            if (!answers.equals(twins)) {
                throw new IllegalStateException(answers + " is not " + twins);
            }
        }
        System.out.printf(
                "%-32s %27s %27s %6s   load %s%n",
                "ms: min, median, max",
                "batos",
                "python3, sqlite3",
                "ratio",
                Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0]);
        ours.forEach((name, times) ->
                System.out.printf(
                        "%-32s %27s %27s %6.2f%n",
                        name,
                        spread(times),
                        spread(theirs.get(name)),
                        median(times) / median(theirs.get(name))));
    }

    private static String spread(List<Double> times) {
        var sorted = times.stream().sorted().toList();
        return "%.1f %.1f %.1f".formatted(sorted.getFirst(), median(times), sorted.getLast());
    }

    private static double median(List<Double> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    private static List<String> ours(Map<String, List<Double>> times) throws IOException {
        var home = Files.createTempDirectory("collection-bench");
        var answers = new ArrayList<String>();
        try {
            var image = open(home);
            var talk = talk(image);
            for (var line : LINES.entrySet()) {
                if (line.getKey().startsWith("reopened")) {
                    talk.close();
                    image.close();
                    image = open(home);
                    talk = talk(image);
                }
                var start = System.nanoTime();
                answers.add(evaluate(talk, line.getValue()));
                times.computeIfAbsent(line.getKey(), name -> new ArrayList<>())
                        .add((System.nanoTime() - start) / 1e6);
            }
            talk.close();
            image.close();
            return answers;
        } finally {
            try (var files = Files.walk(home)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static LivingImage open(Path home) {
        var clock = InstantSource.system();
        return LivingImage.open(home, ImageLimits.standard(), clock, new Pulses(clock));
    }

    private static Talk talk(LivingImage image) {
        return new Talk(
                image,
                new Natives(),
                () -> Limits.GENEROUS,
                System.out::print,
                InstantSource.system(),
                new Random(1));
    }

    private static String evaluate(Talk talk, String source) {
        return switch (talk.evaluate(source, "bench", new Cause(Author.of("bench"), "bench", 0))) {
            case Evaluation.Done done -> done.displayed();
            case Evaluation other -> throw new IllegalStateException(other.toString());
        };
    }

    private static List<String> theirs(String python, Map<String, List<Double>> times)
            throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(
                                python,
                                Path.of("src/bench/resources/talk/collections.py").toString())
                        .redirectErrorStream(true)
                        .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(output);
        }
        var answers = new ArrayList<String>();
        for (var line : output.strip().split("\n", -1)) {
            var words = line.split("\t", -1);
            times.computeIfAbsent(words[0], name -> new ArrayList<>())
                    .add(Double.parseDouble(words[2]));
            answers.add(words[1]);
        }
        return answers;
    }
}
