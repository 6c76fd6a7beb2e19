package batos.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What each view tells of a house in which something happened, in a real browser. Texts of all
/// sources hold markup.
class WorkbenchViewsIT extends VisitedWorkbench {
    private static final String EVIL = "<img src=x onerror=alert(1)><script>alert(2)</script>";

    @BeforeAll
    static void open() throws Exception {
        workbench = new RunningWorkbench(folder);
        var owner = workbench.owner;
        owner.run("settings", "set", "council.dissonance_threshold", "0.2");
        owner.run("ask", "should we fire the two slowest people? " + EVIL);
        owner.run("ask", "slugify 'Hello, " + EVIL + "'");
        owner.line("goal := brick pursue: 'see " + EVIL + "' until: [:g | false]");
        owner.line(
                "Object subclass: Account [ <comment: '" + EVIL + "'> evil [ ^'" + EVIL + "' ] ]");
        owner.line("mine := Account new evil");
        owner.line("/codex propose personas.ROBIN.voice '" + EVIL + "' --because '" + EVIL + "'");
        owner.line("/inspect mine");
        owner.line("mine frobnicate: '" + EVIL + "'");
        var file = folder.resolve("boats.jsonl");
        Files.writeString(
                file,
                """
                {"id":"a","kind":"turn","session":"%1$s","time":"2026-01-02T10:00:00Z","speaker":"%1$s","text":"The boat is green. %1$s"}
                {"id":"b","kind":"turn","session":"%1$s","time":"2026-01-02T10:01:00Z","speaker":"Ann","text":"It lies in the harbour."}
                """
                        .formatted(EVIL));
        owner.run("memory", "import", file.toString());
    }

    private String main() {
        return page.locator("main").innerText();
    }

    /// A dialog, a refused script and a broken picture are complaints, too.
    @Test
    void markupOfAnySourceIsText() {
        var told = 0;
        for (var view : RunningWorkbench.VIEWS) {
            show(view);
            assertEquals(0, page.locator("body img, main script").count(), view);
            told += main().contains("<img src=x") ? 1 : 0;
        }
        for (var part : List.of("Themes", "Timeline", "Audit")) {
            show("/memory");
            page.click("main button:text-is('" + part + "')");
            page.locator("#memories h2:has-text('" + part + "')").waitFor();
            assertEquals(0, page.locator("body img, main script").count(), part);
        }
        for (var path : List.of("/tools/slugify", "/memory/1", "/memory/2")) {
            show(path);
            assertEquals(0, page.locator("body img, main script").count(), path);
        }
        assertTrue(told >= 6, "views that show the text: " + told);
    }

    @Test
    void oneOfThemIsAskedAndTheAnswerComes() {
        show("/");
        page.selectOption("#whom", "@robin ");
        page.fill("#question", "what worries you about boats?");
        page.press("#question", "Enter");
        page.locator("#did code:has-text('@robin what worries you about boats?')").waitFor();
        page.locator("#turn p:has-text('ROBIN: ')").last().waitFor();
    }

    @Test
    void whatRunsIsStopped() {
        show("/objects");
        page.fill("#line", "[true] whileTrue: [3 + 4]");
        page.press("#line", "Enter");
        var ended = page.locator("#did:has-text('exit 130')");
        while (ended.count() == 0) {
            page.click("footer button:has-text('Stop')");
            page.waitForTimeout(100);
        }
        assertEquals("7", workbench.evaluated("3 + 4"));
    }

    @Test
    void aPointOfTheChartLeadsToItsTurnAndItsWhy() {
        show("/dissonance");
        page.waitForSelector("#plot[data-drawn]");
        page.locator("#plot .u-over").click();
        page.waitForURL("**/memory/*");
        var why = page.locator("#why").innerText();
        assertTrue(why.contains("disagreement") && why.contains("Thesis"), why);
        assertTrue(why.contains("BRICK") && why.contains("answered"), why);
    }

    @Test
    void aClimbIsToldAndItsThemeIsHeld() {
        show("/climbs");
        assertTrue(main().contains("tactical"), main());
        page.locator("button:has-text('Hold it')").first().click();
        page.click("#confirm-yes");
        page.locator("main:has-text('held by the Architect')").waitFor();
        page.locator("button:has-text('Let it climb')").first().waitFor();
    }

    @Test
    void aGoalIsToldAndRetired() {
        show("/goals");
        assertTrue(main().contains("see <img"), main());
        page.locator("button:has-text('Retire')").first().click();
        assertEquals("/goals retire 1", page.locator("#confirm-line").innerText());
        page.click("#confirm-yes");
        page.locator("main td:has-text('retired')").waitFor();
    }

    @Test
    void mindsTellPinsSwapsAndWhatWasSpent() {
        show("/minds");
        assertEquals(4, page.locator("section[aria-label=Pins] tbody tr").count());
        assertTrue(main().contains("tokens today of"), main());
        assertTrue(main().contains("Swaps"), main());
    }

    @Test
    void aSwapIsShownAsItIsMade() throws IOException {
        show("/minds");
        workbench.owner.line("/models use BRICK bat:1b");
        page.locator("section[aria-label=Pins] tr:has-text('BRICK'):has-text('bat:1b')").waitFor();
        page.locator("section[aria-label=Swaps] tr:has-text('/models use BRICK bat:1b')").waitFor();
        page.locator("section[aria-label=Pins] tr:has-text('BRICK') button.deed").click();
        assertEquals("/models rollback BRICK", page.locator("#confirm-line").innerText());
        page.click("#confirm-yes");
        page.locator("section[aria-label=Swaps] tr:has-text('/models rollback BRICK')").waitFor();
    }

    @Test
    void aToolThatKeepsFailingIsShownInQuarantine() throws IOException {
        var file = folder.resolve("inverse.py");
        Files.writeString(
                file,
                """
                def inverse(n: int) -> float:
                    \"""The inverse of a number.

                    >>> inverse(4)
                    0.25
                    >>> inverse(-2)
                    -0.5
                    \"""
                    return 1 / n
                """);
        var imported = workbench.owner.run("tools", "import", file.toString());
        show("/tools");
        var row = page.locator("main tr:has-text('inverse')");
        row.locator("td:has-text('live')").waitFor();
        for (var times = 0; times < 3; times++) {
            workbench.owner.run("tools", "call", "inverse", "{\"n\":0}");
        }
        row.locator("td:has-text('quarantined')").waitFor();
        assertTrue(imported.contains("inverse"), imported);
    }

    @Test
    void memoryIsFollowedFromATurnToItsEpisodeAndBack() {
        show("/memory");
        page.click("main button:text-is('Themes')");
        page.locator("#memories h2:has-text('Themes')").waitFor();
        page.click("main button:text-is('Timeline')");
        page.locator("#memories li:has-text('boat is green') button").first().click();
        page.locator("#memories h2:has-text('turn')").waitFor();
        page.click("#memories button:has-text('Up')");
        page.locator("#memories h2:has-text('episode')").waitFor();
        page.locator("#memories li:has-text('lies in the harbour') button").first().click();
        page.locator("#memories p.text:has-text('lies in the harbour')").waitFor();
        page.click("main button:text-is('Audit')");
        page.locator("#memories th:has-text('what it means')").waitFor();
    }

    @Test
    void aRecallTellsThePartsOfItsScores() {
        show("/memory");
        page.fill("#q", "which boat is green?");
        page.press("#q", "Enter");
        var row = page.locator("#recalled tbody tr:has-text('boat is green')").first();
        row.waitFor();
        assertTrue(row.innerText().matches("(?s).*[a-z]+ \\d\\.\\d{4}.*"), row.innerText());
    }

    @Test
    void theCodexChangesOnThePageAtOnceWhenTheLineIsTyped() throws IOException {
        workbench.owner.line("/codex propose personas.BABS.voice 'Speaks softly.' --because x");
        show("/codex");
        var before = page.locator("main p").first().innerText();
        var line =
                page.locator("article:has-text('personas.BABS.voice') pre")
                        .innerText()
                        .lines()
                        .findFirst()
                        .orElseThrow();
        workbench.owner.run(line.replace("batos ", "").split(" "));
        page.locator("article:has-text('personas.BABS.voice'):has-text('approved')").waitFor();
        page.locator("section[aria-label=Text]:has-text('Speaks softly.')").waitFor();
        assertNotEquals(before, page.locator("main p").first().innerText());
    }

    @Test
    void everythingIsReachedByKeyboard() {
        show("/image");
        page.keyboard().press("Tab");
        assertEquals("To the content", focused("innerText"));
        page.keyboard().press("Enter");
        tabTo("commits");
        page.keyboard().press("Enter");
        page.locator("#commit button.deed").first().waitFor();
        tabTo("commit");
        while (!focused("className").equals("deed")) {
            page.keyboard().press("Tab");
        }
        page.keyboard().press("Enter");
        page.locator("#confirm[open]").waitFor();
        assertTrue(
                page.evaluate("document.activeElement.closest('#confirm') !== null").equals(true));
        page.keyboard().press("Escape");
        assertEquals(0, page.locator("#confirm[open]").count());
        assertEquals("deed", focused("className"));
    }

    private String focused(String property) {
        return String.valueOf(page.evaluate("name => document.activeElement[name]", property));
    }

    /// Tabs into the part of that id or class; each stop on the way shows that it has the focus.
    private void tabTo(String part) {
        for (var stop = 0; stop < 200; stop++) {
            page.keyboard().press("Tab");
            assertNotEquals(
                    "none",
                    page.evaluate("getComputedStyle(document.activeElement).outlineStyle"),
                    () -> "no outline: " + focused("outerHTML"));
            if (Boolean.TRUE.equals(
                    page.evaluate(
                            "part => document.activeElement.closest('#' + part + ', .' + part)"
                                    + " !== null",
                            part))) {
                return;
            }
        }
        throw new AssertionError(part + " is not reached with Tab");
    }

    @Test
    void theLinkIsSilentThenDownWhileTheOwnerIsFrozenAndUpAgain() throws Exception {
        show("/");
        page.locator("#events li").first().waitFor();
        workbench.owner.signal("STOP");
        try {
            page.locator("#link.silent:has-text('silent')").waitFor();
            page.locator("#link.down:has-text('down')").waitFor();
        } finally {
            workbench.owner.signal("CONT");
        }
        page.locator("#link.up:has-text('up')").waitFor();
    }
}
