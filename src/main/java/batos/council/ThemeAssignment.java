package batos.council;

import batos.image.View;
import batos.memory.Episode;
import batos.memory.MemoryRecord;
import batos.memory.Recall;
import batos.memory.Scrapbook;
import batos.memory.search.Ranked.Signal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Groups turns by theme. A question belongs to the theme of the earlier turn that is nearest to
/// it, if that is near enough; else it begins a theme of its own.
final class ThemeAssignment {
    /// A cosine from here on is near enough. With bge-small-en-v1.5 questions on one subject lie at
    /// 0.75 and above, others around 0.5.
    private static final double NEAR = 0.75;

    /// A share of common words from here on is near enough, where meaning is not at hand.
    private static final double SHARED = 0.3;

    /// So many of the theme's latest turns count for its history.
    private static final int HISTORY = 12;

    /// They are looked for among so many of all turns.
    static final int SPAN = 256;

    private static final Set<String> PLAIN =
            Set.of(
                    "the", "and", "for", "with", "that", "this", "what", "how", "are", "was", "you",
                    "should", "can", "could", "would", "does", "did", "our", "your", "them", "they",
                    "have", "has", "not", "but", "now", "there", "about", "from", "why", "who",
                    "when", "where", "which", "will", "shall", "one", "all", "any", "some", "into",
                    "than");

    /// Memory's themes that rest on the words of a question alone begin so; they come and go with
    /// the vocabulary.
    private static final String OF_WORDS = "w:";

    private ThemeAssignment() {}

    /// Memory's theme, where consolidation has made one that is near; else that of the nearest
    /// earlier turn; else a new one.
    ///
    /// @param number the number that the present turn will have
    static Theme of(
            String question, long number, List<Recall> recalls, View view, Scrapbook memory) {
        var known = memory.themeOf(question);
        if (!known.id().startsWith(OF_WORDS)) {
            return new Theme(known.id(), known.label());
        }
        var words = words(question);
        for (var recall : recalls) {
            var theme = earlier(question, recall, words, view);
            if (theme.isPresent()) {
                return theme.get();
            }
        }
        return new Theme(Long.toString(number), label(words, question));
    }

    private static Optional<Theme> earlier(
            String question, Recall recall, Set<String> words, View view) {
        if (!recall.episode().matches("e\\d+")) {
            return Optional.empty();
        }
        var number = Long.parseLong(recall.episode().substring(1));
        var near = recall.raw().getOrDefault(Signal.DENSE, 0.0) >= NEAR;
        return view.get(TurnAccount.KIND, Episode.nameOf(number))
                .map(TurnAccount::read)
                .filter(account -> !account.theme().id().isEmpty())
                .filter(account ->
                        near
                                || account.asked().strip().equalsIgnoreCase(question.strip())
                                || shared(words, words(account.asked())) >= SHARED)
                .map(TurnAccount::theme);
    }

    private static double shared(Set<String> one, Set<String> other) {
        var all = new TreeSet<>(one);
        all.addAll(other);
        return all.isEmpty()
                ? 0
                : one.stream().filter(other::contains).count() / (double) all.size();
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> word.length() > 2 && !PLAIN.contains(word))
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
    }

    private static String label(Set<String> words, String question) {
        return words.isEmpty()
                ? question.strip().substring(0, Math.min(40, question.strip().length()))
                : words.stream().limit(4).collect(Collectors.joining(" "));
    }

    /// The dissonance of the theme's latest turns with the Architect's feedback, the newest first.
    static List<Double> history(
            Theme theme, List<Episode> newestFirst, View view, Scrapbook memory) {
        // memory's theme names the episodes that consolidation put under it
        var members = memory.find(theme.id()).map(MemoryRecord::evidence).orElse(List.of());
        var history = new ArrayList<Double>();
        for (var episode : newestFirst) {
            if (history.size() >= HISTORY) {
                break;
            }
            view.get(TurnAccount.KIND, Episode.nameOf(episode.number()))
                    .map(TurnAccount::read)
                    .filter(account ->
                            account.theme().id().equals(theme.id())
                                    || members.contains("e" + episode.number()))
                    .ifPresent(account ->
                            history.add(
                                    Feedback.of(view, episode.number())
                                            .felt(episode.dissonance())));
        }
        return history;
    }
}
