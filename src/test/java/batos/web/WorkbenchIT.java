package batos.web;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The workbench in a real browser, on a real owner. Its pictures go to `target/workbench`.
class WorkbenchIT {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path PICTURES = Path.of("target", "workbench");
    private static final Map<String, String> VIEWS =
            Map.of(
                    "/", "now",
                    "/dissonance", "dissonance",
                    "/objects", "objects",
                    "/image", "image",
                    "/tools", "tools",
                    "/memory", "memory",
                    "/minds", "minds",
                    "/codex", "codex");

    @TempDir static Path folder;

    private static RunningOwner owner;
    private static Playwright playwright;
    private static Browser browser;
    private static String address;
    private static String cookies;

    private final List<String> complaints = new ArrayList<>();
    private Page page;

    @BeforeAll
    static void open() throws Exception {
        assumeTrue(
                Files.isExecutable(CHROMIUM),
                "no chromium at /usr/bin/chromium. Next: apt-get install chromium");
        owner = new RunningOwner(folder);
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
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(CHROMIUM)
                                        .setArgs(List.of("--no-sandbox")));
        var link = owner.link();
        address = link.substring(0, link.indexOf("/enter"));
        var context = browser.newContext();
        context.newPage().navigate(link);
        cookies = context.storageState();
        Files.createDirectories(PICTURES);
    }

    @AfterAll
    static void close() throws InterruptedException {
        if (playwright != null) {
            playwright.close();
        }
        if (owner != null) {
            owner.close();
        }
    }

    @BeforeEach
    void visit() {
        page = visitor(ColorScheme.LIGHT, 1200);
    }

    @AfterEach
    void leave() {
        page.context().close();
        assertEquals(List.of(), complaints, "what the browser complained about");
    }

    private Page visitor(ColorScheme theme, int width) {
        var visitor =
                browser.newContext(
                                new Browser.NewContextOptions()
                                        .setStorageState(cookies)
                                        .setColorScheme(theme)
                                        .setViewportSize(width, 900))
                        .newPage();
        visitor.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        visitor.onPageError(complaints::add);
        visitor.onDialog(dialog -> complaints.add("a dialog: " + dialog.message()));
        return visitor;
    }

    private void show(String path) {
        page.navigate(address + path);
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void eachViewIsAccessibleInBothThemesAndOnAPhone(ColorScheme theme) {
        for (var width : List.of(1200, 360)) {
            try (var context = visitor(theme, width).context()) {
                var visitor = context.pages().getFirst();
                for (var view : VIEWS.entrySet()) {
                    visitor.navigate(address + view.getKey());
                    var wide = (Number) visitor.evaluate("document.documentElement.scrollWidth");
                    assertTrue(wide.intValue() <= width, view.getKey() + " is " + wide + " wide");
                    visitor.screenshot(
                            new Page.ScreenshotOptions()
                                    .setFullPage(true)
                                    .setPath(
                                            PICTURES.resolve(
                                                    view.getValue()
                                                            + "-"
                                                            + theme.name().toLowerCase()
                                                            + "-"
                                                            + width
                                                            + ".png")));
                    if (width > 1000) {
                        checkAccess(visitor, view.getKey() + " " + theme);
                    }
                }
            }
        }
    }

    private static void checkAccess(Page visitor, String where) {
        assertEquals(
                List.of(),
                new AxeBuilder(visitor)
                        .analyze().getViolations().stream()
                                .map(one ->
                                        one.getId() + " " + one.getNodes().getFirst().getTarget())
                                .toList(),
                where);
    }

    @Test
    void aTurnStreamsWhoeverAskedForIt() throws IOException {
        show("/");
        page.waitForSelector("#link.up");
        owner.line("@robin what worries you?");
        page.locator("#turn p:has-text('ROBIN: ')").first().waitFor();
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
