package batos.shell.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jline.nativ.JLineNativeLoader;
import org.jline.nativ.OSInfo;

/// The terminal's native library, unpacked once beside the program. Left alone, JLine unpacks it
/// into the temporary folder at every start, where a process that is killed leaves it.
final class NativeLibrary {
    private static final System.Logger LOG = System.getLogger("batos.shell");
    private static final String PATH = "library.jline.path";

    private NativeLibrary() {}

    /// Where it cannot be unpacked there, JLine does as it is used to.
    static void prepare() {
        var root = System.getProperty("batos.root");
        if (root == null || System.getProperty(PATH) != null) {
            return;
        }
        var target = Path.of(root, "target");
        var folder = target.resolve("native").resolve(JLineNativeLoader.getVersion());
        var name = System.mapLibraryName("jlinenative");
        try {
            if (!Files.exists(folder.resolve(name))) {
                if (!Files.isWritable(target)) {
                    return;
                }
                unpack(folder, name);
            }
            System.setProperty(PATH, folder.toString());
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the terminal's library is not kept", e);
        }
    }

    private static void unpack(Path folder, String name) throws IOException {
        var packed = "/org/jline/nativ/" + OSInfo.getNativeLibFolderPathForCurrentOS() + "/" + name;
        try (var in = JLineNativeLoader.class.getResourceAsStream(packed)) {
            if (in == null) {
                throw new IOException("no " + packed);
            }
            Files.createDirectories(folder);
            var fresh = Files.createTempFile(folder, name, ".new");
            Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
            Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
