package batos.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The prompt as a person meets it: a real process under a real pseudo-terminal.
class TerminalIT {
    private static final String PROMPT = "architect> (?:\033\\[0?m)?";
    private static final String CTRL_C = "\003";
    private static final String CTRL_D = "\004";
    private static final String CTRL_P = "\020";

    @TempDir Path home;
    @TempDir Path elsewhere;

    private Pty open(String... arguments) throws IOException {
        return new Pty(home, Map.of(), arguments);
    }

    @Nested
    class TheStart {
        @Test
        void saysWhatIsInUseAndWhatToTypeFirst() throws Exception {
            try (var pty = open("--mind", "rehearsal")) {
                var banner = pty.await(PROMPT);
                assertTrue(banner.contains("rehearsal mind"), banner);
                assertTrue(banner.contains(home.toString()), banner);
                assertTrue(banner.contains("objects"), banner);
                assertTrue(banner.contains("/help"), banner);
                pty.type(CTRL_D);
                assertEquals(0, pty.exit());
            }
        }

        @Test
        void honoursNoColor() throws Exception {
            try (var pty = new Pty(home, Map.of("NO_COLOR", "1"), "--mind", "rehearsal")) {
                pty.await("architect> ");
                pty.type("/imgae\r");
                var said = pty.await("no command imgae.*?architect> ");
                assertFalse(said.contains("\033[31m"), said);
                assertFalse(said.contains("\033[1m"), said);
                pty.type("/quit\r");
                assertEquals(0, pty.exit());
            }
        }
    }

    @Nested
    class Tab {
        @Test
        void completesCommandsPersonasAndNamesOfTheImage() throws Exception {
            try (var pty = open("--mind", "rehearsal")) {
                pty.await(PROMPT);
                pty.type("/ima\t");
                pty.await("/image ");
                pty.type("ro\t\r");
                pty.await("[0-9a-f]{64}\n");
                pty.await(PROMPT);
                pty.type("@ro\t");
                pty.await("@robin ");
                pty.type(CTRL_C);
                pty.await(PROMPT);
                pty.type("'abc' asUpp\t");
                pty.await("asUppercase");
                pty.type("\r");
                pty.await("'ABC'");
            }
        }
    }

    @Nested
    class CtrlC {
        @Test
        void stopsAnEvaluationAndLeavesTheImageAndThePrompt() throws Exception {
            try (var pty = open("--mind", "rehearsal")) {
                pty.await(PROMPT);
                pty.type("x := 1\r");
                pty.await(PROMPT);
                pty.type("x := 2. ('go', 'es') displayNl. [true] whileTrue: [x := x + 1]\r");
                pty.await("\ngoes");
                pty.type(CTRL_C);
                pty.await("interrupted");
                pty.await(PROMPT);
                pty.type("x + 41\r");
                pty.await("\n42\n");
                pty.await(PROMPT);
                pty.type(CTRL_D);
                assertEquals(0, pty.exit());
            }
        }

        @Test
        void stopsATurnOfTheCouncilAndLeavesTheImage() throws Exception {
            var rules = elsewhere.resolve("slow.toml");
            Files.writeString(
                    rules,
                    """
                    [[rule]]
                    name = "one who takes long"
                    delay_ms = 600000
                    reply = "at last"
                    """);
            try (var pty = open("--mind", "rehearsal")) {
                pty.await(PROMPT);
                pty.type("/models rehearse " + rules + "\r");
                pty.await(PROMPT);
                pty.type("/image root\r");
                var root = pty.await("[0-9a-f]{64}");
                pty.await(PROMPT);
                pty.type("@ think about it\r");
                pty.await("BRICK");
                pty.type(CTRL_C);
                pty.await("interrupted; the image is as it was before the turn");
                pty.await(PROMPT);
                pty.type("/image root\r");
                pty.await(root.substring(root.length() - 64));
                pty.await(PROMPT);
                pty.type(CTRL_D);
                assertEquals(0, pty.exit());
            }
        }

        @Test
        void forgetsTheLineThatIsBeingTyped() throws Exception {
            try (var pty = open("--mind", "rehearsal")) {
                pty.await(PROMPT);
                pty.type("this is nonsense" + CTRL_C);
                pty.await(PROMPT);
                pty.type("3 + 4\r");
                pty.await("\n7\n");
            }
        }
    }

    @Nested
    class Input {
        @Test
        void goesOnUntilItMakesSense() throws Exception {
            try (var pty = open("--mind", "rehearsal")) {
                pty.await(PROMPT);
                pty.type("#(3 4) inject: 0 into: [:a :b |\r");
                pty.await("\\.\\.\\.> ");
                pty.type("a + b]\r");
                pty.await("\n7\n");
            }
        }

        /// A person types on while batos starts: whole lines and the beginning of one.
        @Test
        void isTakenThoughItWasTypedBeforeThePrompt() throws Exception {
            try (var pty = open("--mind", "rehearsal")) {
                pty.type("early := 40\r");
                pty.type("early + 2\r");
                pty.type("early + ");
                pty.await("\n42\n");
                pty.await(PROMPT);
                pty.type("3\r");
                pty.await("\n43\n");
            }
        }

        @Test
        void isRememberedWholeUntilTheNextSession() throws Exception {
            try (var pty = open("--mind", "rehearsal")) {
                pty.await(PROMPT);
                pty.type("5 *\r");
                pty.await("\\.\\.\\.> ");
                pty.type("5\r");
                pty.await("\n25\n");
                pty.await(PROMPT);
                pty.type(CTRL_D);
                assertEquals(0, pty.exit());
            }
            assertTrue(Files.readString(home.resolve("history")).contains("5 *"));
            try (var pty = open("--mind", "rehearsal")) {
                pty.await(PROMPT);
                pty.type(CTRL_P + "\r");
                pty.await("\n25\n");
            }
        }
    }

    @Test
    void aValueOfMillionsOfCharactersIsCut() throws Exception {
        try (var pty = open("--mind", "rehearsal")) {
            pty.await(PROMPT);
            pty.type("String new: 3000000 withAll: $a\r");
            var said = pty.await("3,000,002 characters, the first 20,000 shown");
            assertTrue(said.length() < 40_000, () -> "characters: " + said.length());
        }
    }

    @Nested
    class ATurn {
        @Test
        void isToldByEachPersonaInItsColour() throws Exception {
            try (var pty = open("--mind", "rehearsal")) {
                pty.await(PROMPT);
                pty.type("@ hello there\r");
                pty.await("\033\\[33mBRICK:");
                pty.await("\033\\[94mROBIN:");
                pty.await("\033\\[36mALFRED:");
                pty.await("dissonance 0\\.");
                pty.await(PROMPT);
            }
        }
    }
}
