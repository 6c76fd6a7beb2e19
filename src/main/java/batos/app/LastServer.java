package batos.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The model server that this home used last, in a file of one line beside the image. A server that
/// was there before gets more time to answer than one that may never have been. The file is a
/// convenience: what cannot be read or written is passed over.
record LastServer(Path file) {
    private static final int LONGEST = 300;

    static LastServer in(Path home) {
        return new LastServer(home.resolve("server.last"));
    }

    /// As the start-up line names it, for example `ollama 0.34.1 mind at http://127.0.0.1:11434`.
    Optional<String> line() {
        try {
            return Files.readString(file)
                    .lines()
                    .findFirst()
                    .map(line -> line.substring(0, Math.min(LONGEST, line.length())))
                    .filter(line -> !line.isBlank());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// @param mind the mind's name; only servers are noted
    void note(String mind, String line) {
        if (!mind.equals("ollama") && !mind.equals("openai")) {
            return;
        }
        try {
            if (!line().equals(Optional.of(line))) {
                Files.writeString(file, line + "\n");
            }
        } catch (IOException e) {
            // the next start looks for the server with the usual patience
            return;
        }
    }
}
