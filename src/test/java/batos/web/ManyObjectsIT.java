package batos.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.image.Author;
import batos.image.Cause;
import batos.image.Change;
import batos.image.Datum;
import batos.image.Form;
import batos.image.ImageLimits;
import batos.image.LivingImage;
import batos.nerve.Pulses;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An image of many objects, browsed. How many stands in the system property `batos.objects`; the
/// figures go to `target/workbench/objects.txt`.
class ManyObjectsIT {
    private static final int MANY = Integer.getInteger("batos.objects", 50_000);
    private static final int BATCH = 10_000;

    @TempDir static Path folder;

    private static RunningWorkbench workbench;

    @BeforeAll
    static void open() throws Exception {
        var home = folder.resolve("home");
        var clock = InstantSource.system();
        try (var image = LivingImage.open(home, ImageLimits.standard(), clock, new Pulses(clock))) {
            for (var from = 0; from < MANY; from += BATCH) {
                var change = Change.on(image.now());
                for (var i = from + 1; i <= Math.min(MANY, from + BATCH); i++) {
                    change.put(image.fresh(), coin(i));
                }
                image.commit(new Cause(Author.ARCHITECT, "coins to " + from, 0), change);
            }
        }
        workbench = new RunningWorkbench(folder);
    }

    private static Form coin(int i) {
        var slots = new LinkedHashMap<String, Datum>();
        slots.put("class", new Datum.Text(i == MANY - 7 ? "Medal" : "Coin"));
        var own = new LinkedHashMap<String, Datum>();
        own.put("worth", new Datum.Whole(i));
        own.put("face", new Datum.Text("a face with a number, the " + i + "th of them"));
        slots.put("slots", new Datum.Slots(own));
        return Form.anonymous("object", 1, slots);
    }

    @AfterAll
    static void close() {
        if (workbench != null) {
            workbench.close();
        }
    }

    /// Kilobytes in use on the owner's heap, after a collection.
    private static long heap() throws IOException {
        var tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var pid = Long.toString(workbench.owner.pid());
        said(tool, pid, "GC.run");
        return said(tool, pid, "GC.heap_info")
                .lines()
                .filter(line -> line.contains("total") && line.contains("used"))
                .filter(line -> !line.contains("Metaspace"))
                .mapToLong(line -> Long.parseLong(line.replaceAll(".*used (\\d+)K.*", "$1")))
                .sum();
    }

    private static String said(String... command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static long millis(Runnable work) {
        var began = System.nanoTime();
        work.run();
        return (System.nanoTime() - began) / 1_000_000;
    }

    @Test
    void isPagedAndSearchedAndOneIsOpened() throws IOException {
        var page = workbench.visitor(ColorScheme.LIGHT, 1200);
        workbench.show(page, "/minds");
        var before = heap();
        var first = millis(() -> workbench.show(page, "/objects"));
        var second = millis(() -> next(page));
        var search =
                millis(() -> {
                    page.fill("#find", "medal");
                    while (page.locator("#list li:has-text('Medal #')").count() == 0) {
                        goOn(page);
                        page.waitForCondition(() ->
                                page.locator("#list button.htmx-request").count() == 0
                                        && page.locator("#list > *").count() > 0);
                    }
                });
        var one =
                millis(() -> {
                    page.locator("#list li button").first().click();
                    page.locator("#object tr:has-text('worth')").waitFor();
                });
        assertTrue(page.locator("#object").innerText().contains("" + (MANY - 7)));
        page.locator("#object button:has-text('As it was')").waitFor();
        var after = heap();
        var root = workbench.evaluated("image size");
        Files.writeString(
                RunningWorkbench.PICTURES.resolve("objects.txt"),
                "%,d objects (image size %s): page Objects %d ms, the next 50 %d ms, found among all %d ms, one opened %d ms; the owner's heap %,d kB before, %,d kB after; resident %s%n"
                        .formatted(
                                MANY, root, first, second, search, one, before, after, resident()));
        assertEquals(List.of(), workbench.complaints);
        page.context().close();
    }

    /// Where there is more: the button is gone as soon as the search has ended.
    private static void goOn(Page page) {
        page.evaluate(
                "[...document.querySelectorAll('#list button')].find(one =>"
                        + " one.innerText.includes('Go on'))?.click()");
    }

    private static void next(Page page) {
        var shown = page.locator("#list li").count();
        page.locator("#list button:has-text('Go on'), #list button:has-text('More')").click();
        page.waitForCondition(() -> page.locator("#list li").count() > shown);
    }

    private static String resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + workbench.owner.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .findFirst()
                .orElse("?")
                .replaceAll("\\s+", " ");
    }
}
