package batos.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    @Test
    void everyShippedSettingHasACommentAboveItOrAboveItsTable() throws Exception {
        var lines = Files.readAllLines(SETTINGS);
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (line.matches("[a-z_]+ = .*") && !inModelTable(lines, i)) {
                assertTrue(
                        lines.get(i - 1).startsWith("#"),
                        "no comment above line " + (i + 1) + ": " + line);
            }
        }
    }

    private static boolean inModelTable(List<String> lines, int line) {
        for (int i = line; i >= 0; i--) {
            if (lines.get(i).startsWith("[")) {
                return lines.get(i).startsWith("[models.");
            }
        }
        return false;
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
