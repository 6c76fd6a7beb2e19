package batos.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// codex and its verbs.
class CodexCommandTest {
    @RegisterExtension static final CommandHouse house = CommandHouse.shared();

    private static final String VOICE = "personas.ROBIN.voice";

    private static String proposed(String key, String text) {
        var proposal = house.document("codex", "propose", key, text);
        return proposal.path("hash").asText();
    }

    @Test
    void showsTheCodexOnePersonaAndWhatMayBeProposed() {
        var codex = house.done("codex");
        assertTrue(codex.startsWith("The Codex of the Four (amendment "), codex);
        assertTrue(codex.endsWith("Next: batos codex show robin, batos codex schema"), codex);
        assertTrue(house.done("codex", "show", "brick").startsWith("BRICK, "));
        assertEquals(
                "there is no persona robn (nearest: ROBIN). They are: BRICK, ROBIN, ALFRED, BABS",
                house.refused(2, "codex", "show", "robn"));
        assertTrue(house.done("codex", "schema").contains("  personas.BABS.limits "));
    }

    @Test
    void refusesAnApprovalThatNamesNoHashOrAWrongOne() {
        var hash = proposed(VOICE, "Speaks of owls.");
        var number = number(hash);
        assertEquals(
                "without a terminal an approval must name what it approves: --hash HASH. Next: batos codex show "
                        + number,
                house.refused(4, "codex", "approve", number));
        assertEquals(
                "--hash 00 does not name it: expected at least 8 digits of its hash. Next: batos codex show "
                        + number,
                house.refused(4, "codex", "approve", number, "--hash", "00"));
        assertEquals(
                "the same is waiting already. Next: batos codex show " + number,
                house.refused(4, "codex", "propose", VOICE, "Speaks of owls."));
        assertTrue(
                house.done("codex", "withdraw", number)
                        .startsWith("proposal %s is withdrawn: ".formatted(number)));
        assertEquals(
                "proposal %s is withdrawn. Next: batos codex proposals".formatted(number),
                house.refused(4, "codex", "approve", number, "--hash", hash));
    }

    /// The system enters the codex behind an undo that took it out of the image. Where the watcher
    /// of codex.toml looks at the same moment, that commit may name the deed before the undo.
    @Test
    void anUndoHasOneNumberWhereTheCodexEntersAgain() {
        var hash = proposed("personas.babs.voice", "Counts twice.");
        house.done("codex", "approve", number(hash), "--hash", hash);
        var undone = house.done("undo").replaceFirst("(?s).*?: commit (\\d+), .*", "$1");
        house.done("codex", "drift");
        var last = house.document("log", "-n", "1").get(0);
        assertEquals(undone, last.path("number").asText(), last::toString);
        assertEquals(undone, house.done("log", "-n", "1").split(" ")[0]);
    }

    @Test
    void approvesByHashKeepsTheLedgerAndRollsBack() {
        var before = house.document("codex", "history").size();
        var hash = proposed("personas.BABS.voice", "Counts, and says what was counted.");
        house.done("codex", "approve", number(hash), "--hash", hash);
        assertTrue(house.done("codex", "show", "babs").contains("says what was counted."));
        assertEquals(before + 1, house.document("codex", "history").size());
        assertTrue(house.done("codex", "verify").contains("none altered, removed or moved"));
        assertEquals(2, house.document("codex", "ledger", "--last", "2").size());
        assertTrue(
                house.done("codex", "rollback", String.valueOf(before - 1))
                        .contains(" is waiting: the whole codex. Next: batos codex show "));
        var proposals = house.document("codex", "proposals");
        var back = proposals.get(proposals.size() - 1).path("hash").asText();
        house.done("codex", "approve", number(back), "--hash", back);
        assertTrue(!house.done("codex", "show", "babs").contains("says what was counted."));
        assertTrue(
                house.refused(4, "codex", "rollback", "77")
                        .startsWith("no amendment 77; they are "));
    }

    @Test
    void rejectsWithAReasonOnly() {
        var number = number(proposed("personas.BRICK.voice", "Hums."));
        assertEquals(
                "codex reject needs --because WHY. Next: batos codex reject --help",
                house.refused(2, "codex", "reject", number));
        house.done("codex", "reject", number, "--because", "it hums already");
        assertTrue(house.done("codex", "show", number).contains("it hums already"));
    }

    @Test
    void namesTheNearestKeyAndTheNextCommand() {
        assertEquals(
                "there is no key personas.ROBN.voice in the codex (nearest: personas.ROBIN.voice). Next: batos codex schema",
                house.refused(4, "codex", "propose", "personas.ROBN.voice", "x"));
        assertTrue(house.refused(1, "codex", "show", "99").startsWith("no proposal 99. "));
        assertEquals(
                "--last: 'x' is no whole number. Next: batos codex ledger --help",
                house.refused(2, "codex", "ledger", "--last", "x"));
        assertEquals("codex.toml is the codex in force", house.done("codex", "drift"));
        assertEquals(
                "codex.toml is the codex in force already", house.refused(4, "codex", "ratify"));
    }

    private static String number(String hash) {
        for (var proposal : house.document("codex", "proposals")) {
            if (proposal.path("hash").asText().equals(hash)) {
                return proposal.path("number").asText();
            }
        }
        throw new AssertionError(hash + " in " + house.out());
    }
}
