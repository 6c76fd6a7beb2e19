package batos.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.memory.exchange.Format;
import batos.memory.exchange.Item;
import batos.memory.exchange.JsonLinesWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What goes out of memory comes in again.
class ExchangeTest {
    @TempDir Path folder;

    private static MemoryImporter.Report bring(MemoryFixture into, Path file) throws IOException {
        var items = new ArrayList<Item>();
        Format.of(file).read(file, items::add);
        return new MemoryImporter(into.memory, into.cause(), "jsonl " + file.getFileName())
                .bring(items, (done, all) -> {});
    }

    @Test
    void anExportMakesTheSameMemoryElsewhere() throws IOException {
        var here = new MemoryFixture().moved();
        here.bring();
        var file = folder.resolve("out.jsonl");
        JsonLinesWriter.write(file, here.memory.items());
        var there = new MemoryFixture();
        var report = bring(there, file);
        assertEquals(3, report.turns());
        assertEquals(2, report.facts());
        var again = folder.resolve("again.jsonl");
        JsonLinesWriter.write(again, there.memory.items());
        assertEquals(Files.readString(file), Files.readString(again));
        assertEquals(
                here.recalled("where does Anna live?"), there.recalled("where does Anna live?"));
        assertTrue(
                there.memory.find(there.id("f1")).orElseThrow().validity().isSuperseded(),
                "what was superseded there is here");
    }

    @Test
    void aSecondImportAddsNothingAndTheFirstSaysWhereItCameFrom() throws IOException {
        var fixture = new MemoryFixture();
        var file =
                Files.writeString(
                        folder.resolve("past.jsonl"),
                        """
                        {"id":"a1","kind":"turn","session":"s1","time":"2026-05-01T10:00:00Z","speaker":"Anna","text":"I keep bees."}
                        {"id":"f1","kind":"fact","session":"s1","time":"2026-05-01T10:00:00Z","speaker":"Anna","text":"Anna keeps bees.","evidence":["a1"]}
                        """);
        bring(fixture, file);
        var root = fixture.image.now().root();
        assertEquals(2, bring(fixture, file).known());
        assertEquals(root, fixture.image.now().root());
        var turn = fixture.memory.find(fixture.id("a1")).orElseThrow();
        assertEquals(Source.IMPORT, turn.origin().source());
        assertEquals(Source.IMPORT.trust(), turn.trust());
        var session = fixture.memory.find(turn.parent()).orElseThrow();
        assertEquals("jsonl past.jsonl", session.derivation().prompt());
    }
}
