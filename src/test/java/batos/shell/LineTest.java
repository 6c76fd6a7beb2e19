package batos.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LineTest {
    @Nested
    class TheFirstCharacter {
        @Test
        void sendsALineToTheCouncil() {
            assertEquals(new Line.ToCouncil("how?"), Line.of("@ how?"));
        }

        @Test
        void sendsALineToOnePersona() {
            assertEquals(new Line.ToPersona("ROBIN", "why?"), Line.of("  @robin why?"));
        }

        @Test
        void sendsALineToTheShell() {
            assertEquals(new Line.ToShell("image root"), Line.of("/image root"));
        }

        @Test
        void leavesTheRestToTheImage() {
            assertEquals(new Line.ToImage("3 + 4"), Line.of("3 + 4"));
            assertEquals(new Line.Blank(), Line.of(" \t"));
        }
    }

    @Nested
    class TheWordsOfACommand {
        @Test
        void areSplitAsAPosixShellDoes() {
            assertEquals(
                    List.of("codex", "propose", "be brief", "", "it's"),
                    Words.of("codex  propose \"be brief\" '' it\\'s"));
            assertEquals(List.of("a\"b\\c"), Words.of("\"a\\\"b\\\\c\""));
        }

        @Test
        void needClosedQuotes() {
            var trouble = assertThrows(Trouble.class, () -> Words.of("say 'so"));
            assertEquals(Exit.USAGE, trouble.exit());
        }
    }

    @Nested
    class TheNearestWord {
        private final List<String> known = List.of("image", "tools", "codex", "retire");

        @Test
        void isFoundOverASmallSlip() {
            assertEquals(Optional.of("image"), Nearest.to("imgae", known));
            assertEquals(Optional.of("tools"), Nearest.to("tool", known));
            assertEquals(Optional.of("codex"), Nearest.to("cod", known));
        }

        @Test
        void isNotFoundWhereNothingIsNear() {
            assertEquals(Optional.empty(), Nearest.to("xylophone", known));
        }
    }
}
