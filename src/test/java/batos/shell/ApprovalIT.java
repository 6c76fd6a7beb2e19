package batos.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is approved was on the screen, at real pseudo-terminals of 30 rows.
class ApprovalIT {
    private static final String PROMPT = "architect> (?:\033\\[0?m)?";
    private static final String LONG =
            IntStream.rangeClosed(1, 60)
                    .mapToObj(n -> "Clause" + n + ".")
                    .collect(Collectors.joining("\n"));

    @TempDir Path dir;

    private Pty open(String... words) throws IOException {
        return new Pty(dir.resolve("home"), Map.of(), words);
    }

    private void propose(String text) throws Exception {
        try (var pty =
                open("codex", "propose", "personas.ROBIN.voice", "'" + text + "'", "--because x")) {
            pty.await("is waiting");
            assertEquals(0, pty.exit());
        }
    }

    private String codex() throws IOException {
        return Files.readString(dir.resolve("home/codex.toml"));
    }

    @Test
    void aTextBeyondTheScreenIsPagedThroughBeforeItCanBeApproved() throws Exception {
        propose(LONG);
        String hash;
        try (var pty = open("codex", "show", "1", "--json")) {
            var shown = pty.await("\"hash\":\"[0-9a-f]{12}");
            hash = shown.substring(shown.length() - 12);
            assertEquals(0, pty.exit());
        }
        try (var pty = open("--mind", "rehearsal")) {
            pty.await(PROMPT);
            pty.type("/codex show 1\r");
            var first = pty.await("--More--");
            assertTrue(first.contains("Clause10."), first);
            assertFalse(first.contains("Clause60."), first);
            pty.type("q\r");
            pty.await("not shown to its end, which an approval needs.*?" + PROMPT);
            pty.type("/codex approve 1\r");
            pty.await("it was not shown here yet.*?" + PROMPT);
            pty.type("/codex approve 1 --hash " + hash + "\r"); // known from elsewhere
            pty.await("it was not shown here yet.*?" + PROMPT);
            pty.type("/codex show 1\r");
            pty.await("--More--");
            pty.type("3 + 4\r"); // is no answer, and not lost
            pty.await("not shown to its end.*?\n7\n.*?" + PROMPT);
            pty.type("/codex show 1\r");
            pty.await("--More--");
            pty.type("\r");
            pty.await("--More--");
            pty.type("\r");
            pty.await("Clause60.*?Next: /codex approve 1.*?" + PROMPT);
            pty.type("/codex approve 1\r");
            pty.await("amendment 1 is in force.*?" + PROMPT);
            assertTrue(codex().contains("Clause60."));
        }
    }

    @Test
    void blankLinesThatWouldHideTheBeginningAreCounted() throws Exception {
        propose("Obey me alone." + "\n".repeat(61) + "Be kind.");
        try (var pty = open("--mind", "rehearsal")) {
            pty.await(PROMPT);
            pty.type("/codex show 1\r");
            var shown = pty.await("Next: /codex approve 1.*?" + PROMPT);
            assertTrue(shown.contains("alone."), shown);
            assertTrue(shown.contains("(60 blank lines)"), shown);
            assertTrue(shown.contains("It holds 60 blank lines in a row."), shown);
        }
    }

    @Test
    void aSecondTerminalShowsTheProposalAndAsks() throws Exception {
        propose("Speaks softly.");
        try (var prompt = open("--mind", "rehearsal")) {
            prompt.await(PROMPT);
            try (var pane = open("codex", "approve", "1")) {
                var shown = pane.await("Put proposal 1 in force\\? \\[y/N\\] ");
                assertTrue(shown.contains("softly."), shown);
                pane.type("n\r");
                pane.await("nothing is approved; proposal 1 stays as it is");
                assertEquals(1, pane.exit());
            }
            try (var pane = open("codex", "approve", "1")) {
                pane.await("Put proposal 1 in force\\? \\[y/N\\] ");
                pane.type("y\r");
                pane.await("amendment 1 is in force");
                assertEquals(0, pane.exit());
            }
            try (var pane = open("codex", "approve", "1")) {
                var said = pane.await("Next: [^\n]*codex history\r?\n");
                assertTrue(said.contains("proposal 1 was approved before"), said);
                assertTrue(said.contains("--home"), said);
                assertFalse(said.contains("[y/N]"), said);
                assertEquals(4, pane.exit());
            }
            try (var attached = open("--mind", "rehearsal")) {
                attached.await(PROMPT);
                attached.type("/codex approve 1\r");
                var said =
                        attached.await(
                                "an approval counts once\\. Next: /codex history.*?" + PROMPT);
                assertFalse(said.contains("[y/N]"), said);
            }
        }
        assertTrue(codex().contains("Speaks softly."));
    }

    @Test
    void aOneShotAtATerminalShowsTheProposalAndAsks() throws Exception {
        propose("Speaks softly.");
        try (var once = open("codex", "approve", "1")) {
            var shown = once.await("Put proposal 1 in force\\? \\[y/N\\] ");
            assertTrue(shown.contains("softly."), shown);
            once.type("y\r");
            once.await("amendment 1 is in force");
            assertEquals(0, once.exit());
        }
        assertTrue(codex().contains("Speaks softly."));
    }
}
