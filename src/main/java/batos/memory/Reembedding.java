package batos.memory;

import batos.image.Cause;
import batos.image.Change;
import batos.image.Form;
import batos.image.Oid;
import batos.mind.MindFault;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/// Gives memories vectors of the present embedding model, after it was changed or was away.
final class Reembedding {
    /// Memories that get their vectors in one commit.
    private static final int BATCH = 25;

    private final Scrapbook scrapbook;

    Reembedding(Scrapbook scrapbook) {
        this.scrapbook = scrapbook;
    }

    /// A line about memories without a vector of the present model; empty where all have one.
    /// Counts them only where the first or the latest of a kind is one of them, as each start asks
    /// for it.
    Optional<String> foreign() {
        try {
            if (!isForeign(scrapbook.vectors().model())) {
                return Optional.empty();
            }
        } catch (MindFault fault) {
            return Optional.of(String.valueOf(fault.getMessage()));
        }
        return counted();
    }

    private boolean isForeign(String model) {
        var view = scrapbook.image().now();
        return Stream.of(Episode.KIND, MemoryRecord.KIND)
                .map(view::named)
                .filter(names -> !names.isEmpty())
                .flatMap(names ->
                        Stream.of(names.firstEntry().getValue(), names.lastEntry().getValue()))
                .flatMap(oid -> view.get(oid).stream())
                .flatMap(Reembedding::turns)
                .anyMatch(it -> !it.embedding().model().equals(model));
    }

    private static Stream<MemoryRecord> turns(Form form) {
        var records =
                form.kind().equals(Episode.KIND)
                        ? Episode.read(form).records()
                        : List.of(RecordForm.read(form));
        return records.stream().filter(it -> it.level() == Level.TURN || it.level() == Level.FACT);
    }

    private Optional<String> counted() {
        try {
            var model = scrapbook.vectors().model();
            var counts =
                    scrapbook.on(at -> List.of(strangers(at).size(), (int) embedded(at).count()));
            return counts.getFirst() == 0
                    ? Optional.empty()
                    : Optional.of(
                            "memories without a vector of %3$s: %1$d of %2$d. They come to mind by their words alone. Next: /memory reembed"
                                    .formatted(counts.getFirst(), counts.getLast(), model));
        } catch (MindFault fault) {
            return Optional.of(String.valueOf(fault.getMessage()));
        }
    }

    private static List<MemoryRecord> strangers(MemoryState at) {
        return embedded(at)
                .filter(record -> !record.embedding().model().equals(at.embedder()))
                .toList();
    }

    /// The memories that have vectors: turns and facts.
    private static Stream<MemoryRecord> embedded(MemoryState at) {
        return at.records().values().stream()
                .filter(it -> it.level() == Level.TURN || it.level() == Level.FACT);
    }

    /// Gives every turn and fact a vector of the present model and of its present text, in commits
    /// of a few each. An interrupt ends it; the next call goes on from there.
    ///
    /// @param progress receives how many are done, and of how many
    /// @return the number of memories that got a vector
    /// @throws MindFault when the model cannot be asked
    int run(Cause cause, BiConsumer<Integer, Integer> progress) {
        var stale =
                scrapbook.on(at ->
                        embedded(at)
                                .filter(it ->
                                        !it.embedding().isOf(at.embedder(), MemoryState.key(it)))
                                .map(MemoryRecord::id)
                                .toList());
        var done = 0;
        while (done < stale.size() && !Thread.currentThread().isInterrupted()) {
            progress.accept(done, stale.size());
            var some = stale.subList(done, Math.min(done + BATCH, stale.size()));
            try {
                embed(some, cause);
            } catch (MindFault fault) {
                if (Thread.currentThread().isInterrupted()) {
                    break;
                }
                throw fault;
            }
            done += some.size();
        }
        progress.accept(done, stale.size());
        return done;
    }

    /// Gives some turns and facts the vectors of their present texts, in one commit.
    void embed(List<String> ids, Cause cause) {
        var turns =
                scrapbook.on(at -> ids.stream().map(at::find).flatMap(Optional::stream).toList());
        var made = scrapbook.vectors().strictly(turns.stream().map(MemoryState::key).toList());
        scrapbook
                .image()
                .update(
                        cause,
                        change -> {
                            for (int i = 0; i < turns.size(); i++) {
                                var embedding = made.get(i);
                                var id = turns.get(i).id();
                                if (id.startsWith("e")) {
                                    half(change, id, embedding);
                                } else {
                                    change.get(turns.get(i).oid())
                                            .map(RecordForm::read)
                                            .ifPresent(turn ->
                                                    change.put(
                                                            RecordForm.of(turn.with(embedding))));
                                }
                            }
                        });
    }

    /// Puts the vector of one of an episode's two turns.
    private static void half(Change change, String id, Embedding embedding) {
        var number = Long.parseLong(id.substring(1, id.indexOf('.')));
        change.get(Oid.named(Episode.KIND, Episode.nameOf(number)))
                .map(Episode::read)
                .map(episode ->
                        episode.with(
                                id.endsWith(".1")
                                        ? new Episode.Vectors(
                                                embedding, episode.vectors().answered())
                                        : new Episode.Vectors(
                                                episode.vectors().asked(), embedding)))
                .ifPresent(episode -> change.put(episode.form()));
    }
}
