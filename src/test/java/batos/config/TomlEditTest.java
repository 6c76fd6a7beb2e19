package batos.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TomlEditTest {
    private static final Path FILE = Path.of("config/settings.toml");

    @Test
    void manyRandomEditsEachChangeOneValueAndNoComment() throws Exception {
        var random = new Random(4);
        var text = Files.readString(FILE);
        var comments = comments(text);
        var keys = List.copyOf(SettingsKeys.keys().values());
        var before = Settings.of(TomlTree.parse(FILE, text)).values();
        for (int i = 0; i < 200; i++) {
            var key = keys.get(random.nextInt(keys.size()));
            var value = any(key, random);
            text = TomlEdit.set(FILE, text, key.name(), value);
            var after = Settings.of(TomlTree.parse(FILE, text)).values();
            assertEquals(value, after.get(key.name()));
            for (var other : after.keySet()) {
                if (!other.equals(key.name())) {
                    assertEquals(before.get(other), after.get(other), other);
                }
            }
            assertEquals(comments, comments(text), key.name());
            before = after;
        }
    }

    private static Object any(SettingKey key, Random random) {
        return switch (key.range()) {
            case ValueRange.Whole(var least, var most) ->
                    least + random.nextLong(Math.min(most - least, 1_000) + 1);
            case ValueRange.Real(var least, var most) ->
                    least + random.nextInt(100) / 100.0 * Math.min(most - least, 1);
            case ValueRange.Choice(var words) -> words.get(random.nextInt(words.size()));
            case ValueRange.Flag _ -> random.nextBoolean();
            case ValueRange.Program _ -> List.of("any", "\"" + random.nextInt(99));
            case ValueRange.Line _ -> "any \"" + random.nextInt(99) + "\\ # = [x]";
            case ValueRange.Address(var schemes) -> schemes.getFirst() + "h" + random.nextInt(99);
            case ValueRange.Shares(var names) -> shares(names, random);
            case ValueRange.Words _ -> List.of("json", "re", "m" + random.nextInt(99));
        };
    }

    /// All of it for one of them.
    private static List<String> shares(List<String> names, Random random) {
        var first = random.nextInt(names.size());
        var shares = new ArrayList<String>();
        for (int i = 0; i < names.size(); i++) {
            shares.add(names.get(i) + "=" + (i == first ? "1" : "0"));
        }
        return shares;
    }

    private static List<String> comments(String text) {
        var comments = new ArrayList<String>();
        text.lines().filter(line -> line.startsWith("#")).forEach(comments::add);
        return comments;
    }

    @Test
    void aListKeepsTheLinesAndCommentsOfTheItemsThatStay() throws Exception {
        var text = "a = [\n  \"one\", # first\n  \"two\", # second\n  \"three\",\n]\n";
        assertEquals(
                "a = [\n  \"one\", # first\n  \"zwei\", # second\n  \"three\",\n]\n",
                TomlEdit.set(FILE, text, "a", List.of("one", "zwei", "three")));
        var longer = TomlEdit.set(FILE, text, "a", List.of("one", "two", "three", "four"));
        assertEquals(List.of("one", "two", "three", "four"), TomlTree.parse(FILE, longer).at("a"));
        assertEquals(true, longer.startsWith("a = [\n  \"one\", # first\n  \"two\", # second\n"));
        var shorter = TomlEdit.set(FILE, text, "a", List.of("one", "three"));
        assertEquals(List.of("one", "three"), TomlTree.parse(FILE, shorter).at("a"));
        assertEquals(true, shorter.contains("\"one\", # first"));
    }

    @Test
    void carriageReturnsStay() throws Exception {
        assertEquals(
                "# head\r\na = 2 # two\r\nb = 3\r\n",
                TomlEdit.set(FILE, "# head\r\na = 1 # two\r\nb = 3\r\n", "a", 2L));
    }

    @Test
    void theByteOrderMarkOfAnEditorStays() throws Exception {
        assertEquals(
                "\uFEFF# head\r\na = 2 # two\r\n",
                TomlEdit.set(FILE, "\uFEFF# head\r\na = 1 # two\r\n", "a", 2L));
    }

    @Test
    void aFileWithErrorsIsNeverRewritten() {
        assertThrows(ConfigFault.class, () -> TomlEdit.set(FILE, "a = 1\nb = \nc = 3\n", "a", 2L));
    }

    @Test
    void aKeyInAMissingTableIsAdded() throws Exception {
        var edited = TomlEdit.set(FILE, "[a]\nx = 1\n", "models.BRICK.tag", "t");
        assertEquals("t", TomlTree.parse(FILE, edited).at("models.BRICK.tag"));
    }
}
