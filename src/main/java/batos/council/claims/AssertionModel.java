package batos.council.claims;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The likelihood that a sentence asserts a deed or a value, by its form alone: a logistic
/// regression over [SentenceFeatures], learned from sentences of known kind by `AssertionTraining`.
/// Its weights stand in `batos/council/claims/LANGUAGE.weights.txt`.
final class AssertionModel {
    private static final Map<String, AssertionModel> READ = new ConcurrentHashMap<>();

    private final SentenceFeatures features;
    private final Map<String, Float> weights = new HashMap<>();
    private double bias = Double.NaN;

    static AssertionModel of(String language) {
        return READ.computeIfAbsent(language, AssertionModel::new);
    }

    private AssertionModel(String language) {
        this.features = new SentenceFeatures(Lexicon.of(language), WordClasses.of(language));
        var resource = "/batos/council/claims/" + language + ".weights.txt";
        try (var in = AssertionModel.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException(
                        "no weights for the language '"
                                + language
                                + "': "
                                + resource
                                + " is missing");
            }
            var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("#") || line.isBlank()) {
                    continue;
                }
                var space = line.indexOf(' ');
                if (space < 0) {
                    bias = Double.parseDouble(line);
                } else {
                    weights.put(
                            line.substring(space + 1), Float.parseFloat(line.substring(0, space)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    /// @return 0 to 1
    double probability(List<Token> sentence) {
        var sum = bias;
        for (var feature : features.of(sentence)) {
            sum += weights.getOrDefault(feature, 0f);
        }
        return 1 / (1 + Math.exp(-sum));
    }
}
