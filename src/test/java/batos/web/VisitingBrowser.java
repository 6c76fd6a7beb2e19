package batos.web;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import batos.Patience;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A browser that has entered a workbench.
final class VisitingBrowser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    final List<String> complaints = new ArrayList<>();
    private final Playwright playwright;
    private final Browser browser;
    private final String address;
    private final String cookies;

    /// @param link the one that lets a browser in once
    VisitingBrowser(String link) {
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
                                        .setTimeout(Patience.BOUND.toMillis())
                                        .setArgs(List.of("--no-sandbox")));
        address = link.substring(0, link.indexOf("/enter"));
        try (var context = patient(browser.newContext())) {
            context.newPage().navigate(link);
            cookies = context.storageState();
        }
    }

    /// Skips a test where there is no browser.
    static void assumed() {
        assumeTrue(
                Files.isExecutable(CHROMIUM),
                "no chromium at /usr/bin/chromium. Next: apt-get install chromium");
    }

    private static BrowserContext patient(BrowserContext context) {
        context.setDefaultTimeout(Patience.BOUND.toMillis());
        context.setDefaultNavigationTimeout(Patience.BOUND.toMillis());
        return context;
    }

    /// A page of its own window; what its console complains about is kept.
    Page visitor(ColorScheme theme, int width) {
        complaints.clear();
        var visitor =
                patient(
                                browser.newContext(
                                        new Browser.NewContextOptions()
                                                .setStorageState(cookies)
                                                .setColorScheme(theme)
                                                .setViewportSize(width, 900)))
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

    void show(Page page, String path) {
        page.navigate(address + path);
    }

    @Override
    public void close() {
        playwright.close();
    }
}
