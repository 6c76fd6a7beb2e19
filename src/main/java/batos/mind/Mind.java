package batos.mind;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A port to a language model. Interrupting the calling thread ends a call within 100 ms as
/// [Reply.Interrupted] (the thread's interrupt flag is then set again).
public interface Mind extends AutoCloseable {
    /// `ollama`, `openai`, `local` or `rehearsal`; a cassette has the name of the mind it recorded.
    String name();

    /// Blocks until the call has ended. `heard` gets the text as it streams in, on the calling
    /// thread.
    Reply think(Prompt prompt, Consumer<String> heard);

    /// The models of the server; an empty list where there is no server.
    List<Model> models();

    /// The Ollama server behind this mind, where there is one.
    default Optional<OllamaServer> server() {
        return Optional.empty();
    }

    /// The work that this mind's calls wait for now; always idle for a mind that never waits.
    default MindActivity activity() {
        return new MindActivity();
    }

    /// Tokens of prompt that this mind read in a second for a model, by the calls so far; 0 where
    /// none was measured.
    default double readingRate(String tag) {
        return 0;
    }

    @Override
    void close();

    /// @param bytes size on disk, 0 if unknown
    record Model(String tag, String digest, long bytes) {}
}
