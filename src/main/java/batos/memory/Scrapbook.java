package batos.memory;

import batos.image.Cause;
import batos.image.Change;
import batos.image.Image;
import batos.image.Oid;
import batos.image.View;
import batos.mind.Embedder;
import batos.mind.MindFault;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// What the four have lived through, and how it comes back to mind.
///
/// Episodes stand in the image; what is kept here is only a copy of the state last read, made anew
/// when the image has moved, so that undo and restore bring memory back with everything else.
public final class Scrapbook {
    /// Memories that get their vectors in one commit.
    private static final int AT_ONCE = 25;

    private final Image image;
    private final Embedder embedder;
    private final InstantSource clock;
    private final Consumer<String> trouble;
    private Shelf shelf = new Shelf("", List.of());

    public Scrapbook(Image image, Embedder embedder, InstantSource clock) {
        this(image, embedder, clock, why -> {});
    }

    /// @param trouble is told why a text got no vector; it is remembered and found by its words
    public Scrapbook(
            Image image, Embedder embedder, InstantSource clock, Consumer<String> trouble) {
        this.image = image;
        this.embedder = embedder;
        this.clock = clock;
        this.trouble = trouble;
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
        return vector(draft.text())
                .map(vector -> draft.with(Episode.Embedding.of(embedder.name(), vector)))
                .orElse(draft);
    }

    private Optional<float[]> vector(String text) {
        try {
            return Optional.of(embedder.embed(text));
        } catch (MindFault fault) {
            trouble.accept(
                    fault.getMessage()
                            + ". Until then, and until /memory reembed, memories come to mind by their words alone");
            return Optional.empty();
        }
    }

    /// What there is to say about memories without a vector of the present model. They are counted
    /// only where the first or the latest is one of them: this is asked at each start.
    public Optional<String> foreign() {
        var view = image.now();
        var all = view.named(Episode.KIND);
        try {
            return !all.isEmpty()
                            && (strange(view, all.firstEntry().getValue())
                                    || strange(view, all.lastEntry().getValue()))
                    ? told(strangers(view).size())
                    : Optional.empty();
        } catch (MindFault fault) {
            return Optional.of(String.valueOf(fault.getMessage()));
        }
    }

    private Optional<String> told(int count) {
        return count == 0
                ? Optional.empty()
                : Optional.of(
                        "memories without a vector of %3$s: %1$d of %2$d. They come to mind by their words alone. Next: /memory reembed"
                                .formatted(count, size(), embedder.name()));
    }

    private List<Oid> strangers(View view) {
        return view.named(Episode.KIND).sequencedValues().stream()
                .filter(oid -> strange(view, oid))
                .toList();
    }

    private boolean strange(View view, Oid oid) {
        return view.get(oid)
                .map(Episode::read)
                .filter(episode -> !speaks(episode.embedding()))
                .isPresent();
    }

    private boolean speaks(Episode.Embedding embedding) {
        return embedding.model().equals(embedder.name());
    }

    /// Gives every memory a vector of the present model, in commits of a few each. An interrupt
    /// ends it; the next call goes on from there.
    ///
    /// @param progress is told how many are done, and of how many
    /// @return how many are done
    /// @throws MindFault when the model cannot be asked
    public int reembed(Cause cause, BiConsumer<Integer, Integer> progress) {
        var strangers = strangers(image.now());
        var done = 0;
        while (done < strangers.size() && !Thread.currentThread().isInterrupted()) {
            progress.accept(done, strangers.size());
            var some = strangers.subList(done, Math.min(done + AT_ONCE, strangers.size()));
            image.update(
                    cause,
                    change -> {
                        for (var oid : some) {
                            change.base()
                                    .get(oid)
                                    .map(Episode::read)
                                    .map(episode -> episode.with(embedded(episode.text())))
                                    .ifPresent(episode -> change.put(episode.form()));
                        }
                    });
            done += some.size();
        }
        progress.accept(done, strangers.size());
        return done;
    }

    private Episode.Embedding embedded(String text) {
        return Episode.Embedding.of(embedder.name(), embedder.embed(text));
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
        var likenesses =
                vector(question)
                        .map(vector -> present.likenesses(embedder.name(), vector))
                        .orElseGet(() -> new double[present.entries.size()]);
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
