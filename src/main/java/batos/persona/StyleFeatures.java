package batos.persona;

import batos.mind.Embedder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The style of a text, as numbers: function words, rhythm, the order of both, and the embedding of
/// the text with its subject masked.
final class StyleFeatures {
    /// Buckets for pairs of neighbouring masked words.
    private static final int PAIRS = 256;

    private static final int RHYTHM = 12;
    private static final String MARKS = ".,;:?!-—()'\"";

    private final FunctionWords functionWords;
    private final Embedder embedder;
    private final Map<String, Integer> places = new HashMap<>();

    StyleFeatures(FunctionWords functionWords, Embedder embedder) {
        this.functionWords = functionWords;
        this.embedder = embedder;
        functionWords.words().forEach(word -> places.put(word, places.size()));
    }

    int size() {
        return places.size() + MARKS.length() + RHYTHM + PAIRS + embedder.dimension();
    }

    /// @return [#size()] numbers; shares and logarithms, so that long and short texts compare
    double[] of(String text) {
        var masked = functionWords.masked(text);
        var features = new double[size()];
        var words = Math.max(1, masked.stream().filter(StyleFeatures::isWord).count());
        for (var piece : masked) {
            var place = places.get(piece);
            if (place != null) {
                features[place] += 1.0 / words;
            } else if (piece.length() == 1 && MARKS.contains(piece)) {
                features[places.size() + MARKS.indexOf(piece)] += 1.0 / words;
            }
        }
        var at = places.size() + MARKS.length();
        rhythm(text, masked, words, features, at);
        at += RHYTHM;
        for (int i = 0; i + 1 < masked.size(); i++) {
            var bucket = Math.floorMod((masked.get(i) + " " + masked.get(i + 1)).hashCode(), PAIRS);
            features[at + bucket] += 1.0 / masked.size();
        }
        at += PAIRS;
        for (int i = 0; i < places.size() + MARKS.length(); i++) {
            features[i] = Math.sqrt(features[i]);
        }
        for (int i = at - PAIRS; i < at; i++) {
            features[i] = Math.sqrt(features[i]);
        }
        var vector = embedder.embed(String.join(" ", masked));
        for (int i = 0; i < vector.length; i++) {
            features[at + i] = vector[i];
        }
        return features;
    }

    private static boolean isWord(String piece) {
        return Character.isLetterOrDigit(piece.charAt(0));
    }

    /// Lengths of the text, of its sentences and words, and how far they vary.
    private static void rhythm(
            String text, List<String> masked, long words, double[] into, int at) {
        var sentences =
                Arrays.stream(text.split("[.!?]+(?:\\s|$)")).filter(s -> !s.isBlank()).toList();
        var lengths = new ArrayList<Integer>();
        sentences.forEach(sentence -> lengths.add(sentence.strip().split("\\s+").length));
        var mean = lengths.stream().mapToInt(n -> n).average().orElse(0);
        var spread =
                Math.sqrt(
                        lengths.stream()
                                .mapToDouble(n -> (n - mean) * (n - mean))
                                .average()
                                .orElse(0));
        var letters = text.chars().filter(Character::isLetter).count();
        into[at] = Math.log1p((double) words);
        into[at + 1] = Math.log1p(sentences.size());
        into[at + 2] = Math.log1p(mean);
        into[at + 3] = Math.log1p(spread);
        into[at + 4] = letters / (double) words;
        into[at + 5] =
                masked.stream().filter(piece -> piece.startsWith("x")).count() / (double) words;
        into[at + 6] = masked.stream().filter(piece -> piece.equals("0")).count() / (double) words;
        into[at + 7] =
                text.chars().filter(Character::isUpperCase).count() / (double) Math.max(1, letters);
        into[at + 8] =
                masked.stream().filter(piece -> piece.contains("'")).count() / (double) words;
        into[at + 9] = Math.log1p(lengths.stream().mapToInt(n -> n).min().orElse(0));
        into[at + 10] = Math.log1p(lengths.stream().mapToInt(n -> n).max().orElse(0));
        into[at + 11] = text.lines().count() / (double) words;
    }
}
