package batos.memory;

import batos.image.Cause;
import batos.image.Change;
import batos.image.Image;
import batos.memory.exchange.Item;
import batos.memory.search.Weights;
import batos.mind.Embedder;
import batos.mind.MindFault;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// The memories of the four and the Architect's imports, with their recall.
///
/// Memories stand in the image. This object follows the image commit by commit, so that undo and
/// restore bring memory back with everything else; an answer is always of the image's present. May
/// be called from any thread; one question is ranked at a time.
public final class Scrapbook implements AutoCloseable {
    private final Image image;
    private final Vectors vectors;
    private final InstantSource clock;
    private final Supplier<Weights> weights;
    private final IndexStore indexes;
    private String place = "";
    private MemoryState state;

    public Scrapbook(Image image, Embedder embedder, InstantSource clock) {
        this(image, embedder, clock, why -> {}, () -> Weights.MEASURED, IndexStore.NONE);
    }

    /// @param trouble hears why a text got no vector; it is remembered and found by its words
    /// @param weights how much each signal counts, asked at each recall
    /// @param indexes where the index over the vectors is kept
    public Scrapbook(
            Image image,
            Embedder embedder,
            InstantSource clock,
            Consumer<String> trouble,
            Supplier<Weights> weights,
            IndexStore indexes) {
        this.image = image;
        this.vectors = new Vectors(embedder, trouble);
        this.clock = clock;
        this.weights = weights;
        this.indexes = indexes;
        this.state = new MemoryState(image, "", Optional.empty());
    }

    /// Reads or computes something on the state of the image's present.
    synchronized <T> T on(Function<MemoryState, T> question) {
        var model = model();
        var wanted = indexes.place();
        if (!state.embedder().equals(model) || !place.equals(wanted)) {
            state.close();
            place = wanted;
            state =
                    new MemoryState(
                            image, model, model.isEmpty() ? Optional.empty() : indexes.open(model));
        }
        state.follow();
        return question.apply(state);
    }

    /// The model whose vectors are compared; while it cannot be asked, none are.
    private String model() {
        try {
            return vectors.model();
        } catch (MindFault away) {
            return "";
        }
    }

    Image image() {
        return image;
    }

    Vectors vectors() {
        return vectors;
    }

    InstantSource clock() {
        return clock;
    }

    /// Begins to embed what [#remember] will keep of a turn, while the turn goes on. Where the turn
    /// is kept on another day after all, embedding happens then.
    ///
    /// @param answered the answer, or empty while there is none: then the question is begun with
    public void expect(Instant at, String asked, String answered) {
        var draft =
                new Episode(
                        1,
                        "turn",
                        at,
                        asked,
                        answered,
                        0,
                        List.of(),
                        1,
                        List.of(),
                        Episode.Vectors.NONE,
                        Episode.COUNCIL);
        vectors.ahead(MemoryState.key(draft.records().getLast()));
    }

    /// Adds an episode to the change that ends a turn of the council.
    public Episode remember(
            Change change, String asked, String answered, double dissonance, List<String> tools) {
        return remember(change, asked, answered, dissonance, tools, List.of());
    }

    /// @param recalled the ids of the memories that stood in its prompts: the answer is trusted no
    ///   more than the least trusted of them
    public Episode remember(
            Change change,
            String asked,
            String answered,
            double dissonance,
            List<String> tools,
            List<String> recalled) {
        var from = tools.isEmpty() ? Source.PERSONA : Source.TOOL;
        return remember(change, asked, answered, dissonance, tools, recalled, from);
    }

    /// @param from the least trusted sort of text, recalled memories aside, that the answer was
    ///   given from
    public Episode remember(
            Change change,
            String asked,
            String answered,
            double dissonance,
            List<String> tools,
            List<String> recalled,
            Source from) {
        return remember(
                change, asked, answered, dissonance, tools, recalled, from, 1, Episode.COUNCIL);
    }

    /// @param speaker who answered: [Episode#COUNCIL], or one persona alone
    /// @param most the answer is trusted no more than this, as some of its tools belong to others
    public Episode remember(
            Change change,
            String asked,
            String answered,
            double dissonance,
            List<String> tools,
            List<String> recalled,
            Source from,
            double most,
            String speaker) {
        var lineage =
                on(at ->
                        recalled.stream()
                                .map(at::find)
                                .flatMap(Optional::stream)
                                .mapToDouble(MemoryRecord::trust)
                                .min()
                                .orElse(1));
        return put(
                change,
                "turn",
                asked,
                answered,
                dissonance,
                tools,
                Math.min(most, Math.min(from.trust(), lineage)),
                recalled,
                speaker);
    }

    /// Keeps the Architect's own words.
    public Episode note(String text, Cause cause) {
        var kept = new ArrayList<Episode>();
        image.update(
                cause,
                change ->
                        kept.add(
                                put(
                                        change,
                                        "note",
                                        text,
                                        "",
                                        0,
                                        List.of(),
                                        1,
                                        List.of(),
                                        Episode.COUNCIL)));
        return kept.getLast();
    }

    /// Keeps what a persona thought in idle time. It is a thought, not what a witness said: trusted
    /// little, and no more than the least trusted memory that it rests on.
    ///
    /// @param evidence ids of the memories that it rests on
    /// @return its id
    public String think(Change change, String persona, String text, List<String> evidence) {
        return new Thoughts(this).put(change, persona, text, evidence).id();
    }

    private Episode put(
            Change change,
            String sort,
            String asked,
            String answered,
            double dissonance,
            List<String> tools,
            double trust,
            List<String> recalled,
            String speaker) {
        var names = change.base().named(Episode.KIND);
        var number = names.isEmpty() ? 1 : Long.parseLong(names.lastEntry().getKey()) + 1;
        var draft =
                new Episode(
                        number,
                        sort,
                        clock.instant(),
                        asked,
                        answered,
                        dissonance,
                        tools,
                        trust,
                        recalled,
                        Episode.Vectors.NONE,
                        speaker);
        var episode = draft.with(embedded(draft, vectors::embedding));
        change.put(episode.form());
        return episode;
    }

    private static Episode.Vectors embedded(Episode draft, Function<String, Embedding> embed) {
        var of =
                draft.records().stream()
                        .filter(record -> record.level() == Level.TURN)
                        .map(record -> embed.apply(MemoryState.key(record)))
                        .toList();
        return new Episode.Vectors(of.getFirst(), of.size() > 1 ? of.get(1) : Embedding.NONE);
    }

    /// A line about memories without a vector of the present model; empty where all have one.
    public Optional<String> foreign() {
        return new Reembedding(this).foreign();
    }

    /// The turns that come to mind for a question, the best first.
    public List<Recall> recall(String question, int limit) {
        return recall(MemoryQuery.of(question, limit));
    }

    public List<Recall> recall(MemoryQuery query) {
        if (on(at -> at.corpus().size() == 0)) {
            return List.of();
        }
        var vector = vectors.of(query.text()).orElse(null);
        return on(at -> new Retrieval(at, weights.get()).recall(query, vector));
    }

    /// The turns that come to mind for a question, with each signal's part in it.
    public List<Explanation> explain(String question, int limit) {
        var query = MemoryQuery.of(question, limit);
        var vector = vectors.of(question).orElse(null);
        return on(at -> Explanation.of(at, weights.get(), query, vector));
    }

    /// The latest episodes of the council, the newest first.
    public List<Episode> latest(int limit) {
        return on(at -> at.episodes().descendingMap().values().stream().limit(limit).toList());
    }

    /// An episode of the council.
    public Optional<Episode> find(long number) {
        return image.now().get(Episode.KIND, Episode.nameOf(number)).map(Episode::read);
    }

    /// A memory of any level.
    public Optional<MemoryRecord> find(String id) {
        return on(at -> at.find(id));
    }

    /// The facts that cite a turn, superseded ones included.
    public List<MemoryRecord> factsOf(String turn) {
        return on(at -> at.factsOf(turn));
    }

    /// The number of episodes of the council.
    public int size() {
        return on(at -> at.episodes().size());
    }

    /// The number of memories of a level.
    public int size(Level level) {
        return on(at -> at.all(level).size());
    }

    /// The number of turns and facts from a source.
    public int size(Source source) {
        return on(at ->
                (int)
                        at.records().values().stream()
                                .filter(it -> it.level() == Level.TURN || it.level() == Level.FACT)
                                .filter(it -> it.origin().source() == source)
                                .count());
    }

    /// The theme of a text: the nearest one of memory or, where memory has none yet, the two rarest
    /// of its words.
    public QuestionTheme themeOf(String text) {
        var known = on(at -> at.next(Level.THEME) > 1);
        var vector = known ? vectors.of(text).orElse(null) : null;
        return on(at ->
                Themes.nearest(at, vector)
                        .map(theme -> new QuestionTheme(theme.id(), theme.text()))
                        .orElseGet(() -> QuestionTheme.ofWords(at, text)));
    }

    /// The memories that contradict a text, the most trusted first; each names the turns behind it.
    ///
    /// @param speaker whom the text's `I` means; empty for nobody
    public List<Contradiction> contradictions(String text, String speaker) {
        return on(at -> Contradiction.of(at, text, speaker));
    }

    /// Duplicates, loops, stale memories and those that rest on nothing.
    public List<Audit.Finding> audit() {
        return on(at -> Audit.of(at, clock.instant()));
    }

    /// All memories of a level, in the order of their numbers.
    public List<MemoryRecord> all(Level level) {
        return on(at -> at.all(level));
    }

    /// Every turn and fact as a file holds them; one that was not imported goes by its own id.
    public List<Item> items() {
        return on(at ->
                at.records().values().stream()
                        .filter(it -> it.level() == Level.TURN || it.level() == Level.FACT)
                        .sorted(Comparator.comparing(MemoryRecord::level))
                        .map(it ->
                                new Item(
                                        outside(it),
                                        it.level() == Level.FACT,
                                        it.origin().session(),
                                        it.time(),
                                        it.origin().speaker(),
                                        it.text(),
                                        it.evidence().stream()
                                                .map(at::find)
                                                .flatMap(Optional::stream)
                                                .map(Scrapbook::outside)
                                                .toList()))
                        .toList());
    }

    private static String outside(MemoryRecord record) {
        var external = record.origin().external();
        return external.isEmpty() ? record.id() : external;
    }

    /// The number of times that a turn of the council recalled a memory.
    public int uses(String id) {
        return on(at -> at.uses(id));
    }

    /// The present weight of each signal.
    public Weights weights() {
        return weights.get();
    }

    /// Gives every turn and fact a vector of the present model and of its present text; see
    /// [Reembedding#run].
    public int reembed(Cause cause, BiConsumer<Integer, Integer> progress) {
        return new Reembedding(this).run(cause, progress);
    }

    /// Takes a memory out of the present with all that rests on it; undo brings it back.
    ///
    /// @return the ids that went, or nothing where there is no such memory
    public Optional<List<String>> forget(String id, Cause cause) {
        return new Forgetting(this).forget(id, cause);
    }

    /// Closes the index, and gives up one that is being written.
    @Override
    public synchronized void close() {
        state.close();
        state = new MemoryState(image, "", Optional.empty());
    }
}
