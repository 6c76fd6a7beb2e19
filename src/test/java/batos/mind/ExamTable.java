package batos.mind;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/// Writes how each adapter did in each case of the exam to `target/mind-contract.txt`.
final class ExamTable implements TestWatcher, AfterAllCallback {
    private static final Path FILE = Path.of("target/mind-contract.txt");
    private static final Path PARTS = Path.of("target/mind-contract");

    /// How a case ended, by the name of the case and then of the adapter.
    private static final Map<String, Map<String, String>> CASES = new TreeMap<>();

    @Override
    public void testSuccessful(ExtensionContext context) {
        note(context, "passed");
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        note(context, "FAILED");
    }

    @Override
    public void testAborted(ExtensionContext context, Throwable cause) {
        note(context, "n/a");
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        note(context, "left out");
    }

    private static void note(ExtensionContext context, String ending) {
        var method = context.getRequiredTestMethod();
        if (method.getDeclaringClass() != MindContractTest.class) {
            return;
        }
        var name = method.getName();
        var shown = context.getDisplayName();
        var row = shown.startsWith(name) ? name : name + " " + shown.replaceFirst("^\\[.*?] ", "");
        synchronized (CASES) {
            CASES.computeIfAbsent(row, key -> new TreeMap<>())
                    .put(adapter(context.getRequiredTestClass()), ending);
        }
    }

    private static String adapter(Class<?> exam) {
        return exam.getSimpleName().replaceFirst("Mind.*", "").toLowerCase(Locale.ROOT);
    }

    /// Keeps what each adapter did in a file of its own, since test classes run in several
    /// processes, and writes the table of all that is there.
    @Override
    public void afterAll(ExtensionContext context) {
        var adapter = adapter(context.getRequiredTestClass());
        try {
            Files.createDirectories(PARTS);
            var mine = new StringBuilder();
            synchronized (CASES) {
                CASES.forEach((row, endings) -> {
                    if (endings.containsKey(adapter)) {
                        mine.append(row).append('\t').append(endings.get(adapter)).append('\n');
                    }
                });
            }
            if (mine.isEmpty()) {
                return; // a nested class, whose cases are its own
            }
            Files.writeString(PARTS.resolve(adapter), mine);
            Files.writeString(FILE, table());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String table() throws IOException {
        var cases = new TreeMap<String, Map<String, String>>();
        var adapters = new TreeSet<String>();
        try (var parts = Files.list(PARTS)) {
            for (var part : parts.toList()) {
                var adapter = part.getFileName().toString();
                adapters.add(adapter);
                for (var line : Files.readAllLines(part)) {
                    var cells = line.split("\t", 2);
                    cases.computeIfAbsent(cells[0], row -> new TreeMap<>()).put(adapter, cells[1]);
                }
            }
        }
        var widest = cases.keySet().stream().mapToInt(String::length).max().orElse(0);
        var text = new StringBuilder(line("", widest));
        adapters.forEach(adapter -> text.append("  ").append(line(adapter, 9)));
        cases.forEach((row, endings) -> {
            text.append('\n').append(line(row, widest));
            adapters.forEach(adapter ->
                    text.append("  ").append(line(endings.getOrDefault(adapter, "-"), 9)));
        });
        return text.append('\n').toString();
    }

    private static String line(String text, int width) {
        return ("%-" + Math.max(1, width) + "s").formatted(text);
    }
}
