package batos.loops.strategic;

import batos.mind.Pin;
import java.nio.file.Path;
import java.util.Optional;

/// The server of models: gives the file behind a tag, and takes a new one.
public interface ModelHost {
    /// The weights behind a pin, a GGUF file or a rehearsal script.
    Base base(Pin pin);

    /// Serves a file under a tag. Doing it again with the same file changes nothing.
    ///
    /// @param like the pin of the base, whose context and sampling the new one takes over
    Hosting host(String tag, Path file, Pin like);

    /// The pin of a tag that is served; empty when it is not.
    Optional<Pin> served(String tag, Pin like);

    /// Serves a tag no more; files of trainings are not touched.
    ///
    /// @return why it is still there, or the empty string
    String delete(String tag);

    /// The outcome of a look for the base's weights.
    sealed interface Base {
        record Found(Path file) implements Base {}

        /// @param why names the place and the next command
        record Missing(String why) implements Base {}
    }

    /// The outcome of hosting.
    sealed interface Hosting {
        record Hosted(Pin pin, String words) implements Hosting {}

        /// This server takes no models from clients.
        ///
        /// @param command to be typed where the server runs
        record ByHand(String command) implements Hosting {}

        record Failed(String why) implements Hosting {}
    }
}
