package batos.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What was parsed when batos was built is what the library reads.
class ParsedTextsTest {
    private static final Path FILE = Path.of("some.toml");

    /// Writes down also the order of keys.
    private static String all(TomlTree tree) {
        return tree.root() + "\n" + tree.places();
    }

    private static TomlTree library(String text) throws ConfigFault {
        return TomlTree.parseByLibrary(FILE, text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "src/main/resources/batos/mind/rehearsal.toml",
                "config/settings.toml",
                "config/codex.toml"
            })
    void comesBackWithItsPlaces(String file) throws Exception {
        var tree = library(Files.readString(Path.of(file)));
        assertEquals(all(tree), all(ParsedTexts.tree(FILE, ParsedTexts.written(tree))));
    }

    @Test
    void keepsEveryKindOfValueAndLetsNoneBeChanged() throws Exception {
        var tree = library("a = [1, -2]\n[t.u]\nb = 0.5\nc = \"é\\n\"\nd = true\n[[l]]\nx = []\n");
        var back = ParsedTexts.tree(FILE, ParsedTexts.written(tree));
        assertEquals(all(tree), all(back));
        assertEquals("some.toml:3:1: no", back.complaint("t.u.b", "no").toString());
        var list = (List<?>) Map.copyOf(back.root()).get("a");
        assertThrows(UnsupportedOperationException.class, list::clear);
        assertThrows(UnsupportedOperationException.class, back.root()::clear);
    }

    @Test
    void aDateIsRefusedWhenItIsWritten() throws Exception {
        var tree = library("a = 1979-05-27");
        assertTrue(
                assertThrows(IOException.class, () -> ParsedTexts.written(tree))
                        .getMessage()
                        .startsWith("a is a class java.time.LocalDate"));
    }

    @Test
    void theBuildKnowsWhatIsShippedAndNothingElse() throws Exception {
        Assumptions.assumeTrue(
                ParsedTexts.class.getResource("parsed-toml") != null,
                "built without Maven, so nothing was parsed");
        for (var text : List.of(ShippedConfig.settings(), ShippedConfig.codex())) {
            assertEquals(all(library(text)), all(ParsedTexts.find(FILE, text).orElseThrow()));
            assertTrue(ParsedTexts.find(FILE, text + "\n").isEmpty());
        }
    }
}
