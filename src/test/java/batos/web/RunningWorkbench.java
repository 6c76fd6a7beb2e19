package batos.web;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// An owner with its workbench, and a browser that has entered it.
final class RunningWorkbench implements AutoCloseable {
    static final Path PICTURES = Path.of("target", "workbench");

    final RunningOwner owner;
    final List<String> complaints;
    private final VisitingBrowser browser;

    RunningWorkbench(Path folder) throws IOException, InterruptedException {
        VisitingBrowser.assumed();
        owner = new RunningOwner(folder);
        browser = new VisitingBrowser(owner.link());
        complaints = browser.complaints;
        Files.createDirectories(PICTURES);
    }

    /// A page of its own window; what its console complains about is kept.
    Page visitor(ColorScheme theme, int width) {
        return browser.visitor(theme, width);
    }

    void show(Page page, String path) {
        browser.show(page, path);
    }

    /// A picture of what is on the screen, for README: `-Dbatos.pictures=examples` renews those
    /// there.
    static void picture(Page page, String name) {
        var folder = Path.of(System.getProperty("batos.pictures", PICTURES.toString()));
        page.screenshot(
                new Page.ScreenshotOptions().setPath(folder.resolve("workbench-" + name + ".png")));
    }

    /// A picture of all of a page in `target/workbench`, where `-Dbatos.pictures` asks for some.
    static void wholePicture(Page page, String name) {
        if (System.getProperty("batos.pictures") != null) {
            page.screenshot(
                    new Page.ScreenshotOptions()
                            .setFullPage(true)
                            .setPath(PICTURES.resolve(name + ".png")));
        }
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
            browser.close();
            owner.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
