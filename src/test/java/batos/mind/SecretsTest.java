package batos.mind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final String KEY = "sk-hunter2-hunter2";

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "user:", "Bearer "})
    void aKeyIsTakenOutOfABase64TextWhereverItStandsInIt(String before) {
        var secrets = new Secrets(List.of(KEY));
        var bytes = (before + KEY + " and more").getBytes(StandardCharsets.UTF_8);
        for (var encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            var clean = secrets.apply("header " + encoder.encodeToString(bytes) + " end");
            assertFalse(decodes(clean), clean);
        }
    }

    /// Whether any word of the text decodes to something with a half of the key in it.
    private static boolean decodes(String text) {
        for (var word : text.split("[^A-Za-z0-9+/_=-]+")) {
            try {
                var plain = word.replace('-', '+').replace('_', '/');
                var decoded = new String(Base64.getDecoder().decode(plain), StandardCharsets.UTF_8);
                if (decoded.contains(KEY.substring(0, KEY.length() / 2))) {
                    return true;
                }
            } catch (IllegalArgumentException e) {
                continue;
            }
        }
        return false;
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain words", "c2stb3RoZXItdGhpbmc="})
    void otherTextsStayAsTheyAre(String text) {
        assertEquals(text, new Secrets(List.of(KEY)).apply(text));
    }
}
