package batos.shell.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NextCommandTest {
    private static final List<String> COMMANDS =
            List.of("image", "settings", "codex", "models", "debug", "log", "ask", "filein");

    private static String prompt(String text) {
        return new NextCommand(() -> COMMANDS, true).in(text);
    }

    private static String outside(String text) {
        return new NextCommand(() -> COMMANDS, false).in(text);
    }

    @Test
    void hasASlashAtThePromptAndTheProgramsNameElsewhere() {
        assertEquals("x. Next: batos codex show 7", outside("x. Next: /codex show 7"));
        assertEquals("x. Next: /codex show 7", prompt("x. Next: batos codex show 7"));
        assertEquals("x. Next: /codex show 7", prompt("x. Next: /codex show 7"));
        assertEquals("x. Next: batos --help", outside("x. Next: /help"));
    }

    /// Pasted without it, a command that forgets the past would do so to another image.
    @Test
    void namesTheHomeWhereItIsNotTheUsualOne() {
        var next = new NextCommand(() -> COMMANDS, false, () -> "--home '/a $1' ");
        var once = next.in("x. Next: image delete s, then image compact --forget-past");
        assertEquals(
                "x. Next: batos --home '/a $1' image delete s, then batos --home '/a $1' image compact --forget-past",
                once);
        assertEquals(once, next.in(once));
        assertEquals(
                "x. Next: batos --home '/a $1' codex show 7", next.in("x. Next: /codex show 7"));
        assertEquals("x. Next: batos --help", next.in("x. Next: /help"));
    }

    @Test
    void isWrittenBehindBackAndBehindNextWithACondition() {
        assertEquals(
                "x. Back: batos image undo, or batos image undo 3 to go further",
                outside("x. Back: image undo, or image undo 3 to go further"));
        assertEquals("x. Back: /models rollback B", prompt("x. Back: /models rollback B"));
        assertEquals(
                "x. Next, if it disappoints: batos models rollback B",
                outside("x. Next, if it disappoints: /models rollback B"));
    }

    @Test
    void keepsTheProgramsNameWhereBatosIsLeftBefore() {
        var text = "x. Next: leave with Ctrl-D, then batos models list";
        assertEquals(text, prompt(text));
        assertEquals(text, outside(text));
    }

    @Test
    void isAskElsewhereThanAtThePrompt() {
        var text = "x. Next: @ and a question, or @robin and it";
        assertEquals(text, prompt(text));
        assertEquals(
                "x. Next: batos ask and a question, or batos ask --to robin and it", outside(text));
        assertEquals("mail me@ home. Next: me@robin", outside("mail me@ home. Next: me@robin"));
    }

    @Test
    void isFoundWithoutEither() {
        var container = "(no server. Next: /models mind); gvisor (runsc, image batos-sandbox:4)";
        assertEquals(container, prompt(container));
        assertEquals("Next: batos settings set a.b 3", outside("Next: settings set a.b 3"));
        assertEquals(
                "Next: batos image export F, or batos image truncate",
                outside("Next: image export F, or image truncate"));
    }

    @Test
    void leavesOtherWordsAndPathsAsTheyAre() {
        var text = "/codex is a folder. Next: ollama serve, then see /var/log/codex and ask again";
        assertEquals(text, outside(text));
        assertEquals("no Next here: /image", outside("no Next here: /image"));
    }

    @Test
    void isWrittenInTheDocumentToo() {
        var result = CommandResult.failed("no model. Next: /models list");
        assertEquals(
                "no model. Next: batos models list",
                ((Map<?, ?>) new NextCommand(() -> COMMANDS, false).in(result).document())
                        .get("error"));
    }
}
