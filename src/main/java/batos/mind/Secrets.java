package batos.mind;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/// Takes keys out of texts before they are shown, stored or recorded.
public record Secrets(List<String> keys) implements UnaryOperator<String> {
    private static final int SHORTEST = 6;
    private static final int GROUP = 3;
    private static final String MARK = "[secret]";

    /// Keys shorter than 6 characters are not looked for: they would tear ordinary words.
    public Secrets(Collection<String> keys) {
        this(keys.stream().filter(key -> key.length() >= SHORTEST).distinct().toList());
    }

    public Secrets {
        keys = List.copyOf(keys);
    }

    @Override
    public String apply(String text) {
        var clean = text;
        for (var key : keys) {
            clean = clean.replace(key, MARK);
            for (var encoded : encodings(key)) {
                clean = clean.replace(encoded, MARK);
            }
        }
        return clean;
    }

    /// The forms of a key within a Base64 text, in both alphabets: three, by the place at which it
    /// begins within a group of three bytes. Leaves out characters that its neighbours share.
    private static List<String> encodings(String key) {
        var found = new ArrayList<String>();
        for (int before = 0; before < GROUP; before++) {
            var bytes = (" ".repeat(before) + key).getBytes(StandardCharsets.UTF_8);
            for (var encoder :
                    List.of(
                            Base64.getEncoder().withoutPadding(),
                            Base64.getUrlEncoder().withoutPadding())) {
                var text = encoder.encodeToString(bytes);
                var first = before == 0 ? 0 : before + 1;
                var last = text.length() - (bytes.length % GROUP == 0 ? 0 : 1);
                found.add(text.substring(first, last));
            }
        }
        return found.stream().distinct().toList();
    }

    @Override
    public String toString() {
        return keys.size() + " secrets";
    }
}
