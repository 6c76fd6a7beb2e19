package batos.mind;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// How to make a model on the server.
///
/// @param tag the new model's name
/// @param parameters for example `num_ctx`
public record ModelRecipe(String tag, Route route, String system, Map<String, Object> parameters) {
    public ModelRecipe {
        parameters = Map.copyOf(parameters);
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
