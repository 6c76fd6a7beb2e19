package batos.web;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import batos.Patience;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
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

/// An owner with its workbench, and a browser that has entered it.
final class RunningWorkbench implements AutoCloseable {
    static final Path PICTURES = Path.of("target", "workbench");
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    final RunningOwner owner;
    final List<String> complaints = new ArrayList<>();
    private final Playwright playwright;
    private final Browser browser;
    private final String address;
    private final String cookies;

    RunningWorkbench(Path folder) throws IOException, InterruptedException {
        assumeTrue(
                Files.isExecutable(CHROMIUM),
                "no chromium at /usr/bin/chromium. Next: apt-get install chromium");
        owner = new RunningOwner(folder);
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
        var link = owner.link();
        address = link.substring(0, link.indexOf("/enter"));
        try (var context = patient(browser.newContext())) {
            context.newPage().navigate(link);
            cookies = context.storageState();
        }
        Files.createDirectories(PICTURES);
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

    /// A picture of what is on the screen, for README: `-Dbatos.pictures=examples` renews those
    /// there.
    static void picture(Page page, String name) {
        var folder = Path.of(System.getProperty("batos.pictures", PICTURES.toString()));
        page.screenshot(
                new Page.ScreenshotOptions().setPath(folder.resolve("workbench-" + name + ".png")));
    }

    /// What an expression evaluates to, without the browser.
    String evaluated(String expression) {
        try {
            return owner.run("eval", expression).strip();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// The views, each with something to see where the house has something.
    static final List<String> VIEWS =
            List.of(
                    "/",
                    "/dissonance",
                    "/climbs",
                    "/objects",
                    "/classes?class=Account",
                    "/debugger",
                    "/image",
                    "/tools",
                    "/memory",
                    "/minds",
                    "/goals",
                    "/codex");

    @Override
    public void close() {
        try {
            playwright.close();
            owner.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
