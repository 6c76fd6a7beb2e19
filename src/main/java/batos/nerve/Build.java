package batos.nerve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// The build of batos that a process runs, as an owner tells its clients: when `batos.jar` was
/// made, in seconds since 1970. Empty where batos does not run from its jar; then nothing is
/// compared.
public final class Build {
    /// The build of this process at the loading of this class.
    public static final String ID = beside(System.getProperty("java.class.path", ""));

    private Build() {}

    /// @param path a class path; its first entry is `batos.jar` or a jar beside it
    static String beside(String path) {
        var end = path.indexOf(':');
        var first = end < 0 ? path : path.substring(0, end);
        if (!first.endsWith(".jar")) {
            return "";
        }
        try {
            var jar = Path.of(first).toAbsolutePath().resolveSibling("batos.jar");
            return Long.toString(Files.getLastModifiedTime(jar).to(TimeUnit.SECONDS));
        } catch (IOException e) {
            return "";
        }
    }

    /// Whether both are known and differ.
    public static boolean differ(String one, String other) {
        return !one.isEmpty() && !other.isEmpty() && !one.equals(other);
    }

    /// The warning of a client of another build.
    ///
    /// @param pid the owner's process
    public static String warning(long pid) {
        return "the owner (process "
                + pid
                + ") runs another build of batos than this. Next: batos restart, or leave its"
                + " prompt and start again";
    }
}
