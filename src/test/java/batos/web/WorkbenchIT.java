package batos.web;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The workbench in a real browser, on a real owner.
class WorkbenchIT extends VisitedWorkbench {

    @BeforeAll
    static void open() throws Exception {
        workbench = new RunningWorkbench(folder);
        var owner = workbench.owner;
        owner.run("ask", "What is 2 + 3?");
        owner.run("ask", "How should I clean these addresses?");
        owner.run(
                "eval",
                "evil := '<script>document.title := 1</script><img src=x onerror=alert(1)>'");
        owner.run(
                "codex",
                "propose",
                "personas.ROBIN.voice",
                "<b>kind</b>",
                "and",
                "brief",
                "--because",
                "<script>alert(1)</script>");
        owner.run(
                "eval",
                "Object subclass: Account [ | history | history [ ^history ifNil: [history :="
                        + " OrderedCollection new] ] add: n [ self history add: n ] viewHistory ["
                        + " ^ObjectView chart: 'History' values: self history ] ]");
        owner.run("eval", "mine := Account new. mine add: 3; add: 7; add: 5");
    }

    /// One visit of each: it is drawn for a phone, and then gets the other width and theme.
    @Test
    void eachViewIsAccessibleInBothThemesAndOnAPhone() {
        for (var view : RunningWorkbench.VIEWS) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
            page.setViewportSize(360, 900);
            show(view);
            if (view.equals("/dissonance")) {
                page.waitForSelector("#plot[data-drawn]");
            }
            checkWidth(view, 360);
            page.setViewportSize(1200, 900);
            checkWidth(view, 1200);
            checkAccess(axe(), view + " in light");
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            RunningWorkbench.wholePicture(page, name(view) + "-dark-1200");
            // The other rules do not look at colours.
            checkAccess(axe().withRules(List.of("color-contrast")), view + " in the dark");
        }
    }

    private void checkWidth(String view, int width) {
        var wide = (Number) page.evaluate("document.documentElement.scrollWidth");
        assertTrue(wide.intValue() <= width, view + " is " + wide + " wide of " + width);
        RunningWorkbench.wholePicture(page, name(view) + "-light-" + width);
    }

    private static String name(String view) {
        var end = view.indexOf('?');
        var path = view.substring(1, end < 0 ? view.length() : end);
        return path.isEmpty() ? "now" : path;
    }

    /// Without the page of its own that axe opens for documents with frames, which ours have not.
    private AxeBuilder axe() {
        return new AxeBuilder(page).setLegacyMode(true);
    }

    private static void checkAccess(AxeBuilder axe, String where) {
        assertEquals(
                List.of(),
                axe.analyze().getViolations().stream()
                        .map(one -> one.getId() + " " + one.getNodes().getFirst().getTarget())
                        .toList(),
                where);
    }

    @Test
    void aTurnStreamsWhoeverAskedForIt() throws IOException {
        show("/");
        page.waitForSelector("#link.up");
        workbench.owner.line("@robin what worries you?");
        page.locator("#turn p:has-text('ROBIN: ')").first().waitFor();
    }

    @Test
    void aPageOpenedLaterShowsTheLastTurn() {
        page.setViewportSize(1120, 500);
        show("/");
        // As in a home that a new owner opened: without a pulse.
        var written = page.request().get(page.url()).text();
        assertTrue(written.contains("<p class=\"faint\" data-past>Architect: "), written);
        assertTrue(written.contains("<li data-past data-at="), written);
        assertFalse(written.contains("Nobody was asked yet."), written);
        page.locator("#turn p:has-text('ALFRED: ')").first().waitFor();
        page.locator("#events li:has-text('commit')").first().waitFor();
        assertEquals(0, page.locator("#turn [data-past]").count());
        assertEquals(0, page.locator("#events [data-past]").count());
        page.waitForCondition(() ->
                Boolean.TRUE.equals(
                        page.evaluate(
                                "(([t]) => t.childElementCount > 9 && t.scrollTop +"
                                        + " t.clientHeight > t.scrollHeight - 4)([document"
                                        + ".getElementById('turn')])")));
        RunningWorkbench.picture(page, "now");
    }

    @Test
    void aLineIsCarriedOut() {
        show("/objects");
        page.fill("#line", "3 + 4");
        page.press("#line", "Enter");
        page.locator("#did .said:has-text('7')").waitFor();
    }

    @Test
    void whatIsMadeOfMarkupIsText() {
        for (var path : List.of("/image", "/codex", "/objects")) {
            show(path);
            assertEquals(
                    0, page.locator("main script, main img, main b >> text=kind").count(), path);
        }
        show("/codex");
        assertTrue(page.locator("main").innerText().contains("<script>alert(1)</script>"));
    }

    @Test
    void nothingIsApprovedFromThePage() {
        show("/codex");
        var hash = page.locator("pre:has-text('codex approve')").first().innerText();
        assertTrue(hash.contains("--hash"), hash);
        assertFalse(
                page.locator("main button").allInnerTexts().stream()
                        .anyMatch(text -> text.toLowerCase().contains("approve")));
        page.fill("#line", "/" + hash.lines().findFirst().orElseThrow().replace("batos ", ""));
        page.press("#line", "Enter");
        page.locator("#did pre.bad:has-text('nothing is governed from the page')").waitFor();
        show("/codex");
        assertTrue(page.locator("main").innerText().contains("It waits."));
    }

    @Test
    void aDeedShowsTheLineThatItRuns() {
        show("/image");
        page.locator("ol.commits button").first().click();
        page.locator("#commit button.deed").first().click();
        assertTrue(page.locator("#confirm-line").innerText().startsWith("/image restore "));
        page.locator("#confirm button[value=no]").click();
        assertAll(() -> assertFalse(page.locator("#confirm").isVisible()));
    }
}
