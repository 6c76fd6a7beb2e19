package batos.mind;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The recipe of a model that the server makes.
///
/// @param tag the new model's name
/// @param parameters for example `num_ctx`
public record ModelRecipe(String tag, Route route, String system, Map<String, Object> parameters) {
    public ModelRecipe {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /// The files of merged weights: one GGUF file, or all of a folder that belong to a safetensors
    /// model; none where there is nothing of the kind.
    public static List<Path> weights(Path path) {
        if (Files.isRegularFile(path)) {
            return List.of(path);
        }
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (var files = Files.list(path)) {
            var found = files.filter(ModelRecipe::belongs).sorted().toList();
            return found.stream().anyMatch(file -> file.toString().endsWith(".safetensors"))
                    ? found
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    private static boolean belongs(Path file) {
        var name = file.getFileName().toString();
        return name.endsWith(".safetensors")
                || name.endsWith(".json")
                || name.equals("tokenizer.model");
    }

    public sealed interface Route {
        /// A base model that the server has, with a LoRA adapter laid over it. Servers convert
        /// safetensors adapters only for some architectures; GGUF adapters are taken as they are.
        record Adapter(String base, List<Path> files) implements Route {
            public Adapter {
                files = List.copyOf(files);
            }
        }

        /// Whole weights, merged beforehand: one GGUF file or a folder's safetensors files.
        record Merged(List<Path> files) implements Route {
            public Merged {
                files = List.copyOf(files);
            }
        }
    }
}
