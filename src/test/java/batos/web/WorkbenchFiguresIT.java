package batos.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.app.DeedQueue;
import batos.app.RehearsedHouse;
import batos.app.Workbench;
import batos.image.Author;
import batos.image.Cause;
import batos.image.Datum;
import batos.image.Form;
import batos.image.Image;
import batos.image.Oid;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a view costs: bytes, first paint, and the way from a pulse to the screen. The figures go to
/// `target/workbench/figures.txt`; only what does not depend on the machine is demanded.
class WorkbenchFiguresIT {
    private static final int PULSES = 200;

    private static final boolean PAINTS = Boolean.getBoolean("batos.whole");

    /// Nanoseconds between two pulses: 100 a second, where the machine can.
    private static final long STEP = 10_000_000;

    @TempDir static Path folder;

    private static RunningWorkbench workbench;

    @BeforeAll
    static void open() throws Exception {
        workbench = new RunningWorkbench(folder);
    }

    @AfterAll
    static void close() {
        if (workbench != null) {
            workbench.close();
        }
    }

    private static void note(String figure) throws IOException {
        var file = RunningWorkbench.PICTURES.resolve("figures.txt");
        var before = Files.exists(file) ? Files.readString(file) : "";
        Files.writeString(file, before + figure + "\n");
    }

    @Test
    void eachViewIsSmall() throws IOException {
        for (var view : RunningWorkbench.VIEWS) {
            var page = workbench.visitor(ColorScheme.LIGHT, 1200);
            // The first visit transfers everything; its paint is that of a cold machine, which
            // will do for a test, and not for a figure.
            workbench.show(page, view);
            var bytes =
                    (Number)
                            page.evaluate(
                                    "performance.getEntriesByType('navigation')[0].transferSize +"
                                            + " performance.getEntriesByType('resource').reduce((sum,"
                                            + " one) => sum + one.transferSize, 0)");
            if (PAINTS) {
                workbench.show(page, view);
            }
            page.waitForCondition(() ->
                    !page.evaluate("performance.getEntriesByName('first-contentful-paint').length")
                            .equals(0));
            var paint =
                    (Number)
                            page.evaluate(
                                    "performance.getEntriesByName('first-contentful-paint')[0].startTime");
            note(
                    "%s first paint %d ms, %d bytes"
                            .formatted(view, paint.longValue(), bytes.longValue()));
            assertTrue(bytes.longValue() < 200_000, view + " transfers " + bytes + " bytes");
            page.context().close();
        }
    }

    /// Commits are made within this process, so that a hundred a second are sent where a line of an
    /// owner takes longer than a hundredth.
    @Test
    void eachPulseReachesTheScreen(@TempDir Path other) throws IOException {
        var deeds = new DeedQueue();
        try (var house = RehearsedHouse.open(other, deeds);
                var server = WorkbenchServer.open(house, new NoLines(), 0);
                var browser = new VisitingBrowser(server.link())) {
            var page = browser.visitor(ColorScheme.LIGHT, 1200);
            browser.show(page, "/");
            page.waitForSelector("#link.up");
            observe(page);
            var began = System.nanoTime();
            for (int i = 1; i <= PULSES; i++) {
                commit(house.image(), i);
                for (var due = began + i * STEP; System.nanoTime() < due; ) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
            }
            var seconds = (System.nanoTime() - began) / 1e9;
            page.waitForCondition(
                    () -> ((Number) page.evaluate("window.late.length")).intValue() >= PULSES);
            var late = (List<?>) page.evaluate("window.late.sort((a, b) => a - b)");
            note(
                    "pulse to pixel: median %s ms, p95 %s ms, worst %s ms of %d pulses at %.0f a second"
                            .formatted(
                                    late.get(late.size() / 2),
                                    late.get(late.size() * 95 / 100),
                                    late.getLast(),
                                    late.size(),
                                    late.size() / seconds));
            assertEquals(PULSES, late.size(), "each once");
            assertEquals(List.of(), browser.complaints);
        }
    }

    private static void commit(Image image, int count) {
        image.update(
                new Cause(Author.ARCHITECT, "counted := " + count, image.now().number()),
                change ->
                        change.put(
                                Oid.named("object", "counted"),
                                Form.named(
                                        "object",
                                        1,
                                        "counted",
                                        new LinkedHashMap<>(
                                                Map.of("value", new Datum.Text("" + count))))));
    }

    private static final class NoLines implements Workbench.Lines {
        @Override
        public int carryOut(String line, OutputStream out, OutputStream err) {
            throw new AssertionError("nobody types here: " + line);
        }

        @Override
        public void stop() {}
    }

    /// Milliseconds from each pulse to the frame after its line was put in.
    private static void observe(Page page) {
        page.evaluate(
                """
                () => {
                  window.late = [];
                  const began = Date.now();
                  new MutationObserver((changes) => requestAnimationFrame(() => {
                    for (const change of changes) for (const li of change.addedNodes) {
                      if (Number(li.dataset.at) >= began && li.textContent.includes('counted')) window.late.push(Date.now() - Number(li.dataset.at));
                    }
                  })).observe(document.getElementById('events'), { childList: true });
                }
                """);
    }
}
