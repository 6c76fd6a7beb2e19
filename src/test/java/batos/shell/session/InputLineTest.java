package batos.shell.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import batos.app.CommandFailure;
import batos.app.ExitCode;
import batos.text.NearestName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class InputLineTest {
    @Nested
    class TheFirstCharacter {
        @Test
        void sendsALineToTheCouncil() {
            assertEquals(new InputLine.ToCouncil("how?"), InputLine.of("@ how?"));
        }

        @Test
        void sendsALineToOnePersona() {
            assertEquals(new InputLine.ToPersona("ROBIN", "why?"), InputLine.of("  @robin why?"));
        }

        @Test
        void sendsALineToTheShell() {
            assertEquals(new InputLine.ToShell("image root"), InputLine.of("/image root"));
        }

        @Test
        void leavesTheRestToTheImage() {
            assertEquals(new InputLine.ToImage("3 + 4"), InputLine.of("3 + 4"));
            assertEquals(new InputLine.Blank(), InputLine.of(" \t"));
        }
    }

    @Nested
    class TheWordsOfACommand {
        @Test
        void areSplitAsAPosixShellDoes() {
            assertEquals(
                    List.of("codex", "propose", "be brief", "", "it's"),
                    ShellWords.of("codex  propose \"be brief\" '' it\\'s"));
            assertEquals(List.of("a\"b\\c"), ShellWords.of("\"a\\\"b\\\\c\""));
        }

        @Test
        void needClosedQuotes() {
            var trouble = assertThrows(CommandFailure.class, () -> ShellWords.of("say 'so"));
            assertEquals(ExitCode.USAGE, trouble.exit());
        }
    }

    @Nested
    class TheNearestWord {
        private final List<String> known = List.of("image", "tools", "codex", "retire");

        @Test
        void isFoundOverASmallSlip() {
            assertEquals(Optional.of("image"), NearestName.to("imgae", known));
            assertEquals(Optional.of("tools"), NearestName.to("tool", known));
            assertEquals(Optional.of("codex"), NearestName.to("cod", known));
        }

        @Test
        void isNotFoundWhereNothingIsNear() {
            assertEquals(Optional.empty(), NearestName.to("xylophone", known));
        }
    }
}
