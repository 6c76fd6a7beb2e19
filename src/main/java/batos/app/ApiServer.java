package batos.app;

import java.nio.file.Path;
import java.util.List;

/// The HTTP server through which programs on this machine use the house.
public interface ApiServer extends AutoCloseable {
    /// The address at which it listens, for example `http://127.0.0.1:8734`.
    String address();

    /// Its interfaces, one line each, for example `/v1 OpenAI API`.
    List<String> offers();

    /// The key that a program must send as `Authorization: Bearer KEY`.
    String key();

    /// The file of the key, readable by the owner's user alone.
    Path keyFile();

    @Override
    void close();

    /// Opens a server.
    @FunctionalInterface
    interface Opener {
        /// @param deeds run what the programs ask for, one after the other with all other lines
        /// @param port on loopback; 0 takes a free one
        /// @throws CommandFailure when the port is taken
        ApiServer open(Services house, DeedQueue deeds, int port);
    }
}
