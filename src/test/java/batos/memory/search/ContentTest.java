package batos.memory.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentTest {
    /// The natural logarithm of 20 and the characters outside questions.
    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "Where is it?, 0",
        "Where is it? There., 6",
        "There. Where is it?, 6",
        "No! Where? I know it, 14",
        "'One, two', 8",
        "Why? Why? Why, 3",
    })
    void ofATurnIsWhatItStates(String text, int characters) {
        assertEquals(Math.log(20.0 + characters), Content.substance(text), 1e-9);
    }
}
