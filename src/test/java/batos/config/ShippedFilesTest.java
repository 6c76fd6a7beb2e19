package batos.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShippedFilesTest {
    private static final Path SETTINGS = Path.of("config/settings.toml");
    private static final Path CODEX = Path.of("config/codex.toml");

    @Test
    void theShippedSettingsHaveEveryKeyWithItsDefault() throws Exception {
        var tree = TomlTree.read(SETTINGS);
        SettingsKeys.keys()
                .forEach((name, key) -> {
                    var value = key.range().accept(tree.at(name));
                    assertTrue(value.isPresent(), name + " is missing in settings.toml");
                    assertEquals(key.fallback(), value.get(), name);
                });
        assertEquals(Settings.defaults(), Settings.read(SETTINGS));
    }

    /// The comment is the block above the key; for the four models it is the block above their
    /// tables, where each key has an entry of its own.
    @Test
    void aCommentSaysOfEveryKeyWhyItsDefaultIsSo() throws Exception {
        var lines = Files.readAllLines(SETTINGS);
        for (var name : SettingsKeys.keys().keySet()) {
            var table = name.substring(0, name.lastIndexOf('.'));
            var key = name.substring(name.lastIndexOf('.') + 1);
            var comment =
                    table.startsWith("models.")
                            ? entry(lines, key)
                            : above(lines, keyLine(lines, table, key));
            var said = comment.replaceFirst("(?s).*?(Defaults?|The defaults)\\b", "");
            assertTrue(
                    !said.equals(comment) && said.strip().split("\\s+").length >= 4,
                    name + " does not say why its default is so: " + comment);
        }
    }

    private static int keyLine(List<String> lines, String table, String key) {
        var at = lines.indexOf("[" + table + "]");
        while (!lines.get(at).startsWith(key + " = ")) {
            at++;
        }
        return at;
    }

    private static String above(List<String> lines, int line) {
        var first = line;
        while (lines.get(first - 1).startsWith("#")) {
            first--;
        }
        return String.join(" ", lines.subList(first, line)).replace("# ", "");
    }

    private static String entry(List<String> lines, String key) {
        var block = above(lines, lines.indexOf("[models.BRICK]"));
        var from = block.indexOf("  " + key + " ");
        assertTrue(from >= 0, "no entry for " + key);
        var next = block.indexOf("   ", from + key.length() + 20);
        return block.substring(from, next < 0 ? block.length() : next + 1);
    }

    @Test
    void everyKeyRefusesWhatIsJustOutsideItsRange() {
        SettingsKeys.keys()
                .forEach((name, key) -> {
                    var outside =
                            switch (key.range()) {
                                case ValueRange.Whole(var least, var most) ->
                                        Stream.of(least - 1, most + 1)
                                                .filter(n -> n < least || n > most)
                                                .map(n -> (Object) n)
                                                .toList();
                                case ValueRange.Real(var least, var most) ->
                                        List.<Object>of(
                                                Math.nextDown(least),
                                                Math.nextUp(most),
                                                Double.NaN);
                                case ValueRange.Choice _ -> List.<Object>of("", "anything");
                                case ValueRange.Flag _ -> List.<Object>of("maybe", 1L);
                                case ValueRange.Program(var most) ->
                                        List.<Object>of(
                                                Collections.nCopies(most + 1, "x"),
                                                List.of("two\nlines"));
                                case ValueRange.Line(var longest) ->
                                        List.<Object>of("x".repeat(longest + 1), "two\nlines");
                                case ValueRange.Address _ ->
                                        List.<Object>of("ftp://host", "no address");
                                case ValueRange.Shares(var names) ->
                                        List.<Object>of(
                                                List.of(),
                                                names.stream().map(n -> n + "=0.5").toList(),
                                                names.stream().map(n -> n + "=x").toList());
                                case ValueRange.Words(_, var most) ->
                                        List.<Object>of(
                                                Collections.nCopies(most + 1, "json"),
                                                List.of("os; rm -rf"));
                            };
                    assertTrue(!outside.isEmpty(), name + " has no range");
                    outside.forEach(value ->
                            assertTrue(
                                    key.range().accept(value).isEmpty(), name + " takes " + value));
                    assertTrue(key.range().accept(new Object()).isEmpty(), name);
                });
    }

    @Test
    void theShippedCodexIsWholeAndFourfold() throws Exception {
        var codex = CodexDocument.of(TomlTree.read(CODEX));
        assertEquals(SettingsKeys.PERSONAS, List.copyOf(codex.personas().keySet()));
        codex.personas()
                .keySet()
                .forEach(name -> {
                    var instruction = codex.instruction(name);
                    assertTrue(instruction.startsWith("You are " + name), instruction);
                    assertTrue(instruction.contains(codex.metaPrinciple().strip()), instruction);
                });
    }
}
