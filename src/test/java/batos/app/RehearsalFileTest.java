package batos.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.config.ConfigFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A rehearsal script that somebody wrote.
class RehearsalFileTest {
    @TempDir Path folder;

    private Path script(String text) throws IOException {
        return Files.writeString(folder.resolve("mine.toml"), text);
    }

    @Test
    void isTaken() throws Exception {
        var script = script("[[rule]]\nname = \"hello\"\nreply = \"Good day.\"\n");
        assertEquals(1, RehearsalFile.read(script).rules().size());
    }

    @Test
    void aWrongKeyIsToldWithItsLine() throws Exception {
        var script = script("[[rule]]\nname = \"hello\"\nreply = \"Good day.\"\n\nsai = 3\n");
        var fault = assertThrows(ConfigFault.class, () -> RehearsalFile.read(script));
        assertTrue(fault.getMessage().contains("sai"), fault.getMessage());
        assertTrue(fault.getMessage().matches("(?s).*\\b(?:line )?5\\b.*"), fault.getMessage());
    }
}
