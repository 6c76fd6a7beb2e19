package batos.shell.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpPagesTest {
    private static final Path PAGES = Path.of("src", "main", "resources", "batos", "help");

    @Test
    void areListedEachOnce() throws IOException {
        try (var files = Files.list(PAGES)) {
            var pages =
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".md"))
                            .map(name -> name.substring(0, name.length() - 3))
                            .collect(Collectors.toCollection(TreeSet::new));
            assertTrue(pages.size() >= 8, pages.toString());
            assertEquals(pages, new TreeSet<>(HelpPages.names()));
            assertEquals(pages.size(), HelpPages.topics().size());
        }
    }

    @Test
    void areShownWithoutTheirMarks() {
        var page = HelpPages.of("governance", 80).orElseThrow();
        assertTrue(!page.contains("```") && !page.contains("**") && !page.startsWith("#"), page);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 120})
    void haveTheirTablesAndParagraphsInTheWidth(int width) {
        for (var topic : HelpPages.names()) {
            var page = HelpPages.of(topic, width).orElseThrow();
            for (var line : page.lines().toList()) {
                var code = line.startsWith("  ");
                assertTrue(
                        code || line.length() <= width || !line.strip().contains(" "),
                        topic + ": " + line);
                assertTrue(!line.startsWith("|"), topic + ": " + line);
            }
        }
    }

    @Test
    void areFoundByTheirNameAlone() {
        assertEquals(Optional.empty(), HelpPages.of("../help/governance", 80));
        assertEquals(Optional.empty(), HelpPages.of("nothing", 80));
    }
}
