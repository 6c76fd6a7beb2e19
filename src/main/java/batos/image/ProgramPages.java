package batos.image;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The pages of the JVM's own files, its library and its AOT cache, that are mapped to be read. A
/// start and a turn touch 50 MB of them, of which a waiting process needs a few; they are taken out
/// of this process and stay in the system's cache, from where 16 at a time come back in a
/// microsecond.
///
/// Only mappings that hold nothing of their own count: the linker writes addresses into some pages
/// of a library and then protects them, and those would be lost. Both files are there before any
/// class of ours is, so none of their mappings changes any more.
public final class ProgramPages {
    private static final Path MAPPINGS = Path.of("/proc/self/smaps");

    private ProgramPages() {}

    /// How much of mapped files is resident in this process, in bytes; 0 where nobody counts it.
    public static long resident() {
        return FilePages.resident();
    }

    /// Does nothing where the system has no such calls.
    public static void drop() {
        try (var mappings = Files.newBufferedReader(MAPPINGS)) {
            FilePages.dropRanges(clean(mappings));
        } catch (IOException e) {
            return; // no such system
        }
    }

    /// The address ranges of these files that are only read and have no page of their own.
    ///
    /// @param mappings as `/proc/self/smaps` has them
    static List<String> clean(BufferedReader mappings) throws IOException {
        var ranges = new ArrayList<String>();
        var range = "";
        for (var line = mappings.readLine(); line != null; line = mappings.readLine()) {
            if (!line.isEmpty() && !Character.isUpperCase(line.charAt(0))) {
                range = isOfProgram(line) ? line.substring(0, line.indexOf(' ')) : "";
            } else if (!range.isEmpty() && line.startsWith("Anonymous:")) {
                if (line.strip().endsWith(" 0 kB")) {
                    ranges.add(range);
                }
                range = "";
            }
        }
        return ranges;
    }

    private static boolean isOfProgram(String line) {
        var rights = line.substring(line.indexOf(' ') + 1);
        return (rights.startsWith("r--") || rights.startsWith("r-x"))
                && (line.endsWith("/libjvm.so") || line.endsWith(".aot"));
    }
}
