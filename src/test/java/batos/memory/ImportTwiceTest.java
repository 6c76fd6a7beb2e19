package batos.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.memory.exchange.Format;
import batos.memory.exchange.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A second import of a file adds nothing, whichever format it has.
class ImportTwiceTest {
    @TempDir Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    jsonl    | a.jsonl            | {"session":"s","speaker":"Anna","text":"I keep bees."}
                    chatgpt  | conversations.json | [{"id":"c","title":"Bees","create_time":1.5,"current_node":"n","mapping":{"n":{"parent":null,"message":{"id":"m","author":{"role":"user"},"content":{"content_type":"text","parts":["I keep bees."]}}}}}]
                    claude   | conversations.json | [{"uuid":"c","name":"Bees","created_at":"2026-05-01T10:00:00Z","chat_messages":[{"uuid":"m","sender":"human","text":"I keep bees.","created_at":"2026-05-01T10:00:00Z"}]}]
                    markdown | bees.md            | I keep bees.
                    mbox     | bees.mbox          | From a@b Fri May  1 10:00:00 2026\\nFrom: Anna <a@b>\\nDate: Fri, 1 May 2026 10:00:00 +0000\\nSubject: Bees\\nMessage-ID: <1@b>\\n\\nI keep bees.
                    """)
    void addsNothing(String format, String name, String text) throws IOException {
        var file = Files.writeString(folder.resolve(name), text.replace("\\n", "\n") + "\n");
        assertEquals(format, Format.of(file).label());
        var items = new ArrayList<Item>();
        Format.of(file).read(file, items::add);
        var fixture = new MemoryFixture();
        var first =
                new MemoryImporter(fixture.memory, fixture.cause(), format)
                        .bring(items, (a, b) -> {});
        assertEquals(1, first.turns());
        var root = fixture.image.now().root();
        var again =
                new MemoryImporter(fixture.memory, fixture.cause(), format)
                        .bring(items, (a, b) -> {});
        assertEquals(1, again.known());
        assertEquals(0, again.turns() + again.sessions());
        assertEquals(root, fixture.image.now().root());
        assertTrue(fixture.memory.recall("bees", 1).getFirst().text().contains("I keep bees."));
    }
}
