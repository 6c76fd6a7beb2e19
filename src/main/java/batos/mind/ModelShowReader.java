package batos.mind;

import batos.text.Sha256;
import com.fasterxml.jackson.databind.JsonNode;

/// Reads the answer of `/api/show`.
final class ModelShowReader {
    private static final int TEMPLATE_DIGITS = 16;
    private static final int BYTES_OF_A_HALF = 2;

    private ModelShowReader() {}

    static ModelDetails anatomy(String tag, JsonNode shown) {
        var info = shown.path("model_info");
        var architecture =
                info.path("general.architecture")
                        .asText(shown.path("details").path("family").asText());
        var tools =
                shown.path("capabilities")
                        .valueStream()
                        .anyMatch(node -> node.asText().equals("tools"));
        return new ModelDetails(
                tag,
                hash(shown.path("template").asText()),
                architecture,
                shown.path("details").path("parameter_size").asText(),
                shown.path("details").path("quantization_level").asText(),
                info.path(architecture + ".context_length").asInt(),
                cachePerToken(info, architecture),
                tools);
    }

    /// Keys and values of every layer in half precision: layers × heads × (key + value length) × 2
    /// bytes. The lengths are the embedding's share of a head where they are not given.
    private static long cachePerToken(JsonNode info, String architecture) {
        var layers = info.path(architecture + ".block_count").asLong();
        var heads = info.path(architecture + ".attention.head_count").asLong();
        var shared = info.path(architecture + ".attention.head_count_kv").asLong(heads);
        var usual = heads == 0 ? 0 : info.path(architecture + ".embedding_length").asLong() / heads;
        var key = info.path(architecture + ".attention.key_length").asLong(usual);
        var value = info.path(architecture + ".attention.value_length").asLong(usual);
        return layers * shared * (key + value) * BYTES_OF_A_HALF;
    }

    static String hash(String text) {
        return Sha256.of(text).substring(0, TEMPLATE_DIGITS);
    }
}
