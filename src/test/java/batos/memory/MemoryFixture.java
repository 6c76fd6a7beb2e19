package batos.memory;

import batos.image.Author;
import batos.image.Cause;
import batos.image.MemoryImage;
import batos.memory.exchange.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// A memory over an image in memory, with an embedder that counts words.
final class MemoryFixture {
    static final Instant MAY = Instant.parse("2026-05-01T10:00:00Z");
    static final Instant JUNE = Instant.parse("2026-06-01T10:00:00Z");
    static final Instant JULY = Instant.parse("2026-07-01T10:00:00Z");

    final MemoryImage image = new MemoryImage();
    Instant now = Instant.parse("2026-08-01T00:00:00Z");
    final Scrapbook memory = new Scrapbook(image, new WordVectors(), () -> now);
    private final List<Item> items = new ArrayList<>();

    Cause cause() {
        return new Cause(Author.ARCHITECT, "a line", image.now().number());
    }

    MemoryFixture turn(String id, String session, Instant time, String speaker, String text) {
        items.add(new Item(id, false, session, time, speaker, text, List.of()));
        return this;
    }

    MemoryFixture fact(String id, String session, Instant time, String text, String... evidence) {
        items.add(new Item(id, true, session, time, "Anna", text, List.of(evidence)));
        return this;
    }

    MemoryImporter.Report bring() {
        return bring((done, all) -> {});
    }

    MemoryImporter.Report bring(BiConsumer<Integer, Integer> progress) {
        return new MemoryImporter(memory, cause(), "a test").bring(items, progress);
    }

    MemoryImporter.Report bringWords() {
        return new MemoryImporter(memory, cause(), "a test")
                .withoutVectors()
                .bring(items, (done, all) -> {});
    }

    /// How many turns and facts have a vector.
    int vectors() {
        return memory.on(at -> at.corpus().vectors().size());
    }

    /// The internal id of what was imported under another.
    String id(String external) {
        return memory.on(at -> at.byExternal(external)).getFirst().id();
    }

    List<String> recalled(String question) {
        return memory.recall(question, 10).stream().map(Recall::external).toList();
    }

    /// Anna moves from Berlin to Paris.
    MemoryFixture moved() {
        return turn("a", "s/1", MAY, "Anna", "I live in Berlin, near the river.")
                .turn("b", "s/2", JULY, "Anna", "I moved to Paris for the new job.")
                .turn("c", "s/2", JULY, "Ben", "What a change! How is the weather?")
                .fact("f1", "s/1", MAY, "Anna lives in Berlin.", "a")
                .fact("f2", "s/2", JULY, "Anna lives in Paris.", "b");
    }
}
