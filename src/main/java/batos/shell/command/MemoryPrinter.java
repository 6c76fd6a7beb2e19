package batos.shell.command;

import batos.memory.Embedding;
import batos.memory.Episode;
import batos.memory.Explanation;
import batos.memory.Level;
import batos.memory.MemoryRecord;
import batos.memory.Recall;
import batos.memory.RelevanceThreshold;
import batos.memory.Scrapbook;
import batos.memory.search.Ranked.Signal;
import batos.shell.session.CommandResult;
import batos.text.Ellipsis;
import batos.text.TerminalText;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes memories for a person and for a program.
final class MemoryPrinter {
    private static final int SHOWN = 100;
    private static final int EXPLAINED = 10;

    /// Stands above memories far from the question.
    static final String FAR = "nothing near this is remembered; the least far:\n";

    private final Scrapbook memory;

    MemoryPrinter(Scrapbook memory) {
        this.memory = memory;
    }

    static String line(Recall recall) {
        var line = TerminalText.oneLine(recall.line());
        return "  " + Ellipsis.of(line, SHOWN);
    }

    /// @param near see [batos.memory.RelevanceThreshold]
    static Map<String, Object> document(List<Recall> recalls, boolean near) {
        var document = new LinkedHashMap<String, Object>();
        document.put("recalls", recalls.stream().map(MemoryPrinter::document).toList());
        document.put("near", near);
        return document;
    }

    private static Map<String, Object> document(Recall recall) {
        var document = new LinkedHashMap<String, Object>();
        document.put("id", recall.id());
        document.put("external_id", recall.external());
        document.put("level", Level.TURN.label());
        document.put("text", recall.text());
        document.put("time", recall.time());
        document.put("speaker", recall.speaker());
        document.put("score", recall.score());
        document.put("parts", named(recall.parts()));
        document.put("trust", recall.trust());
        document.put("source", recall.source().label());
        document.put("episode", recall.episode());
        document.put("superseded", recall.superseded());
        document.put("facts", recall.facts().stream().map(MemoryRecord::text).toList());
        return document;
    }

    private static <V> Map<String, V> named(Map<Signal, V> parts) {
        var named = new LinkedHashMap<String, V>();
        parts.forEach((signal, value) -> named.put(signal.label(), value));
        return named;
    }

    static Map<String, Object> facts(Episode episode) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("episode", episode.number());
        facts.put("sort", episode.sort());
        facts.put("at", episode.at());
        facts.put("asked", episode.asked());
        facts.put("answered", episode.answered());
        facts.put("by", episode.answered().isEmpty() ? "" : episode.speaker());
        facts.put("dissonance", episode.dissonance());
        facts.put("tools", episode.tools());
        facts.put("trust", episode.trust());
        facts.put("recalled", episode.recalled());
        facts.put("vector", vector(episode.vectors().asked()));
        return facts;
    }

    static Map<String, Object> facts(MemoryRecord record, Scrapbook memory) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put(record.level().label(), record.id());
        facts.put("text", record.text());
        facts.put("time", record.time());
        facts.put("recorded", record.recorded());
        facts.put("speaker", record.origin().speaker());
        facts.put("session", record.origin().session());
        facts.put("part of", record.parent());
        facts.put("source", record.origin().source().label());
        if (record.level() != Level.EPISODE) {
            facts.put("external id", record.origin().external());
        }
        facts.put("trust", record.trust());
        facts.put("evidence", record.evidence());
        var validity = record.validity();
        facts.put("until", validity.until().equals(Instant.MAX) ? "" : validity.until());
        facts.put("superseded by", validity.supersededBy());
        facts.put("supersedes", validity.supersedes());
        facts.put("pinned", record.pinned() ? "yes" : "");
        facts.put("made by", record.derivation().model());
        if (record.level() == Level.TURN) {
            facts.put(
                    "facts",
                    memory.factsOf(record.id()).stream()
                            .map(fact -> fact.id() + " " + fact.text())
                            .toList());
            facts.put("vector", vector(record.embedding()));
        }
        return facts;
    }

    private static String vector(Embedding embedding) {
        return embedding.dimension() == 0
                ? "none. Next: /memory reembed"
                : embedding.dimension() + " components by " + embedding.model();
    }

    /// The origin of a memory, the memories that it rests on, and those that superseded one
    /// another.
    CommandResult lineage(MemoryRecord record) {
        var facts = facts(record, memory);
        facts.put("recalled", memory.uses(record.id()) + " times");
        var validity = record.validity();
        var behind =
                Stream.of(
                                record.evidence().stream(),
                                Stream.of(validity.supersededBy(), validity.supersedes()))
                        .flatMap(it -> it)
                        .filter(it -> !it.isEmpty())
                        .map(memory::find)
                        .flatMap(Optional::stream)
                        .map(it -> it.id() + " " + it.origin().speaker() + ": " + it.text())
                        .toList();
        facts.put("rests on, or stands against", behind);
        return CommandResult.done(KeyValueTable.lines(facts), facts);
    }

    CommandResult why(String question) {
        var known = memory.find(question);
        if (known.isPresent()) {
            return lineage(known.get());
        }
        var explained = memory.explain(question, EXPLAINED);
        var recalls = explained.stream().map(Explanation::recall).toList();
        var near = RelevanceThreshold.of(question, recalls, memory);
        return CommandResult.done(
                explained.isEmpty()
                        ? "nothing comes to mind"
                        : (near ? "" : FAR)
                                + explained.stream()
                                        .map(it ->
                                                line(it.recall())
                                                        + "\n        "
                                                        + it.recall().why()
                                                        + "\n        "
                                                        + it.words())
                                        .collect(Collectors.joining("\n")),
                Map.of(
                        "recalls",
                        explained.stream()
                                .map(it -> {
                                    var document = document(it.recall());
                                    document.put("rank", it.rank());
                                    document.put("ranks", named(it.ranks()));
                                    document.put("raw", named(it.recall().raw()));
                                    document.put("matched", it.matched());
                                    document.put("best_fact", it.bestFact());
                                    document.put("rank_without", named(it.without()));
                                    return document;
                                })
                                .toList()));
    }
}
