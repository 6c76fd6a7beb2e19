package batos.toolbox;

import batos.crucible.Batch;
import batos.crucible.Crucible;
import batos.crucible.Trial;
import batos.crucible.Verdict;
import batos.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads sources in the crucible. A reading depends on the source's text alone, so the reader reads
/// each once, many of them in one interpreter, together with its tests, its mutants, and its text
/// without the tests.
final class SourceReader {
    private static final Duration READING = Duration.ofSeconds(60);
    private static final int KEPT = 4 * Importer.AT_ONCE;

    private final Crucible crucible;
    private final Supplier<Trial.Limits> limits;
    private final Map<Text, SourceReading.Outcome> known =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Text, SourceReading.Outcome> eldest) {
                    return size() > KEPT;
                }
            };

    SourceReader(Crucible crucible, Supplier<Trial.Limits> limits) {
        this.crucible = crucible;
        this.limits = limits;
    }

    /// @param test whether it is a test file, of which only the script and the functions it calls
    ///   are read
    private record Text(String text, boolean test) {}

    /// A source, and the text of a test file of its own.
    record Asked(String source, Optional<String> tests) {}

    /// The reading of a source.
    SourceReading.Outcome of(String source) {
        return known(new Text(source, false), new Asked(source, Optional.empty()));
    }

    /// The reading of a test file, which the reader gets together with its source.
    SourceReading.Outcome tests(String source, String tests) {
        return known(new Text(tests, true), new Asked(source, Optional.of(tests)));
    }

    /// A source with one of its functions under another name beside its own.
    SourceReading.Outcome renamed(String source, String name, String other) {
        var arguments = Json.object().put("text", source).put("name", name).put("other", other);
        return read(arguments, source, Optional.empty());
    }

    /// Reads several at once, so that asking for each of them costs nothing.
    void ahead(List<Asked> asked) {
        var texts = asked.stream().map(each -> arguments(each).toString()).toList();
        var verdicts = crucible.run(Batch.ofTexts(python(), "read", texts, generous()));
        for (int i = 0; i < texts.size(); i++) {
            learn(verdicts.get(i), asked.get(i).source(), asked.get(i).tests());
        }
    }

    private synchronized Optional<SourceReading.Outcome> known(Text text) {
        return Optional.ofNullable(known.get(text));
    }

    private SourceReading.Outcome known(Text text, Asked asked) {
        var there = known(text);
        if (there.isPresent()) {
            return there.get();
        }
        var read = read(arguments(asked), asked.source(), asked.tests());
        return text.test() ? known(text).orElse(read) : read;
    }

    private static ObjectNode arguments(Asked asked) {
        var arguments = Json.object().put("text", asked.source());
        asked.tests().ifPresent(tests -> arguments.put("tests", tests));
        return arguments;
    }

    private SourceReading.Outcome read(
            ObjectNode arguments, String source, Optional<String> tests) {
        var trial = new Trial(python(), "read", arguments.toString(), generous());
        return learn(crucible.run(trial), arguments.has("other") ? "" : source, tests);
    }

    /// @param source as it was asked for, or empty where what was read is not what it says
    private SourceReading.Outcome learn(Verdict verdict, String source, Optional<String> tests) {
        return switch (verdict) {
            case Verdict.Survived(String result, _, _) ->
                    Json.tryRead(result)
                            .map(node -> learn(node, source, tests))
                            .orElseGet(() ->
                                    new SourceReading.Outcome.Unreadable(
                                            "the reader answered no JSON", true));
            case Verdict.Unavailable _, Verdict.Interrupted _ ->
                    new SourceReading.Outcome.Unreadable(verdict.words(), false);
            case Verdict.Failed _, Verdict.Killed _, Verdict.Violated _ ->
                    new SourceReading.Outcome.Unreadable(
                            "the source cannot be read: " + verdict.words(), true);
        };
    }

    private synchronized SourceReading.Outcome learn(
            JsonNode node, String source, Optional<String> tests) {
        var read = SourceReading.of(node);
        tests.ifPresent(
                text -> known.put(new Text(text, true), SourceReading.of(node.path("tests"))));
        if (!source.isEmpty()) {
            known.put(new Text(source, false), read);
        }
        if (node.has("own") && read instanceof SourceReading.Outcome.Read(SourceReading reading)) {
            known.putIfAbsent(new Text(reading.source(), false), SourceReading.of(node.get("own")));
        }
        return read;
    }

    /// It is our code that runs, and a fresh GraalPy takes many seconds for it.
    private Trial.Limits generous() {
        var usual = limits.get();
        var wall = usual.wall().compareTo(READING) > 0 ? usual.wall() : READING;
        return new Trial.Limits(wall, usual.memory(), Math.max(usual.output(), 2 << 20));
    }

    private static String python() {
        return Stream.of("signature", "styles", "hollow", "chains", "mutator", "reader")
                .map(name -> python(name + ".py"))
                .collect(Collectors.joining("\n\n"));
    }

    private static String python(String name) {
        try (var stream = SourceReader.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(
                        "toolbox: " + name + " is not on the class path. Next: ./mvnw package");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
