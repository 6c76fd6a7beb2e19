package batos.memory;

import batos.image.Cause;
import batos.image.Change;
import batos.image.Image;
import batos.image.Oid;
import batos.image.View;
import batos.mind.Embedder;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What the four have lived through, and how it comes back to mind.
///
/// Episodes stand in the image; what is kept here is only a copy of the state last read, made anew
/// when the image has moved, so that undo and restore bring memory back with everything else.
public final class Scrapbook {
    private final Image image;
    private final Embedder embedder;
    private final InstantSource clock;
    private Shelf shelf = new Shelf("", List.of());

    public Scrapbook(Image image, Embedder embedder, InstantSource clock) {
        this.image = image;
        this.embedder = embedder;
        this.clock = clock;
    }

    /// Adds an episode to the change that ends a turn.
    public Episode remember(
            Change change, String asked, String answered, double dissonance, List<String> tools) {
        return put(change, "turn", asked, answered, dissonance, tools, 0.6);
    }

    /// Keeps the Architect's own words.
    public Episode note(String text, Cause cause) {
        var kept = new ArrayList<Episode>();
        image.update(cause, change -> kept.add(put(change, "note", text, "", 0, List.of(), 1)));
        return kept.getLast();
    }

    private Episode put(
            Change change,
            String sort,
            String asked,
            String answered,
            double dissonance,
            List<String> tools,
            double trust) {
        var draft =
                new Episode(
                        next(change.base()),
                        sort,
                        clock.instant(),
                        asked,
                        answered,
                        dissonance,
                        tools,
                        trust,
                        Episode.Embedding.NONE);
        var episode = withVector(draft);
        change.put(episode.form());
        return episode;
    }

    private Episode withVector(Episode draft) {
        return new Episode(
                draft.number(),
                draft.sort(),
                draft.at(),
                draft.asked(),
                draft.answered(),
                draft.dissonance(),
                draft.tools(),
                draft.trust(),
                Episode.Embedding.of(embedder.name(), embedder.embed(draft.text())));
    }

    private static long next(View view) {
        var names = view.named(Episode.KIND);
        return names.isEmpty() ? 1 : Long.parseLong(names.lastEntry().getKey()) + 1;
    }

    /// The episodes that come to mind for a question, the best first.
    public List<Recall> recall(String question, int limit) {
        var present = shelf(image.now());
        if (present.entries.isEmpty()) {
            return List.of();
        }
        var likenesses = present.likenesses(embedder.name(), embedder.embed(question));
        var words = Words.of(question);
        var recalls = new ArrayList<Recall>();
        for (int i = 0; i < present.entries.size(); i++) {
            var entry = present.entries.get(i);
            var age = present.entries.size() - 1 - i;
            recalls.add(
                    new Recall(
                            entry.episode(),
                            likenesses[i],
                            words.sharedWith(entry.words()),
                            Math.pow(0.5, age / 8.0)));
        }
        recalls.sort(
                Comparator.comparingDouble(Recall::score)
                        .reversed()
                        .thenComparing(
                                Comparator.comparingLong(
                                                (Recall recall) -> recall.episode().number())
                                        .reversed()));
        return List.copyOf(recalls.subList(0, Math.min(limit, recalls.size())));
    }

    /// The latest episodes, the newest first.
    public List<Episode> latest(int limit) {
        return shelf(image.now()).entries.reversed().stream()
                .limit(limit)
                .map(Shelf.Entry::episode)
                .toList();
    }

    public Optional<Episode> find(long number) {
        return image.now().get(Episode.KIND, Episode.nameOf(number)).map(Episode::read);
    }

    public int size() {
        return image.now().named(Episode.KIND).size();
    }

    /// Removes an episode from the present state; undo brings it back.
    ///
    /// @return whether there was one
    public boolean forget(long number, Cause cause) {
        var oid = Oid.named(Episode.KIND, Episode.nameOf(number));
        if (image.now().get(oid).isEmpty()) {
            return false;
        }
        image.update(cause, change -> change.remove(oid));
        return true;
    }

    private synchronized Shelf shelf(View view) {
        if (!shelf.root.equals(view.root())) {
            shelf = Shelf.read(view, shelf);
        }
        return shelf;
    }
}
