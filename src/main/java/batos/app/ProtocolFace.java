package batos.app;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/// A protocol by which programs of others reach the house over a stream of bytes, for example MCP
/// over the standard streams of a process.
public interface ProtocolFace extends AutoCloseable {
    /// Serves one client, on the calling thread, until its input has ended and its requests are
    /// answered, or until its output takes nothing any more. Stops the work of a client that left,
    /// and the image is as it was before. An interrupt ends it so, too.
    void serve(InputStream in, OutputStream out);

    /// The news since the last call as a client of the house's own sees it, connected like any
    /// other; one line each.
    default List<String> self() {
        return List.of();
    }

    /// Ends the service of all clients.
    @Override
    void close();

    /// Opens the face of a house.
    @FunctionalInterface
    interface Door {
        /// @param deeds in which everything that may change the image takes its turn
        ProtocolFace open(Services house, DeedQueue deeds);
    }
}
