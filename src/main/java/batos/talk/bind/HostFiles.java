package batos.talk.bind;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Files, standard input and standard error as programs of the language reach them. Paths are taken
/// against the working directory of the process.
public interface HostFiles {
    /// The file or folder at a path.
    ///
    /// @param bytes the size of a file
    /// @param modified seconds since 1970
    record Entry(boolean exists, boolean folder, long bytes, long modified) {}

    /// @throws IOException where the gate in the settings refuses it, or the system does; the
    ///   message names the path and the next command
    byte[] read(String path) throws IOException;

    void write(String path, byte[] content, boolean append) throws IOException;

    Entry entry(String path) throws IOException;

    /// Names in a folder, sorted.
    List<String> list(String path) throws IOException;

    void remove(String path) throws IOException;

    void createFolder(String path) throws IOException;

    /// The next line of standard input without its end; null at the end.
    @Nullable String line() throws IOException;

    /// Shows text on standard error.
    void error(String text);

    /// The absolute path that relative ones begin at.
    String workingDirectory();
}
