package batos.image;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HomeFolderTest {
    @TempDir Path home;

    @ParameterizedTest
    @ValueSource(strings = {"replies", "pulses", "history", "README.md", ".hidden"})
    void takesAFolderThatHoldsFilesOfOursAndNoImage(String name) throws IOException {
        Files.createFile(home.resolve(name));
        assertDoesNotThrow(() -> HomeFolder.prepare(home));
    }

    @Test
    void namesAFileOfOthersWhereThereIsNoImage() throws IOException {
        Files.createFile(home.resolve("thesis.odt"));
        var fault = assertThrows(ImageFault.class, () -> HomeFolder.prepare(home));
        assertTrue(fault.getMessage().contains("other files (thesis.odt)"), fault.getMessage());
        assertTrue(fault.getMessage().contains("Next: "), fault.getMessage());
    }
}
