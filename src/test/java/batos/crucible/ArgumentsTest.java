package batos.crucible;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.json.Json;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"x":1e400}            | the number 1E+400 is beyond what a float holds
                    {"x":[{"y":-1.5e309}]} | the number -1.5E+309 is beyond what a float holds
                    {"x":1e999999999999}   | the number 1e999999999999 is out of range
                    {"x":1.0,"x":2}        | Duplicate field 'x'
                    {"x":[1,2              | Unexpected end-of-input
                    [1]                    | expected one JSON object, got: [1]
                    """)
    void areRefusedWithTheReason(String text, String why) {
        assertTrue(refused(text).contains(why), refused(text));
    }

    @Test
    void takeAsManyDigitsAsPythonReads() {
        Arguments.of("{\"x\":-%s}".formatted("9".repeat(4_300)));
        assertEquals(
                "the arguments cannot be handed over: a number of more than 4300 digits",
                refused("{\"x\":%s}".formatted("9".repeat(4_301))));
    }

    @Test
    void keepTheSignOfZero() {
        assertEquals("{\"x\":-0.0}", Arguments.of("{\"x\":-0.0}").object().toString());
    }

    @Test
    void aResultThatIsOnlyALongNumberDoesNotBreakTheFraming() {
        var parts = Json.object().put("result", "9".repeat(5_000));
        var verdict = ReplyReader.verdict(parts, Trial.Limits.USUAL, Duration.ZERO);
        assertEquals(
                "ResultError: a number of more than 4300 digits",
                assertInstanceOf(Verdict.Failed.class, verdict).words());
    }

    private static String refused(String text) {
        return assertInstanceOf(Arguments.Reading.Refused.class, Arguments.read(text)).why();
    }
}
