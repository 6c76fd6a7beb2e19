package batos.bench;

import batos.image.Author;
import batos.image.Cause;
import batos.image.MemoryImage;
import batos.json.Json;
import batos.memory.MemoryImporter;
import batos.memory.MemoryQuery;
import batos.memory.Scrapbook;
import batos.memory.exchange.Format;
import batos.memory.exchange.Item;
import batos.memory.search.Ranked.Signal;
import batos.mind.OnnxEmbedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// How near the nearest memory is to a question that was answered in a conversation, and to one of
/// which nothing was said there: the questions of the other conversations, with the names of this
/// one's speakers in place of theirs. `RecallFloor FOLDER` with the files of LoCoMo.
final class RecallFloor {
    private record Conversation(
            String name, Scrapbook memory, List<String> speakers, List<String> questions) {}

    private RecallFloor() {}

    public static void main(String... args) throws IOException {
        var conversations = new ArrayList<Conversation>();
        try (var embedder = new OnnxEmbedder();
                var files = Files.list(Path.of(args[0]))) {
            for (var file :
                    files.filter(it -> it.toString().endsWith(".memories.jsonl"))
                            .sorted()
                            .toList()) {
                conversations.add(read(file, embedder));
                System.out.println("read " + file);
            }
            var answered = new ArrayList<Double>();
            var foreign = new ArrayList<Double>();
            for (var here : conversations) {
                for (var question : here.questions()) {
                    answered.add(nearest(here, question));
                }
                for (var other : conversations) {
                    for (int i = other == here ? other.questions().size() : 0;
                            i < other.questions().size();
                            i += 4) {
                        foreign.add(nearest(here, renamed(other.questions().get(i), other, here)));
                    }
                }
            }
            System.out.printf("answered %d, foreign %d%n", answered.size(), foreign.size());
            for (double floor = 0.40; floor < 0.85; floor += 0.02) {
                System.out.printf(
                        Locale.ROOT,
                        "floor %.2f: below it %.1f %% of answered, %.1f %% of foreign%n",
                        floor,
                        below(answered, floor),
                        below(foreign, floor));
            }
        }
    }

    private static double below(List<Double> all, double floor) {
        return 100.0 * all.stream().filter(it -> it < floor).count() / all.size();
    }

    private static double nearest(Conversation here, String question) {
        return here.memory().recall(MemoryQuery.of(question, 10)).stream()
                .mapToDouble(it -> it.raw().getOrDefault(Signal.DENSE, 0.0))
                .max()
                .orElse(0);
    }

    private static String renamed(String question, Conversation other, Conversation here) {
        var text = question;
        for (int i = 0; i < other.speakers().size(); i++) {
            text =
                    text.replace(
                            other.speakers().get(i),
                            here.speakers().get(i % here.speakers().size()));
        }
        return text;
    }

    private static Conversation read(Path file, OnnxEmbedder embedder) throws IOException {
        var memory = new Scrapbook(new MemoryImage(), embedder, InstantSource.system());
        var items = new ArrayList<Item>();
        Format.JSONL.read(file, items::add);
        Map<String, Integer> said = new HashMap<>();
        items.removeIf(Item::fact);
        items.forEach(item -> said.merge(item.speaker(), 1, Integer::sum));
        var counted = new TreeMap<Integer, String>();
        said.forEach((who, times) -> counted.put(-times, who));
        new MemoryImporter(memory, new Cause(Author.ARCHITECT, "import", 0), file.toString())
                .bring(items, (done, of) -> {});
        var questions = new ArrayList<String>();
        for (var line :
                Files.readAllLines(Path.of(file.toString().replace(".memories.", ".questions.")))) {
            Json.tryRead(line).ifPresent(it -> questions.add(it.path("question").asText()));
        }
        return new Conversation(
                file.getFileName().toString(),
                memory,
                counted.values().stream().limit(2).toList(),
                questions);
    }
}
