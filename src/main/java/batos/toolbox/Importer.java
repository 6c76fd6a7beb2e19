package batos.toolbox;

import batos.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Makes a draft of a plain Python file: a function with its docstring, and tests as doctests, as
/// assertions, as test functions (of pytest's and unittest's kind too) or as `check(candidate)`, in
/// the file or in one of their own. Files that [ToolFile] wrote come back whole.
public final class Importer {
    /// The number of files to read at once.
    public static final int AT_ONCE = 12;

    private final TestRun trials;
    private final SourceReader readings;

    Importer(TestRun trials, SourceReader readings) {
        this.trials = trials;
        this.readings = readings;
    }

    /// The first outcome of an import.
    public sealed interface Imported {
        /// To be tried by the gate.
        ///
        /// @param remarks remarks for people, one line each
        /// @param hollow lines of its tests that cannot fail, in words
        record Ready(ToolDraft draft, List<String> remarks, List<String> hollow)
                implements Imported {
            public Ready {
                remarks = List.copyOf(remarks);
                hollow = List.copyOf(hollow);
            }

            Ready(ToolDraft draft, List<String> remarks) {
                this(draft, remarks, List.of());
            }

            /// The same with another draft.
            Ready of(ToolDraft other) {
                return new Ready(other, remarks, hollow);
            }
        }

        /// @param retry false where there is no crucible to read in
        record Unusable(String why, boolean retry) implements Imported {}
    }

    /// A file to be read later.
    ///
    /// @param tests the text of a test file
    public record Coming(String text, Optional<String> tests) {}

    /// Reads files in one go, so that each of them is at hand when its turn comes.
    ///
    /// @return the number of sources read
    public int ahead(List<Coming> files) {
        readings.ahead(
                files.stream()
                        .map(file -> new SourceReader.Asked(file.text(), file.tests()))
                        .toList());
        return files.size();
    }

    /// @param stem the file's name without its ending
    /// @param name the function to take, where the file has several
    /// @param tests the text of a test file
    public Imported read(String text, String stem, Optional<String> name, Optional<String> tests) {
        var whole = ToolFile.read(text);
        if (whole.isPresent()) {
            return new Imported.Ready(whole.get(), List.of());
        }
        return switch (readings.of(text)) {
            case SourceReading.Outcome.Unreadable(String why, boolean retry) ->
                    new Imported.Unusable(why, retry);
            case SourceReading.Outcome.Read(SourceReading reading) -> {
                var function = chosen(reading, stem, name);
                if (function.isEmpty()) {
                    yield new Imported.Unusable(
                            "the file defines no function '%s'; it defines: %s"
                                    .formatted(
                                            name.orElse(stem), String.join(", ", names(reading))),
                            true);
                }
                yield drafted(text, reading, function.get(), tests);
            }
        };
    }

    private Imported drafted(
            String text,
            SourceReading reading,
            SourceReading.Function function,
            Optional<String> tests) {
        var script = reading.script();
        var hollow = hollow(reading, "line ");
        if (tests.isPresent()) {
            switch (readings.tests(text, tests.get())) {
                case SourceReading.Outcome.Unreadable(String why, boolean retry) -> {
                    return new Imported.Unusable("the test file: " + why, retry);
                }
                case SourceReading.Outcome.Read(SourceReading read) -> {
                    script = script + "\n" + read.script();
                    hollow = hollow(read, "the test file's line ");
                }
            }
        }
        var remarks = new ArrayList<String>();
        return new Imported.Ready(
                new ToolDraft(
                        function.name(),
                        description(function),
                        function.parameters(),
                        reading.source(),
                        List.of(),
                        script,
                        reading.illustrated() ? agreed(reading, remarks) : reading.doctests(),
                        Set.of(),
                        "",
                        "",
                        List.of("imported")),
                remarks,
                hollow);
    }

    private static List<String> hollow(SourceReading reading, String line) {
        return reading.hollow().stream()
                .map(place -> line + place.line() + " " + place.word())
                .toList();
    }

    /// The doctests to keep. Where `check(candidate)` decides, docstrings are often sketches: those
    /// that agree with the code are tests too, the others become remarks.
    private List<ToolDraft.Doctest> agreed(SourceReading reading, List<String> remarks) {
        var lines = reading.doctests();
        var wrong = trials.mismatches(reading.source(), lines);
        var sketches = new HashSet<Integer>();
        for (int i = 0; i < lines.size(); i++) {
            if (wrong.get(i).isPresent() && sketches.add(lines.get(i).session())) {
                remarks.add(
                        "check(candidate) decides; its docstring says otherwise: "
                                + wrong.get(i).get());
            }
        }
        return lines.stream().filter(line -> !sketches.contains(line.session())).toList();
    }

    /// The same function under another name; its tests go on to call it by its own.
    public Imported renamed(Imported.Ready ready, String other) {
        var draft = ready.draft();
        return switch (readings.renamed(draft.source(), draft.name(), other)) {
            case SourceReading.Outcome.Unreadable(String why, boolean retry) ->
                    new Imported.Unusable(why, retry);
            case SourceReading.Outcome.Read(SourceReading reading) ->
                    ready.of(draft.withName(other).withSource(reading.source()));
        };
    }

    /// By name; else the one named as the file; else the first that the tests call; else the last
    /// that has doctests; else the last that is not private.
    private static Optional<SourceReading.Function> chosen(
            SourceReading reading, String stem, Optional<String> name) {
        if (name.isPresent()) {
            return reading.function(name.get());
        }
        var named = reading.function(stem);
        if (named.isPresent()) {
            return named;
        }
        var open =
                reading.functions().stream()
                        .filter(function -> Gate.NAME.matcher(function.name()).matches())
                        .filter(function -> !function.name().equals("main"))
                        .toList();
        return reading.tested().stream()
                .flatMap(tested -> open.stream().filter(function -> function.name().equals(tested)))
                .findFirst()
                .or(() ->
                        open.stream()
                                .filter(function -> function.doctests() > 0)
                                .reduce((_, later) -> later))
                .or(() -> open.stream().reduce((_, later) -> later));
    }

    private static List<String> names(SourceReading reading) {
        return reading.functions().stream().map(SourceReading.Function::name).toList();
    }

    private static String description(SourceReading.Function function) {
        return function.doc()
                .strip()
                .lines()
                .takeWhile(line -> !line.isBlank() && !line.strip().startsWith(">>>"))
                .map(String::strip)
                .reduce((a, b) -> a + " " + b)
                .filter(text -> !text.isBlank())
                .orElse(function.name() + "(" + String.join(", ", function.names()) + ")");
    }

    /// Draft and change in the words of a schema: for `edit`, which keeps all but the source.
    public Imported edited(Tool tool, String source) {
        return switch (readings.of(source)) {
            case SourceReading.Outcome.Unreadable(String why, boolean retry) ->
                    new Imported.Unusable(why, retry);
            case SourceReading.Outcome.Read(SourceReading reading) -> {
                var same =
                        reading.function(tool.name())
                                .filter(function ->
                                        Json.tryRead(tool.parameters())
                                                .map(node -> Json.names(node.path("properties")))
                                                .map(List.copyOf(function.names())::equals)
                                                .orElse(false));
                var draft = tool.draft().withSource(source);
                if (!draft.doctests().isEmpty()) {
                    draft = draft.withTests(draft.script(), tested(tool, reading));
                }
                var kept = draft;
                yield new Imported.Ready(
                        same.isPresent()
                                ? kept
                                : reading.function(tool.name())
                                        .map(function -> kept.withParameters(function.parameters()))
                                        .orElse(kept),
                        List.of());
            }
        };
    }

    /// The doctests of an edited source, without the sketches that the tool's own source has.
    private List<ToolDraft.Doctest> tested(Tool tool, SourceReading edited) {
        if (!(readings.of(tool.source())
                instanceof SourceReading.Outcome.Read(SourceReading before))) {
            return edited.doctests();
        }
        var sketches = texts(before.doctests());
        sketches.removeAll(texts(tool.draft().doctests()));
        return edited.doctests().stream().filter(line -> !sketches.contains(text(line))).toList();
    }

    private static Set<String> texts(List<ToolDraft.Doctest> lines) {
        return lines.stream()
                .map(Importer::text)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String text(ToolDraft.Doctest line) {
        return line.source() + line.want();
    }
}
