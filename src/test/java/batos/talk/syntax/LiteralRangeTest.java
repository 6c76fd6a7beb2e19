package batos.talk.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class LiteralRangeTest {
    private static List<String> warnings(String source) {
        return LiteralRange.warnings(source).stream()
                .map(warning -> warning.offset() + " " + warning.text())
                .toList();
    }

    @Test
    void namesALiteralThatDoesNotFitItsClass() {
        assertEquals(
                List.of(
                        "5 1.0e100 does not fit FloatE and is read as a FloatD",
                        "14 1.0e-50 does not fit FloatE and is read as a FloatD",
                        "27 1.0d400 does not fit FloatD and is read as inf",
                        "40 1.0q-400 does not fit FloatQ and is read as 0.0"),
                warnings("x := 1.0e100. 1.0e-50 foo. 1.0d400 bar. 1.0q-400"));
    }

    @Test
    void saysNothingOfThoseThatFit() {
        assertEquals(
                List.of(),
                warnings("1.0e38. 1.0d300. 0.0e-70. 1e400. 16r1F. 3.14s2. '1.0e100' \"1.0e100\""));
    }
}
