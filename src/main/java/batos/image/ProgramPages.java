package batos.image;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The pages of the program's own files that are mapped to be read: the JVM's library and its AOT
/// cache, and the libraries of the embedding model. A start and a turn touch 60 MB of them, of
/// which a waiting process needs a few; they are taken out of this process and stay in the system's
/// cache, from where 16 at a time come back in a microsecond. For one thread.
///
/// Only mappings that hold nothing of their own count: the linker writes addresses into some pages
/// of a library and then protects them, and those would be lost. The JVM's files are there before
/// any class of ours is, so none of their mappings changes any more; one of another library counts
/// when it was the same at the look before, seconds ago, as the linker may be at work on it.
public final class ProgramPages {
    private static final Path MAPPINGS = Path.of("/proc/self/smaps");

    private static final String GONE = " (deleted)";
    private static final List<String> JVM = List.of("/libjvm.so", ".aot");
    private static final List<String> MODEL = List.of("/libonnxruntime.so", "/libtokenizers.so");

    /// Those of the model's libraries at the last look.
    private List<String> seen = List.of();

    /// The resident bytes of mapped files in this process; 0 where the system does not count them.
    public static long resident() {
        return FilePages.resident();
    }

    /// Does nothing where the system has no such calls.
    ///
    /// @return whether there are mappings that only the next call takes
    public boolean drop() {
        try {
            FilePages.dropRanges(clean(JVM));
            var model = clean(MODEL);
            FilePages.dropRanges(model.stream().filter(seen::contains).toList());
            var all = seen.containsAll(model);
            seen = model;
            return !all;
        } catch (IOException e) {
            return false; // no such system
        }
    }

    private static List<String> clean(List<String> files) throws IOException {
        try (var mappings = Files.newBufferedReader(MAPPINGS)) {
            return clean(mappings, files);
        }
    }

    /// The address ranges of these files that are only read and have no page of their own.
    ///
    /// @param mappings as `/proc/self/smaps` has them
    /// @param files the ends of their names; a file that was deleted since keeps its name
    static List<String> clean(BufferedReader mappings, List<String> files) throws IOException {
        var ranges = new ArrayList<String>();
        var range = "";
        for (var line = mappings.readLine(); line != null; line = mappings.readLine()) {
            if (!line.isEmpty() && !Character.isUpperCase(line.charAt(0))) {
                range = isOf(files, line) ? line.substring(0, line.indexOf(' ')) : "";
            } else if (!range.isEmpty() && line.startsWith("Anonymous:")) {
                if (line.strip().endsWith(" 0 kB")) {
                    ranges.add(range);
                }
                range = "";
            }
        }
        return ranges;
    }

    private static boolean isOf(List<String> files, String line) {
        var rights = line.substring(line.indexOf(' ') + 1);
        var name = line.endsWith(GONE) ? line.substring(0, line.length() - GONE.length()) : line;
        return (rights.startsWith("r--") || rights.startsWith("r-x"))
                && files.stream().anyMatch(name::endsWith);
    }
}
