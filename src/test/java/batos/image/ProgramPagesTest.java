package batos.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramPagesTest {
    private static final String LINES =
            """
            800001000-8016a5000 rw-p 00001000 fe:00 5964685    /x/short.aot
            Rss:               23184 kB
            Anonymous:         21760 kB
            8016a5000-8037dc000 r--p 016a5000 fe:00 5964685    /x/short.aot
            Rss:               33500 kB
            Anonymous:             0 kB
            VmFlags: rd mr mw me
            7fd220800000-7fd220ae3000 r--p 00000000 fe:00 3156    /jdk/lib/server/libjvm.so
            Anonymous:             0 kB
            7fd220ae3000-7fd221b6f000 r-xp 002e3000 fe:00 3156    /jdk/lib/server/libjvm.so
            Anonymous:             0 kB
            7fd221e80000-7fd221f6b000 r--p 01680000 fe:00 3156    /jdk/lib/server/libjvm.so
            Anonymous:           940 kB
            7fd228000000-7fd228001000 r-xp 00000000 fe:00 3158    /tmp/o/libonnxruntime.so (deleted)
            Anonymous:             0 kB
            7fd230000000-7fd230001000 r--p 00000000 fe:00 3157    /lib/libc.so.6
            Anonymous:             0 kB
            7fd240000000-7fd240001000 rw-p 00000000 00:00 0
            Anonymous:             0 kB
            """;

    private static List<String> clean(String... files) throws IOException {
        return ProgramPages.clean(new BufferedReader(new StringReader(LINES)), List.of(files));
    }

    @Test
    void areThoseThatHoldNothingOfTheirOwn() throws Exception {
        assertEquals(
                List.of(
                        "8016a5000-8037dc000",
                        "7fd220800000-7fd220ae3000",
                        "7fd220ae3000-7fd221b6f000"),
                clean("/libjvm.so", ".aot"));
        assertEquals(List.of("7fd228000000-7fd228001000"), clean("/libonnxruntime.so"));
    }

    /// The library, whose code runs all the while, among them.
    @Test
    void comeBackWhenTheyAreNeeded() throws Exception {
        var pages = new ProgramPages();
        FilePages.dropRanges(List.of()); // binds the calls
        var before = ProgramPages.resident();
        pages.drop();
        assertTrue(ProgramPages.resident() < before);
        System.gc();
        assertEquals(4950, java.util.stream.IntStream.range(0, 100).parallel().sum());
        assertFalse(pages.drop());
    }
}
