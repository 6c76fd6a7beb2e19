package batos.trainer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The shipped Python files, written where an environment's Python finds them.
final class PythonFiles {
    private static final List<String> ALL =
            List.of(
                    "start.py",
                    "job.py",
                    "chat.py",
                    "gguf_llama.py",
                    "tokens_llamacpp.py",
                    "train_mlx.py",
                    "train_cuda.py",
                    "lora_cuda.py");

    private final Path folder;

    PythonFiles(Path folder) {
        this.folder = folder;
    }

    /// Writes all of them, so that host and scripts cannot grow out of step.
    ///
    /// @return the path of the one that starts the others
    Path write() throws IOException {
        Files.createDirectories(folder);
        for (var name : ALL) {
            Files.writeString(folder.resolve(name), resource(name));
        }
        return folder.resolve("start.py");
    }

    static String resource(String name) {
        try (var in = PythonFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new AssertionError("batos/trainer/" + name + " is not among the resources");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
