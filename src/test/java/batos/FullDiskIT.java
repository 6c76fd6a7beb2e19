package batos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A home on a disk of 40 MB that strings of 1.5 MB fill, used through the whole product.
class FullDiskIT {
    private static final int LINES = 20;

    @TempDir Path folder;

    private final OneShots batos = new OneShots(Map.of());
    private SmallDisk disk;
    private Path home = Path.of("");

    @BeforeEach
    void mount() throws Exception {
        disk = SmallDisk.mount(folder.resolve("disk"), "size=40m");
        home = disk.path().resolve("home");
    }

    @AfterEach
    void unmount() throws Exception {
        disk.close();
    }

    /// @return how many of the strings were taken
    private int fill() {
        var lines =
                IntStream.rangeClosed(1, LINES)
                        .mapToObj(i ->
                                "v%d := String new: 1500000 withAll: (Character value: %d). v%d size"
                                        .formatted(i, 64 + i, i))
                        .collect(Collectors.joining("\n", "", "\n"));
        assertEquals(1, batos.piped(home, lines));
        return (int) batos.out.lines().filter("1500000"::equals).count();
    }

    private List<String> files() throws IOException {
        try (var files = Files.walk(home)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> home.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private long large() throws IOException {
        return files().stream().filter(file -> file.startsWith("large/")).count();
    }

    private void isReadAndExported(int taken, String export) {
        batos.says("1500000", home, "eval", "v" + taken + " size");
        batos.told();
        assertEquals(0, batos.run(home, "image", "verify"), () -> batos.out + batos.err);
        var file = folder.resolve(export);
        assertEquals(
                0,
                batos.run(home, "image", "export", file.toString()),
                () -> batos.out + batos.err);
        batos.told("objects, root ");
    }

    /// The heap wants more room than is left, the commit had enough.
    @Test
    void acknowledgesWhatItHoldsAndReadsItWithoutRoomForAHeap() throws Exception {
        var many = "y := (1 to: 200000) collect: [:i | i printString]. y size";
        assertEquals(
                0,
                batos.run(home, "eval", "x := String new: 3000000. " + many),
                () -> batos.out + batos.err);
        batos.told("200000");
        disk.fill(disk.path().resolve("ballast"), 0);
        batos.says("200000", home, "eval", "y size");
        assertEquals(0, batos.run(home, "image", "verify"), () -> batos.out + batos.err);
    }

    @Test
    void isReadExportedAndWrittenAgain() throws Exception {
        var taken = fill();
        assertTrue(taken > 5 && taken < LINES - 3, () -> batos.out);
        var refusals =
                (batos.out + batos.err)
                        .lines()
                        .filter(line -> line.startsWith("nothing was committed"))
                        .toList();
        assertEquals(LINES - taken, refusals.size(), () -> batos.out + batos.err);
        assertTrue(refusals.getFirst().contains("kept in reserve"), refusals::toString);
        assertEquals(1, refusals.stream().distinct().count(), "a refused line wrote something");
        batos.told("Next: make room");
        assertEquals(taken, large());
        assertEquals(List.of(), files().stream().filter(file -> file.contains(".new")).toList());

        var ballast = disk.path().resolve("ballast");
        disk.fill(ballast, 0);
        assertEquals(0, disk.path().toFile().getUsableSpace());
        isReadAndExported(taken, "full");
        var other = folder.resolve("other");
        assertEquals(0, batos.run(other, "image", "import", folder.resolve("full").toString()));
        batos.says("1500000", other, "eval", "v" + taken + " size");
        assertEquals(1, batos.run(home, "eval", "more := 1"));
        batos.told("nothing was committed");

        disk.remount("ro");
        isReadAndExported(taken, "read-only");
        assertEquals(0, batos.run(home, "image", "log"));
        assertEquals(0, batos.run(home, "codex", "verify"));
        assertEquals(3, batos.run(home, "eval", "more := 1"));
        batos.told("nothing was committed", "cannot be written");
        assertNotEquals(0, batos.run(home, "settings", "set", "council.rounds", "3"));
        batos.told("Next: make the home writable");

        disk.remount("rw");
        Files.delete(ballast);
        disk.remount("size=80m");
        batos.says("1", home, "eval", "more := 1");
        batos.says("1500000", home, "eval", "v" + taken + " size");
        assertEquals(0, batos.run(home, "image", "verify"), () -> batos.out + batos.err);
    }

    @Test
    void withoutRoomForANewImageLeavesNothingThatLaterLooksLikeADamagedOne() throws Exception {
        var ballast = disk.path().resolve("ballast");
        disk.fill(ballast, 64 << 10);
        assertEquals(3, batos.run(home, "eval", "3 + 4"));
        batos.told("Next:");
        Files.delete(ballast);
        batos.says("7", home, "eval", "3 + 4");
    }
}
