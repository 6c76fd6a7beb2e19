package batos.talk.objects;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextObjectTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "gr\u00fc\u00dfe \u2192",
                "a\ud83d\ude00b",
                "\ud83d alone",
                "last \ude00"
            })
    void holdsTheCodePointsOfAText(String text) {
        assertArrayEquals(text.codePoints().toArray(), TextObject.points(text));
    }
}
