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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Windows of a browser that have entered a workbench. The browser is one for all classes of a
/// process, whose end ends it; Playwright wants all calls from one thread.
final class VisitingBrowser implements AutoCloseable {
    /// The one without a window of its own costs a third of the other's processor time.
    private static final Path CHROMIUM =
            Stream.of("chromium-headless-shell", "chromium")
                    .map(Path.of("/usr/bin")::resolve)
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElse(Path.of("/usr/bin/chromium"));

    private static @Nullable Browser running;

    final List<String> complaints = new ArrayList<>();
    private final List<BrowserContext> windows = new ArrayList<>();
    private final Browser browser;
    private final String address;
    private final String cookies;

    /// @param link the one that lets a browser in once
    VisitingBrowser(String link) {
        browser = browser();
        address = link.substring(0, link.indexOf("/enter"));
        try (var context = patient(browser.newContext())) {
            context.newPage().navigate(link);
            cookies = context.storageState();
        }
    }

    private static Browser browser() {
        var known = running;
        if (known == null || !known.isConnected()) {
            known =
                    Playwright.create(
                                    new Playwright.CreateOptions()
                                            .setEnv(
                                                    Map.of(
                                                            "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                                                            "1")))
                            .chromium()
                            .launch(
                                    new BrowserType.LaunchOptions()
                                            .setExecutablePath(CHROMIUM)
                                            .setTimeout(Patience.BOUND.toMillis())
                                            .setArgs(List.of("--no-sandbox")));
            running = known;
        }
        return known;
    }

    /// Skips a test where there is no browser.
    static void assumed() {
        assumeTrue(
                Files.isExecutable(CHROMIUM),
                "no chromium in /usr/bin. Next: apt-get install chromium-headless-shell");
    }

    private static BrowserContext patient(BrowserContext context) {
        context.setDefaultTimeout(Patience.BOUND.toMillis());
        context.setDefaultNavigationTimeout(Patience.BOUND.toMillis());
        return context;
    }

    /// A page of its own window; what its console complains about is kept.
    Page visitor(ColorScheme theme, int width) {
        complaints.clear();
        var window =
                patient(
                        browser.newContext(
                                new Browser.NewContextOptions()
                                        .setStorageState(cookies)
                                        .setColorScheme(theme)
                                        .setViewportSize(width, 900)));
        windows.add(window);
        var visitor = window.newPage();
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
        windows.forEach(BrowserContext::close);
    }
}
