package batos.memory.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Editors of some systems write a byte-order mark in front of every text: it is no part of it.
class ByteOrderMarkTest {
    @TempDir Path dir;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a.jsonl; {\"kind\":\"turn\",\"speaker\":\"x\",\"text\":\"We met.\"}\\n",
                "a.md; ---\\ndate: 2026-01-02\\n---\\nWe met.\\n",
                "a.mbox; From a@b Mon Jan  1\\nFrom: x\\nSubject: s\\n\\nWe met.\\n"
            })
    void isNoPartOfAMemory(String name, String text) throws IOException {
        var file = dir.resolve(name);
        Files.writeString(file, "\uFEFF" + text.replace("\\n", "\n"));
        var items = ExportFiles.read(Format.of(file), file);
        assertEquals(1, items.size(), items.toString());
        assertTrue(items.getFirst().text().endsWith("We met."), items.toString());
    }
}
