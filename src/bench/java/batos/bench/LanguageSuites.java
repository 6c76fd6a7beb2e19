package batos.bench;

import batos.image.Author;
import batos.image.Cause;
import batos.image.MemoryImage;
import batos.talk.Limits;
import batos.talk.Talk;
import batos.talk.bind.Natives;
import batos.talk.host.GatedFiles;
import batos.tape.Tape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/// Test suites of others, run by the language from a path given: what passes, what differs, and
/// why.
///
/// `LanguageSuites gst DIR` compares each `NAME.st` with its `NAME.ok`; `ansi DIR` loads
/// `AnsiLoad.st` and runs each test class as `AnsiRun.st` does; `exercism DIR` files in each
/// exercise's example and runs its tests; `mal DIR STEP` feeds a step's tests to the Smalltalk
/// implementation; `run FILE…` only runs files. Nothing of a suite is kept.
public final class LanguageSuites {
    private static final Pattern COUNTS =
            Pattern.compile(
                    "(\\w+): (\\d+) run, (\\d+) passed, (\\d+) failed, (\\d+) error",
                    Pattern.DOTALL);

    private final Path folder;
    private final StringBuilder shown = new StringBuilder();
    private final Talk talk;

    private LanguageSuites(Path folder, String input, boolean gathers) {
        this.folder = folder;
        var limits = new Limits(20_000_000_000L, Duration.ofSeconds(300), 1L << 30, 100_000);
        talk =
                new Talk(
                        new MemoryImage(),
                        new Natives(),
                        () -> limits,
                        gathers ? shown::append : System.out::print,
                        InstantSource.system(),
                        new Random(1),
                        new GatedFiles(
                                Tape.live(),
                                () ->
                                        new GatedFiles.Gate(
                                                GatedFiles.Access.WRITE,
                                                List.of(folder, Path.of("/tmp"))),
                                () ->
                                        new ByteArrayInputStream(
                                                input.getBytes(StandardCharsets.UTF_8)),
                                System.err::print,
                                folder));
    }

    public static void main(String[] args) throws IOException {
        var folder = Path.of(args[1]).toAbsolutePath();
        switch (args[0]) {
            case "gst" -> gst(folder, List.of(args).subList(2, args.length));
            case "ansi" -> ansi(folder, List.of(args).subList(2, args.length));
            case "exercism" -> exercism(folder);
            case "mal" -> mal(folder, args[2]);
            case "protocol" -> protocol(folder);
            case "run" -> {
                for (var file : List.of(args).subList(1, args.length)) {
                    var path = Path.of(file).toAbsolutePath();
                    var suite = new LanguageSuites(path.getParent(), "", false);
                    System.out.println(suite.run(path, List.of()));
                }
            }
            default -> throw new IllegalArgumentException("gst, ansi, exercism, mal or run");
        }
    }

    /// The public selectors of a kernel that are not understood here; a class that is not here
    /// counts as one line.
    private static void protocol(Path folder) throws IOException {
        var suite = new LanguageSuites(folder, "", false);
        suite.talk.missing(ProtocolDifference.published(folder)).forEach(System.out::println);
    }

    private Talk.Ran run(Path file, List<String> arguments) throws IOException {
        return talk.run(
                Files.readString(file, StandardCharsets.UTF_8),
                file.getFileName().toString(),
                arguments,
                new Cause(Author.of("bench"), file.toString(), 0));
    }

    private static void gst(Path folder, List<String> only) throws IOException {
        var passed = 0;
        var all = 0;
        for (var ok : files(folder, ".ok")) {
            var name = ok.getFileName().toString().replace(".ok", "");
            if (!only.isEmpty() && !only.contains(name)) {
                continue;
            }
            all++;
            var suite = new LanguageSuites(folder, "", true);
            var source =
                    Files.readString(folder.resolve(name + ".st"), StandardCharsets.ISO_8859_1);
            suite.talk.regress(
                    source, name + ".st", List.of(), new Cause(Author.of("bench"), name, 0));
            var expected = Files.readString(ok, StandardCharsets.ISO_8859_1).strip();
            var got = suite.shown.toString().strip();
            if (got.equals(expected)) {
                passed++;
                System.out.println("pass   " + name);
            } else {
                System.out.println("differ " + name + ": " + difference(expected, got));
            }
            suite.talk.close();
        }
        System.out.println(passed + " of " + all + " pass");
    }

    private static String difference(String expected, String got) {
        var wanted = expected.split("\n", -1);
        var found = got.split("\n", -1);
        for (var i = 0; i < wanted.length; i++) {
            var line = i < found.length ? found[i] : "(nothing)";
            if (!line.stripTrailing().equals(wanted[i].stripTrailing())) {
                return "line " + (i + 1) + " is '" + line + "', not '" + wanted[i] + "'";
            }
        }
        return "more lines than expected";
    }

    private static void ansi(Path folder, List<String> only) throws IOException {
        var suite = new LanguageSuites(folder, "", true);
        System.out.println(
                "load: "
                        + suite.run(folder.resolve("AnsiLoad.st"), List.of()).faults()
                        + " faults");
        System.out.println(suite.shown);
        var totals = new int[4];
        for (var name : classes(folder)) {
            if (!only.isEmpty() && !only.contains(name)) {
                continue;
            }
            suite.shown.setLength(0);
            suite.run(folder.resolve("AnsiRun.st"), List.of(name));
            var matcher = COUNTS.matcher(suite.shown);
            if (matcher.find()) {
                for (var i = 0; i < 4; i++) {
                    totals[i] += Integer.parseInt(matcher.group(i + 2));
                }
                if (!matcher.group(3).equals(matcher.group(2))) {
                    System.out.println(suite.shown.toString().strip());
                }
            } else {
                System.out.println(name + ": " + suite.shown.toString().strip());
            }
        }
        System.out.printf(
                "%d of %d pass, %d fail, %d end in an error%n",
                totals[1], totals[0], totals[2], totals[3]);
    }

    /// The concrete test classes of Ansi.st, in order.
    private static List<String> classes(Path folder) throws IOException {
        var names = new ArrayList<String>();
        var matcher =
                Pattern.compile("subclass: #(\\w+ANSITest)\\b")
                        .matcher(
                                Files.readString(
                                        folder.resolve("Ansi.st"), StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /// Each folder of an exercise holds `.meta/solution/*.class.st` and `*Test.class.st`.
    private static void exercism(Path folder) throws IOException {
        var results = new LinkedHashMap<String, String>();
        var passed = 0;
        for (var exercise : children(folder)) {
            var sources = files(exercise, ".st");
            if (sources.isEmpty()) {
                continue;
            }
            var suite = new LanguageSuites(folder, "", true);
            suite.talk.run(
                    "Smalltalk fileInPackage: 'pharo'. TestCase subclass: #ExercismTest",
                    "pharo",
                    List.of(),
                    new Cause(Author.of("bench"), "", 0));
            var solution = exercise.resolve(".meta").resolve("solution");
            var all =
                    new ArrayList<Path>(
                            Files.isDirectory(solution) ? files(solution, ".st") : List.of());
            sources.stream().filter(file -> file.toString().contains("Test")).forEach(all::add);
            for (var file : all) {
                suite.talk.run(
                        Tonel.classBody(Files.readString(file)),
                        file.getFileName().toString(),
                        List.of(),
                        new Cause(Author.of("bench"), "", 0));
            }
            var good = true;
            for (var file : all) {
                var tests = file.getFileName().toString().replaceAll("(\\.class)?\\.st$", "");
                if (!tests.endsWith("Test")) {
                    continue;
                }
                var from = suite.shown.length();
                suite.talk.run(
                        "Transcript showCr: '" + tests + ": ', " + tests + " suite run printString",
                        "run",
                        List.of(),
                        new Cause(Author.of("bench"), "", 0));
                var matcher = COUNTS.matcher(suite.shown.substring(from));
                good &=
                        matcher.find()
                                && matcher.group(2).equals(matcher.group(3))
                                && !matcher.group(2).equals("0");
            }
            passed += good ? 1 : 0;
            results.put(
                    exercise.getFileName().toString(),
                    good ? "pass" : "differ: " + suite.shown.toString().strip());
            suite.talk.close();
        }
        results.forEach((name, how) ->
                System.out.println(
                        how.equals("pass")
                                ? "pass   " + name
                                : "differ " + name + "\n" + how.indent(4)));
        System.out.println(passed + " of " + results.size() + " exercises pass");
    }

    /// A step of mal's Smalltalk implementation, its tests on standard input: pairs of a form and
    /// the line that starts with `;=>`.
    private static void mal(Path folder, String step) throws IOException {
        var tests =
                Files.readAllLines(folder.resolve("impls").resolve("tests").resolve(step + ".mal"));
        var forms = new LinkedHashMap<Integer, Map.Entry<String, String>>();
        var input = new StringBuilder();
        var form = "";
        for (var line : tests) {
            if (line.startsWith(";=>")) {
                forms.put(forms.size(), Map.entry(form, line.substring(3)));
            } else if (!line.isBlank() && !line.startsWith(";")) {
                form = line;
                input.append(form).append('\n');
            }
        }
        var home = Files.createTempDirectory("mal");
        for (var file : files(folder.resolve("impls").resolve("gnu-smalltalk"), ".st")) {
            Files.copy(file, home.resolve(file.getFileName()));
        }
        Files.writeString(home.resolve("readline.st"), READ_LINE);
        var suite = new LanguageSuites(home, input.toString(), true);
        var ran = suite.run(home.resolve(step + ".st"), List.of());
        var passed = 0;
        for (var entry : forms.values()) {
            if (suite.shown.indexOf(entry.getValue()) >= 0) {
                passed++;
            } else {
                System.out.println("differ " + entry.getKey() + ": not " + entry.getValue());
            }
        }
        System.out.println(
                passed
                        + " of "
                        + forms.size()
                        + " of "
                        + step
                        + " are answered; "
                        + ran.faults()
                        + " faults");
    }

    /// In place of the C library that the original calls.
    private static final String READ_LINE =
            """
            Object subclass: ReadLine [
                ReadLine class >> readLine: prompt [ ^stdin nextLine ]
                ReadLine class >> addHistory: item [ ]
                ReadLine class >> readHistory: path [ ]
                ReadLine class >> writeHistory: path [ ]
            ]
            """;

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        }
    }
}
