package batos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files of Python brought into one home through the whole product, in whichever crucible it finds.
class ToolImportIT {
    private static final String MEAN =
            """
            def mean(xs):
                \"""Some examples

                >>> mean([1, 2, 6])
                3.0
                >>> mean([4])
                4.0
                \"""
                return sum(xs) / len(xs)
            """;
    private static final String STRANGER =
            """
            def mean(xs):
                \"""Some examples

                >>> mean([3, 9, 1])
                9
                >>> mean([2, 1])
                2
                \"""
                return max(xs)
            """;

    @TempDir Path folder;

    private final OneShots batos = new OneShots(Map.of());
    private Path home = Path.of("");
    private Path mean = Path.of("");

    @BeforeEach
    void prepare() throws IOException {
        home = folder.resolve("home");
        mean = file("one/mean.py", MEAN);
    }

    private Path file(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        return Files.writeString(file, text);
    }

    /// All in one session: opening a house and its crucible costs more than the rest.
    private String typed(String... lines) {
        batos.piped(home, String.join("\n", lines) + "\n");
        return batos.out + batos.err;
    }

    @Test
    void aStrangerIsNoVersionTheSameFileIsNoneEitherAndAPinStays() throws IOException {
        var stranger = file("two/mean.py", STRANGER);
        var told =
                typed(
                        "/tools import " + mean,
                        "/tools import " + stranger,
                        "/tools import " + mean,
                        "/tools import " + stranger,
                        "/tools pin mean");
        assertTrue(told.contains("mean: mean@1 is bound"), told);
        assertTrue(told.contains("mean_2: mean_2@1 is bound"), told);
        assertTrue(told.contains("'mean' is another function"), told);
        assertTrue(told.contains("mean: mean@1 has this source and these tests already"), told);
        assertTrue(told.contains("mean: mean_2@1 has this source and these tests already"), told);
        assertTrue(told.contains("mean@1 is held"), told);

        file(
                "one/mean.py",
                MEAN.replace("return sum", "total = sum")
                        .replace("len(xs)", "len(xs)\n    return total"));
        told =
                typed(
                        "/tools import " + mean,
                        "(tools at: #mean) call: #(1 2 3)",
                        "(tools at: #mean_2) call: #(1 2 3)",
                        "(tools at: #mean) call: {1/2. 1/4. 3}",
                        "(tools at: #mean) call: {1/3. 1}");
        assertTrue(told.contains("mean: mean@2 is bound"), told);
        assertTrue(told.lines().anyMatch("2.0"::equals), told);
        assertTrue(told.lines().anyMatch("3"::equals), told);
        assertTrue(told.lines().anyMatch("1.25"::equals), told);
        assertTrue(told.contains("1/3 has no exact form in JSON; asFloat has one"), told);
        assertEquals(0, batos.run(home, "--json", "tools", "show", "mean"));
        assertTrue(batos.out.contains("\"pinned\":true"), batos.out);
    }

    @Test
    void aFileThatWasOnlyCalledIsRefusedWithTheLine() throws IOException {
        var hollow = file("hollow.py", "def f(x):\n    return x\n\ndef test_f():\n    f(2)\n");
        assertEquals(1, batos.run(home, "tools", "import", hollow.toString()));
        batos.told("its tests cannot fail: line 4 calls and compares nothing");
    }
}
