package batos.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a view costs: bytes, first paint, and the way from a pulse to the screen. The figures go to
/// `target/workbench/figures.txt`; only what does not depend on the machine is demanded.
class WorkbenchFiguresIT {
    private static final int LINES = 200;

    /// Nanoseconds between two lines: 100 a second, where the machine can.
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
            // The first visit transfers everything; its paint is that of a cold machine.
            workbench.show(page, view);
            var bytes =
                    (Number)
                            page.evaluate(
                                    "performance.getEntriesByType('navigation')[0].transferSize +"
                                            + " performance.getEntriesByType('resource').reduce((sum,"
                                            + " one) => sum + one.transferSize, 0)");
            workbench.show(page, view);
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

    @Test
    void eachPulseReachesTheScreen() throws IOException {
        var page = workbench.visitor(ColorScheme.LIGHT, 1200);
        workbench.show(page, "/");
        page.waitForSelector("#link.up");
        observe(page);
        var began = System.nanoTime();
        for (int i = 0; i < LINES; i++) {
            workbench.owner.line("counted := " + i);
            LockSupport.parkNanos(began + i * STEP - System.nanoTime());
        }
        var seconds = (System.nanoTime() - began) / 1e9;
        page.waitForCondition(
                () -> ((Number) page.evaluate("window.late.length")).intValue() >= LINES);
        var late = (List<?>) page.evaluate("window.late.sort((a, b) => a - b)");
        note(
                "pulse to pixel: median %s ms, p95 %s ms, worst %s ms of %d pulses at %.0f a second"
                        .formatted(
                                late.get(late.size() / 2),
                                late.get(late.size() * 95 / 100),
                                late.getLast(),
                                late.size(),
                                late.size() / seconds));
        assertEquals(List.of(), workbench.complaints);
        page.context().close();
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
                      if (Number(li.dataset.at) >= began) window.late.push(Date.now() - Number(li.dataset.at));
                    }
                  })).observe(document.getElementById('events'), { childList: true });
                }
                """);
    }
}
