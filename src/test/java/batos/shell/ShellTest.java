package batos.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.text.TerminalText;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellTest {
    private final TestHouse house = new TestHouse();

    @Nested
    class ACommand {
        @Test
        void printsItsResultAloneOnStdout() {
            assertEquals(0, house.run("image", "root"));
            assertTrue(house.out().matches("[0-9a-f]{64}\n"), house.out());
            assertEquals("", house.err());
        }

        @Test
        void printsOneDocumentWhenAskedForJson() throws JsonProcessingException {
            assertEquals(0, house.run("status", "--json"));
            var document = new ObjectMapper().readTree(house.out());
            assertEquals(64, document.get("root").asText().length());
            assertTrue(document.get("home").isTextual(), house.out());
        }

        @Test
        void saysWhatItsMemoryIsFor() throws JsonProcessingException {
            assertEquals(0, house.run("status", "--memory", "--json"));
            var parts = new ObjectMapper().readTree(house.out());
            var used = parts.get("of that, in use").asLong();
            assertTrue(used > 0 && used <= parts.get("Java heap").asLong(), house.out());
            assertTrue(parts.get("resident").asLong() > used, house.out());
            assertTrue(parts.get("embedding model").isTextual(), house.out());
            assertTrue(
                    parts.get("of them, the image").asLong()
                            <= parts.get("of that, mapped files").asLong(),
                    house.out());
            assertTrue(parts.get("image.memory_mb").isTextual(), house.out());
        }

        @Test
        void isRefusedWhereItIsAProtocolThatTheHouseDoesNotSpeak() {
            assertEquals(2, house.run("mcp"));
            assertTrue(house.err().contains("this house does not speak mcp"), house.err());
            assertEquals("", house.out());
        }

        @Test
        void understandsGlobalOptionsBeforeAndAfterItsName() {
            house.run("--home", "/tmp/here", "--json", "image", "root");
            house.run("image", "root", "--home", "/tmp/here", "--json");
            assertEquals(Path.of("/tmp/here"), house.openings.get(0).home());
            assertEquals(Path.of("/tmp/here"), house.openings.get(1).home());
            assertTrue(house.out().startsWith("\""), house.out());
        }

        /// Where the house is and how the answer looks is no part of a deed.
        @Test
        void isRecordedWithoutItsGlobalOptions() {
            house.run("--home", "/tmp/here", "--json", "eval", "x := 42", "-v");
            house.run("image", "log", "-n", "1");
            assertTrue(house.out().contains("eval x := 42\n"), house.out());
            assertFalse(house.out().contains("--"), house.out());
        }

        @Test
        void helpsAsJson() throws JsonProcessingException {
            for (var asked : new String[][] {{"--json", "help"}, {"help", "vars", "--json"}}) {
                assertEquals(0, house.run(asked));
                var text = new ObjectMapper().readTree(house.out()).get("text").asText();
                assertTrue(text.contains("Usage: batos"), text);
            }
            assertEquals(0, house.run("help", "--json", "memory"));
            assertTrue(new ObjectMapper().readTree(house.out()).has("text"), house.out());
            assertEquals(2, house.run("--json", "help", "memry"));
            assertEquals(2, new ObjectMapper().readTree(house.out()).get("exit").asInt());
        }

        /// Not with the message that the shell wrote around it.
        @Test
        void tellsAFaultOfAnInspectedExpressionAsItWasTyped() {
            assertEquals(1, house.run("inspect", "3 + nosuch"));
            assertEquals(
                    """
                    SystemExceptions.NotFound: nothing is named nosuch
                    architect:1:5
                    3 + nosuch
                        ^
                      UndefinedObject>>executeStatements (architect:1)
                    """,
                    house.err());
            assertEquals(1, house.run("inspect", "3 + )"));
            assertTrue(house.err().startsWith("architect:1:5: "), house.err());
            assertFalse(house.err().contains("inspector"), house.err());
        }

        @Test
        void failsAsJsonTooAndNeverWithZero() throws JsonProcessingException {
            assertEquals(2, house.run("--json", "imgae", "root"));
            var document = new ObjectMapper().readTree(house.out());
            assertEquals(2, document.get("exit").asInt());
            assertTrue(document.get("error").asText().contains("(nearest: image)"), house.out());
        }
    }

    @Nested
    class AnImpossibleCommandLine {
        @Test
        void namesTheNearestCommand() {
            assertEquals(2, house.run("imgae"));
            assertEquals("no command imgae (nearest: image). Next: batos --help\n", house.err());
        }

        @Test
        void namesTheNearestOption() {
            assertEquals(2, house.run("image", "log", "--limmit", "3"));
            assertEquals(
                    "no option --limmit (nearest: --limit). Next: batos image log --help\n",
                    house.err());
        }

        @Test
        void namesWhatIsMissingAndWhatIsNoNumber() {
            assertEquals(2, house.run("image", "diff"));
            assertEquals("image diff needs A. Next: batos image diff --help\n", house.err());
            assertEquals(2, house.run("image", "undo", "two"));
            assertEquals(
                    "N: 'two' is no whole number. Next: batos image undo --help\n", house.err());
        }

        @Test
        void namesAMissingOptionAsItIsTyped() {
            assertEquals(2, house.run("codex", "reject", "2"));
            assertEquals(
                    "codex reject needs --because WHY. Next: batos codex reject --help\n",
                    house.err());
        }

        /// A variable that is not set must not stand for the present folder.
        @ParameterizedTest
        @ValueSource(strings = {"--home", "--config", "--record", "--replay"})
        void takesNoEmptyFolderAndNoEmptyFile(String option) {
            assertEquals(2, house.run(option, "", "eval", "3 + 4"));
            assertTrue(house.err().startsWith(option + " '' names no "), house.err());
            assertEquals(List.of(), house.openings);
        }

        @Test
        void namesATopicThatIsNotThere() {
            assertEquals(2, house.run("help", "memry"));
            assertEquals(
                    "no command or topic memry (nearest: memory). Next: batos --help\n",
                    house.err());
        }

        @Test
        void takesNoEmptyCorrectionAndNoPortThatIsNone() {
            assertEquals(2, house.run("correct", " "));
            assertTrue(house.err().startsWith("TEXT is empty"), house.err());
            assertEquals(2, house.run("web", "--port", "99999"));
            assertTrue(house.err().startsWith("--port is 99999; it is 0 to 65535"), house.err());
        }

        @Test
        void ofForkIsHelpedWithoutARecord() {
            assertEquals(0, house.run("fork", "--help"));
            assertTrue(house.out().startsWith("Usage: batos fork FILE"), house.out());
            assertEquals(2, house.run("--mind", "rehearsal", "fork"));
            assertEquals("fork needs FILE. Next: batos fork --help\n", house.err());
        }

        @Test
        void isNoneWhereAnExpressionBeginsWithANegativeNumber() {
            assertEquals(0, house.run("eval", "-3 abs"));
            assertEquals("3\n", house.out());
        }

        @Test
        void isReadAsItsDefaultWhereTheGroupHasOne() {
            assertEquals(0, house.run("image"));
        }

        @Test
        void opensNoHouse() {
            house.run("imgae");
            house.run("image", "log", "-n", "many");
            house.run("--help");
            house.run("image", "--help");
            house.run("--version");
            assertEquals(0, house.openings.size());
        }
    }

    @Nested
    class Asked {
        @Test
        void forHelpItTellsHowLinesAreReadAndHowItEnds() {
            assertEquals(0, house.run("--help"));
            assertTrue(house.out().contains("@robin"), house.out());
            assertTrue(house.out().contains("Exit codes"), house.out());
            assertEquals(2, house.out().split("BAT OS Series IV", -1).length, house.out());
            var byFlag = house.out();
            assertEquals(0, house.run("help"));
            assertEquals(byFlag, house.out());
        }

        @Test
        void forHelpOfOneCommandItTellsOfThatAlone() {
            assertEquals(0, house.run("help", "image", "log"));
            assertTrue(house.out().contains("--limit"), house.out());
            assertFalse(house.out().contains("BAT OS Series IV"), house.out());
            assertFalse(house.out().contains("--home"), house.out());
            var byName = house.out();
            assertEquals(0, house.run("image", "log", "--help"));
            assertEquals(byName, house.out());
            assertEquals(0, house.run("--help", "image", "log"), house.err());
            assertEquals(byName, house.out());
        }
    }

    @Nested
    class PipedInput {
        @Test
        void isReadLineByLineWithoutPromptOrBanner() {
            assertEquals(0, house.piped("/image root\n\n/image root\n"));
            assertTrue(house.out().matches("([0-9a-f]{64}\n){2}"), house.out());
            assertEquals("", house.err());
        }

        @Test
        void goesOnAfterALineThatFailsAndFailsAtItsEnd() {
            assertEquals(1, house.piped("/imgae root\n/image root\n"));
            assertTrue(house.out().matches("[0-9a-f]{64}\n"), house.out());
            assertEquals("no command imgae (nearest: image). Next: /help\n", house.err());
        }

        @Test
        void mayBeginWithAByteOrderMark() {
            assertEquals(0, house.piped("\uFEFF3 + 4\n/image root\n"), house.err());
            assertTrue(house.out().startsWith("7\n"), house.out());
            assertEquals(0, house.piped("\uFEFF/image root\n"), house.err());
        }

        @Test
        void stopsAtQuit() {
            assertEquals(0, house.piped("/quit\n/image root\n"));
            assertEquals("", house.out());
        }

        @Test
        void saysWhichPersonaWasProbablyMeant() {
            assertEquals(1, house.piped("@robbin why?\n"));
            assertTrue(house.err().startsWith("no persona robbin (nearest: robin)"), house.err());
        }

        @Test
        void cannotMoveIntoAnotherHouse() {
            assertEquals(1, house.piped("/image root --home /tmp/elsewhere\n"));
            assertEquals("", house.out());
        }
    }

    @Nested
    class UntrustedText {
        @Test
        void losesItsPowerOverTheTerminal() {
            assertEquals("abcd", TerminalText.safe("\033]0;owned\007a\033[31mb\u202ec\u009b2Jd"));
        }

        @Test
        void keepsLinesTabsAndLetters() {
            assertEquals("a\tb\n\u00e4\ud83e\udd87", TerminalText.safe("a\tb\n\u00e4\ud83e\udd87"));
        }

        @Test
        void showsTheRestOfATornSequenceWithoutItsEscape() {
            assertEquals("]0;title", TerminalText.safe("\033]0;title"));
        }
    }
}
