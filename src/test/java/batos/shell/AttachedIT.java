package batos.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.Patience;
import batos.nerve.OwnerControl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A second prompt on an image that another process owns, at a real terminal.
class AttachedIT {
    private static final String PROMPT = "architect> ";

    /// One owner for those that leave him as he was: a start costs seconds of the processor.
    @TempDir static Path dir;

    private static Pty owner;

    @BeforeAll
    static void own() throws Exception {
        owner = own(home());
    }

    @AfterAll
    static void close() {
        close(owner, home());
    }

    private static Pty own(Path home) throws Exception {
        var prompt = new Pty(home, Map.of("HOME", dir.toString()), "--mind", "rehearsal");
        prompt.await(PROMPT);
        return prompt;
    }

    private static void close(Pty prompt, Path home) {
        prompt.close();
        OwnerControl.owner(home)
                .flatMap(ProcessHandle::of)
                .ifPresent(ProcessHandle::destroyForcibly);
    }

    private static Path home() {
        return dir.resolve("home");
    }

    private static Pty attached(Path home) throws Exception {
        var second = new Pty(home, Map.of("HOME", dir.toString()));
        second.await("attached to process .*?" + PROMPT);
        return second;
    }

    private static Pty attached() throws Exception {
        return attached(home());
    }

    @Test
    void sharesItsVariablesAndIsNamedInTheJournal() throws Exception {
        try (var second = attached()) {
            second.type("shared := 6 * 7\r");
            second.await(PROMPT);
            owner.type("shared\r");
            owner.await("42.*?" + PROMPT);
            owner.type("/image log\r");
            var log = owner.await("shared := 6 \\* 7.*?" + PROMPT);
            assertTrue(log.contains("architect at pts/"), log);
        }
    }

    @Test
    void saysThatTheOwnerDiedAndOwnsTheImageItself() throws Exception {
        var home = dir.resolve("dying");
        var dying = own(home);
        try (var second = attached(home)) {
            second.type("kept := 'acknowledged'\r");
            second.await(PROMPT);
            OwnerControl.owner(home).flatMap(ProcessHandle::of).orElseThrow().destroyForcibly();
            second.type("kept\r");
            second.await("what it acknowledged is kept.*?own the image here\\? \\[Y/n\\] ");
            second.type("\r");
            second.await(PROMPT);
            second.type("kept , '!'\r");
            second.await("'acknowledged!'.*?" + PROMPT);
        } finally {
            close(dying, home);
        }
    }

    @Test
    void tellsInItsPromptThatTheOwnerIsSilentAndUpAgain() throws Exception {
        var home = dir.resolve("silent");
        var silent = own(home);
        try (var second = attached(home)) {
            var pid = OwnerControl.owner(home).orElseThrow();
            signal("STOP", pid);
            try {
                shown(second, "architect (owner silent)> ");
                shown(second, "the owner (process " + pid + ") says nothing");
            } finally {
                signal("CONT", pid);
            }
            shown(second, "\narchitect> ");
            second.type("3 + 4\r");
            second.await("7.*?" + PROMPT);
        } finally {
            close(silent, home);
        }
    }

    private static void signal(String name, long pid) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    }

    /// Types empty lines, each of which shows the prompt anew, until it shows that.
    private static void shown(Pty prompt, String wanted) throws Exception {
        for (var text = ""; !text.replace("\r", "").contains(wanted); ) {
            Thread.sleep(200);
            prompt.type("\r");
            text = prompt.await("architect[^>]*> ");
        }
    }

    @Test
    void leavesTheOwnerWhenItLeaves() throws Exception {
        try (var second = attached()) {
            second.type("\u0004");
            second.await("the owner keeps everyone");
            assertEquals(0, second.exit());
        }
        owner.type("33 + 44\r");
        owner.await("77.*?" + PROMPT);
    }

    @Test
    void showsAProposalAndAsksBeforeItApproves() throws Exception {
        try (var second = attached()) {
            second.type("/codex propose personas.ROBIN.voice 'Speaks softly.' --because x\r");
            second.await("is waiting.*?" + PROMPT);
            second.type("/codex approve 1\r");
            var shown = second.await("Put proposal 1 in force\\? \\[y/N\\] ");
            assertTrue(shown.contains("softly."), shown);
            second.type("n\r");
            second.await("nothing is approved; proposal 1 stays as it is.*?" + PROMPT);
            assertFalse(Files.readString(home().resolve("codex.toml")).contains("softly"));
            second.type("/codex approve 1\r");
            second.await("Put proposal 1 in force\\? \\[y/N\\] ");
            second.type("y\r");
            second.await("amendment 1 is in force.*?" + PROMPT);
        }
        assertTrue(Files.readString(home().resolve("codex.toml")).contains("Speaks softly."));
    }

    @Test
    void aCommandLeavesAnOwnerBehindThatTheNextOneFinds() throws Exception {
        var other = dir.resolve("other");
        var around = Map.of("HOME", dir.toString());
        try (var set = new Pty(other, around, "settings", "set", "owner.linger_minutes", "1")) {
            assertEquals(0, set.exit());
        }
        try (var once = new Pty(other, around, "eval", "'left := 3 + 4'")) {
            once.await("7|left");
            assertEquals(0, once.exit());
        }
        Patience.until("no owner is left", () -> OwnerControl.owner(other).isPresent());
        var left = OwnerControl.owner(other).flatMap(ProcessHandle::of).orElseThrow();
        try (var once = new Pty(other, around, "eval", "left")) {
            once.await("7");
            assertEquals(0, once.exit());
            assertTrue(left.isAlive());
        } finally {
            left.destroyForcibly();
        }
    }
}
