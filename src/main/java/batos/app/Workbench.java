package batos.app;

import java.io.OutputStream;

/// The page that a browser on this machine shows of the house.
public interface Workbench extends AutoCloseable {
    /// An address that works once.
    String link();

    @Override
    void close();

    /// Has lines carried out for the page, as if typed at a prompt that governs nothing.
    interface Lines {
        /// @return the exit code
        int carryOut(String line, OutputStream out, OutputStream err);

        /// Stops what this page has under way.
        void stop();
    }

    /// Opens a workbench.
    @FunctionalInterface
    interface Door {
        /// @param port on loopback; 0 takes a free one
        Workbench open(Services house, Lines lines, int port);
    }
}
