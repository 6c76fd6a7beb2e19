package batos.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static Settings read(String text) throws ConfigFault {
        return Settings.of(TomlTree.parse(Path.of("config/settings.toml"), text));
    }

    private static String complaint(String text) {
        return assertThrows(ConfigFault.class, () -> read(text)).getMessage();
    }

    @Nested
    class AGoodFile {
        @Test
        void mayBeEmptyAndThenHasTheDefaults() throws Exception {
            assertEquals(Settings.defaults(), read(""));
        }

        @Test
        void changesWhatItNamesAndNothingElse() throws Exception {
            var settings = read("[models.ROBIN]\ntag = \"gemma3:4b\"\ntemperature = 1\n");
            assertEquals("gemma3:4b", settings.models().of().get("ROBIN").tag());
            assertEquals(1.0, settings.models().of().get("ROBIN").temperature());
            assertEquals(
                    java.util.List.of("models.ROBIN.tag", "models.ROBIN.temperature"),
                    settings.differing(Settings.defaults()));
        }

        @Test
        void mayBeginWithAByteOrderMark() throws Exception {
            assertEquals(3, read("\uFEFF[council]\nrounds = 3\n").council().rounds());
        }
    }

    @Nested
    class ABadFile {
        @Test
        void isToldWithLineAndColumn() {
            assertEquals(
                    "settings.toml:2:10: Unexpected end of line, expected a value",
                    complaint("[council]\nrounds = \n"));
        }

        @Test
        void whoseSharesDoNotAddUpToOneIsToldTheirSumAndTheScaledOnes() {
            var seven =
                    "disagreement=0.5,distance=0.1,failure=0.1,unverified=0.2,contradiction=0.1,"
                            + "recurrence=0.1,reported=0.1";
            var complaint =
                    complaint("[council]\nweights = [\"" + seven.replace(",", "\", \"") + "\"]\n");
            assertTrue(complaint.startsWith("settings.toml:2:1: council.weights is ["), complaint);
            assertTrue(
                    complaint.endsWith(
                            "whose shares add up to 1; these add up to 1.2. Next: settings set"
                                    + " council.weights disagreement=0.4168,distance=0.0833,"
                                    + "failure=0.0833,unverified=0.1667,contradiction=0.0833,"
                                    + "recurrence=0.0833,reported=0.0833"),
                    complaint);
            var mended = complaint.substring(complaint.indexOf("disagreement=0.4168"));
            assertTrue(
                    SettingsKeys.find("council.weights")
                            .orElseThrow()
                            .range()
                            .parse(mended)
                            .isPresent());
        }

        @Test
        void thatLeavesAShareOutIsToldWhichThereAre() {
            var complaint = complaint("[council]\nweights = [\"disagreement=1\"]\n");
            assertTrue(complaint.contains("expected a list of NAME=SHARE for disagreement,"));
            assertTrue(complaint.endsWith("whose shares add up to 1"), complaint);
        }

        @Test
        void namesTheNearestKey() {
            assertEquals(
                    "settings.toml:2:1: there is no key council.round (nearest: council.rounds)",
                    complaint("[council]\nround = 3\n"));
        }

        @Test
        void tellsAllThatIsWrongAtOnce() {
            var complaint = complaint("[council]\nrounds = 9\n[mind]\nprefer = \"gpt\"\n");
            assertEquals(
                    """
                    settings.toml:2:1: council.rounds is 9, expected a whole number from 1 to 8
                    settings.toml:4:1: mind.prefer is "gpt", expected one of auto, ollama, openai, local, rehearsal\
                    """,
                    complaint);
        }

        @Test
        void mayHaveAKeyTwice() {
            assertTrue(
                    complaint("[council]\nrounds = 2\nrounds = 3\n")
                            .startsWith("settings.toml:3:1:"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "council.rounds, 0",
        "council.rounds, 9",
        "council.rounds, 2.5",
        "council.rounds, two",
        "council.dissonance_threshold, 1.01",
        "council.dissonance_threshold, NaN",
        "models.BRICK.temperature, -0.1",
        "crucible.prefer, runc",
        "mind.ollama_url, ftp://example",
        "forge.imports, os; rm",
        "models.BRICK.tag, 'a\nb'"
    })
    void aValueOutsideItsRangeIsRefused(String key, String typed) {
        var range = SettingsKeys.find(key).orElseThrow().range();
        assertTrue(range.parse(typed).isEmpty(), key + " takes " + typed);
    }

    @ParameterizedTest
    @CsvSource({
        "council.rounds, 8",
        "council.dissonance_threshold, 1",
        "models.BRICK.tag, \"qwen3:8b\"",
        "models.BRICK.tag, qwen3:8b",
        "mind.openai_url, ''",
        "forge.imports, '[json, re]'",
        "language.steps, 1_000_000"
    })
    void aValueInsideItsRangeIsTaken(String key, String typed) {
        var range = SettingsKeys.find(key).orElseThrow().range();
        assertTrue(range.parse(typed).isPresent(), key + " refuses " + typed);
    }
}
