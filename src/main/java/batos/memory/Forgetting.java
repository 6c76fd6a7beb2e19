package batos.memory;

import batos.image.Cause;
import batos.image.Change;
import batos.image.Oid;
import batos.mind.PersonaId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/// Takes memories out of the present with all that rests on them: facts that cite them, summaries
/// and themes made of them. A forgotten memory is in no index, answer or export; undo brings it
/// back.
final class Forgetting {
    private final Scrapbook scrapbook;

    Forgetting(Scrapbook scrapbook) {
        this.scrapbook = scrapbook;
    }

    /// @param id of an episode, a session, a turn, a fact or a theme
    /// @return the ids that went, or nothing where there is no such memory
    Optional<List<String>> forget(String id, Cause cause) {
        if (scrapbook.find(id).isEmpty()) {
            return Optional.empty();
        }
        var gone = new ArrayList<String>();
        scrapbook
                .image()
                .update(
                        cause,
                        change -> {
                            gone.clear();
                            gone.addAll(forget(change, id));
                        });
        return gone.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(gone));
    }

    private List<String> forget(Change change, String id) {
        var going = scrapbook.on(at -> closure(at, id));
        for (var one : going) {
            remove(change, one);
        }
        scrapbook.on(
                at -> mend(at, change, Collections.unmodifiableSet(new LinkedHashSet<>(going))));
        return List.copyOf(going);
    }

    /// The memory and all that goes with it: its turns, and facts that nothing but these supports.
    private static SequencedSet<String> closure(MemoryState at, String id) {
        var going = new LinkedHashSet<String>();
        going.add(id);
        at.records().values().stream()
                .filter(record -> record.level() != Level.EPISODE && record.parent().equals(id))
                .forEach(record -> going.add(record.id()));
        at.all(Level.FACT).stream()
                .filter(fact -> !fact.evidence().isEmpty() && going.containsAll(fact.evidence()))
                .forEach(fact -> going.add(fact.id()));
        return going;
    }

    private static void remove(Change change, String id) {
        if (!id.startsWith("e")) {
            change.remove(Oid.named(MemoryRecord.KIND, id));
            return;
        }
        var dot = id.indexOf('.');
        var number = Long.parseLong(id.substring(1, dot < 0 ? id.length() : dot));
        var oid = Oid.named(Episode.KIND, Episode.nameOf(number));
        // the words behind it go too: the account of the turn, its calls, the judgement of it and
        // the answer as it should have been
        for (var behind : List.of("account", "call.texts", "feedback")) {
            removeIfThere(change, Oid.named(behind, Episode.nameOf(number)));
        }
        for (var persona : PersonaId.values()) {
            removeIfThere(change, Oid.named("correction", persona.name() + "/" + number));
        }
        var half = dot < 0 ? Optional.<Episode>empty() : change.get(oid).map(Episode::read);
        if (half.isPresent() && !half.get().answered().isEmpty()) {
            change.put(without(half.get(), id.endsWith(".1")).form());
        } else {
            change.remove(oid);
        }
    }

    private static void removeIfThere(Change change, Oid oid) {
        if (change.get(oid).isPresent()) {
            change.remove(oid);
        }
    }

    private static Episode without(Episode episode, boolean question) {
        return new Episode(
                episode.number(),
                episode.sort(),
                episode.at(),
                question ? "(forgotten)" : episode.asked(),
                question ? episode.answered() : "",
                episode.dissonance(),
                episode.tools(),
                episode.trust(),
                episode.recalled(),
                new Episode.Vectors(
                        question ? Embedding.NONE : episode.vectors().asked(),
                        question ? episode.vectors().answered() : Embedding.NONE),
                episode.speaker());
    }

    /// Lets facts that cited a forgotten turn among others cite the others alone; removes a summary
    /// or a theme made of it until the next consolidation; cuts links to it.
    private static List<String> mend(MemoryState at, Change change, Set<String> gone) {
        var mended = new ArrayList<String>();
        for (var record : at.records().values()) {
            if (gone.contains(record.id()) || record.id().startsWith("e")) {
                continue;
            }
            if (tells(at, record, gone)) {
                change.put(RecordForm.of(record.with("", left(record, gone), record.trust())));
                mended.add(record.id());
                continue;
            }
            var left = left(record, gone);
            var validity = record.validity();
            if (gone.contains(validity.supersededBy())) {
                change.put(
                        RecordForm.of(record.with(MemoryRecord.Validity.since(validity.from()))));
                mended.add(record.id());
            } else if (left.size() < record.evidence().size()) {
                change.put(RecordForm.of(record.with(record.text(), left, record.trust())));
                mended.add(record.id());
            }
        }
        return mended;
    }

    private static List<String> left(MemoryRecord record, Set<String> gone) {
        return record.evidence().stream().filter(it -> !gone.contains(it)).toList();
    }

    /// Whether a session's summary or a theme's label rests on a memory that goes.
    private static boolean tells(MemoryState at, MemoryRecord record, Set<String> gone) {
        return !record.text().isEmpty()
                && switch (record.level()) {
                    case EPISODE ->
                            gone.stream()
                                    .map(at::find)
                                    .flatMap(Optional::stream)
                                    .anyMatch(it -> it.parent().equals(record.id()));
                    case THEME ->
                            gone.stream()
                                    .map(at::find)
                                    .flatMap(Optional::stream)
                                    .anyMatch(it ->
                                            record.evidence().contains(it.id())
                                                    || record.evidence().contains(it.parent()));
                    case TURN, FACT -> false;
                };
    }
}
