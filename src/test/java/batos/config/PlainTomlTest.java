package batos.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is read without the library is what the library reads.
class PlainTomlTest {
    private static final Path FILE = Path.of("some.toml");
    private static final String SMALL =
            """
            # a comment — with more than ASCII
            title = "a \\"quoted\\" text, é"
            many = \"\"\"
            One \\
               line, "quoted" ""

            and more\\n.\"\"\"

            [models]
            resident = 1 # here
            vram_gb = -8.50
            [models.BRICK]
            on = true
            off=false
            list = [
                "a", "ü", "b=0.5", # two
                "c",
            ]
            none = []
            numbers = [1, -2, 3.25]
            [memory]
            weights = [ "x" , "y" ]
            """;

    static Stream<String> texts() {
        return Stream.of(SMALL, ShippedConfig.settings(), ShippedConfig.codex());
    }

    /// Writes down also the order of keys.
    private static String written(TomlTree tree) {
        return tree.root() + "\n" + tree.places();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void readsWhatIsShippedWithItsPlaces(String text) throws Exception {
        assertTrue(PlainToml.read(text).isPresent());
        assertEquals(
                written(TomlTree.parseByLibrary(FILE, text)), written(TomlTree.parse(FILE, text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = 1\na = 2",
                "[t]\n[t]",
                "[t]\n[t.u]\n[t]",
                "a = 1\n[a]",
                "a = 'literal'",
                "a.b = 1",
                "\"a\" = 1",
                "a = {b = 1}",
                "a = 0x1f",
                "a = 1_000",
                "a = 1e5",
                "a = inf",
                "a = 1979-05-27",
                "a = +1",
                "a = 01",
                "a = \"x",
                "a = \"\\q\"",
                "a = \"\t\"",
                "a = [[1]]",
                "a = \"\"\"x\"\"\"\"",
                "[[t]]\n",
                "a = ",
                "a = 1 b = 2",
                "a = \"\uD83D\uDE00\"",
                "a = 1\r\nb = 2"
            })
    void leavesTheRestToTheLibrary(String text) {
        assertTrue(PlainToml.read(text).isEmpty());
    }

    @Test
    void readsDamagedTextsAsTheLibraryDoesOrNotAtAll() throws Exception {
        var chance = new Random(19);
        var signs = "\"\\[]=#\n ,.-_'1aé\t{}";
        var read = 0;
        for (var round = 0; round < 3_000; round++) {
            var text = new StringBuilder(SMALL);
            for (var edits = 1 + chance.nextInt(3); edits > 0; edits--) {
                var place = chance.nextInt(text.length());
                var sign = signs.charAt(chance.nextInt(signs.length()));
                switch (chance.nextInt(3)) {
                    case 0 -> text.deleteCharAt(place);
                    case 1 -> text.insert(place, sign);
                    default -> text.setCharAt(place, sign);
                }
            }
            var damaged = text.toString();
            if (PlainToml.read(damaged).isPresent()) {
                read++;
                assertEquals(
                        written(TomlTree.parseByLibrary(FILE, damaged)),
                        written(TomlTree.parse(FILE, damaged)),
                        damaged);
            }
        }
        assertTrue(read > 300, "only " + read + " were read");
    }

    @Test
    void keepsValuesFromBeingChanged() throws Exception {
        var tree = TomlTree.parse(FILE, "[a]\nb = [\"c\"]\n");
        assertEquals(List.of("c"), tree.at("a.b"));
        assertEquals("{b=[c]}", ((Map<?, ?>) tree.root().get("a")).toString());
    }
}
