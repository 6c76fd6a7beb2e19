package batos.memory;

import batos.image.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// The Architect's work on single memories: pins one, or makes one of two.
public final class MemoryCuration {
    private final Scrapbook scrapbook;
    private final Cause cause;

    public MemoryCuration(Scrapbook scrapbook, Cause cause) {
        this.scrapbook = scrapbook;
        this.cause = cause;
    }

    /// @return why it cannot be; nothing when it is done
    public Optional<String> pin(String id, boolean pinned) {
        var record = scrapbook.find(id);
        if (record.isEmpty()) {
            return Optional.of("no memory " + id + ". Next: memory recall TEXT shows ids");
        }
        if (id.startsWith("e")) {
            return Optional.of(
                    id
                            + " is part of an episode of the council, which is not pinned. Next:"
                            + " memory pin a turn (t…) or a fact (f…)");
        }
        scrapbook
                .image()
                .update(
                        cause,
                        change ->
                                change.get(record.get().oid())
                                        .map(RecordForm::read)
                                        .ifPresent(it ->
                                                change.put(RecordForm.of(it.pinned(pinned)))));
        return Optional.empty();
    }

    /// Makes the second memory part of the first: a fact's evidence joins, a turn's facts cite the
    /// one that stays, a session's turns and a theme's episodes move.
    ///
    /// @return why it cannot be; nothing when it is done
    public Optional<String> merge(String stays, String goes) {
        var first = scrapbook.find(stays);
        var second = scrapbook.find(goes);
        if (first.isEmpty() || second.isEmpty()) {
            return Optional.of(
                    "no memory "
                            + (first.isEmpty() ? stays : goes)
                            + ". Next: memory recall TEXT shows ids");
        }
        if (stays.equals(goes)
                || first.get().level() != second.get().level()
                || stays.startsWith("e")
                || goes.startsWith("e")) {
            return Optional.of(
                    "%s and %s cannot be one: a merge takes two turns (t…), facts (f…), sessions (s…) or themes (h…)"
                            .formatted(stays, goes));
        }
        scrapbook
                .image()
                .update(
                        cause,
                        change -> {
                            var evidence = new TreeSet<>(MemoryState.BY_NUMBER);
                            evidence.addAll(first.get().evidence());
                            evidence.addAll(second.get().evidence());
                            change.put(
                                    RecordForm.of(
                                            first.get()
                                                    .with(
                                                            first.get().text(),
                                                            List.copyOf(evidence),
                                                            Math.min(
                                                                    first.get().trust(),
                                                                    second.get().trust()))));
                            for (var record :
                                    scrapbook.on(at -> List.copyOf(at.records().values()))) {
                                if (!record.id().startsWith("e") && !record.id().equals(stays)) {
                                    redirected(record, stays, goes)
                                            .ifPresent(it -> change.put(RecordForm.of(it)));
                                }
                            }
                            change.remove(second.get().oid());
                        });
        return Optional.empty();
    }

    private static Optional<MemoryRecord> redirected(
            MemoryRecord record, String stays, String goes) {
        var moved = record.parent().equals(goes) ? record.under(stays) : record;
        if (moved.evidence().contains(goes)) {
            var evidence = new ArrayList<String>();
            for (var id : moved.evidence()) {
                var to = id.equals(goes) ? stays : id;
                if (!evidence.contains(to)) {
                    evidence.add(to);
                }
            }
            moved = moved.with(moved.text(), evidence, moved.trust());
        }
        return moved.equals(record) ? Optional.empty() : Optional.of(moved);
    }
}
