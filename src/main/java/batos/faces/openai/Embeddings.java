package batos.faces.openai;

import batos.json.Json;
import batos.mind.Embedder;
import batos.mind.MindFault;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;

/// `POST /v1/embeddings`: texts as vectors of the model that the memory uses.
final class Embeddings {
    private static final int MOST = 2_048;
    private static final int LONGEST = 100_000;

    /// Characters of a token, about: the embedding model counts none.
    private static final int TOKEN = 4;

    private final Embedder embedder;

    Embeddings(Embedder embedder) {
        this.embedder = embedder;
    }

    /// @throws ApiFault when the request makes no sense or the model does not answer
    ObjectNode answer(ApiRequest request) {
        var model = request.required("model");
        if (!isKnown(model)) {
            throw ApiFault.noModel(
                    model, "The memory's embedding model is '" + embedder.name() + "'");
        }
        var texts = texts(request);
        var packed = packed(request.text("encoding_format").orElse("float"));
        var dimensions = request.positive("dimensions").orElse(embedder.dimension());
        if (dimensions != embedder.dimension()) {
            throw ApiFault.invalid(
                    "dimensions",
                    "%s has %d dimensions, and no others"
                            .formatted(embedder.name(), embedder.dimension()));
        }
        var answer = Json.object().put("object", "list");
        var data = answer.putArray("data");
        for (var text : texts) {
            add(data, text, packed);
        }
        var tokens = texts.stream().mapToInt(text -> (text.length() + TOKEN - 1) / TOKEN).sum();
        answer.put("model", embedder.name());
        answer.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
        return answer;
    }

    /// Its own name, each of the chat models, and the names that OpenAI's clients have built in.
    private boolean isKnown(String model) {
        return model.equals(embedder.name())
                || model.startsWith("text-embedding-")
                || ModelName.SPEAKERS.contains(model);
    }

    private static boolean packed(String format) {
        return switch (format) {
            case "float" -> false;
            case "base64" -> true;
            default ->
                    throw ApiFault.invalid(
                            "encoding_format", "'" + format + "' is neither float nor base64");
        };
    }

    private static List<String> texts(ApiRequest request) {
        var input =
                request.node("input")
                        .orElseThrow(() -> ApiFault.invalid("input", "you must provide input"));
        if ((input.isArray() && input.path(0).isNumber()) || input.path(0).isArray()) {
            throw ApiFault.invalid(
                    "input", "tokens cannot be read here: send a string or an array of strings");
        }
        var texts = request.strings("input", MOST);
        if (texts.isEmpty()) {
            throw ApiFault.invalid("input", "input holds no text");
        }
        for (var text : texts) {
            if (text.isEmpty() || text.length() > LONGEST) {
                throw ApiFault.invalid(
                        "input",
                        "a text of %d characters; it must have 1 to %d"
                                .formatted(text.length(), LONGEST));
            }
        }
        return texts;
    }

    private void add(ArrayNode data, String text, boolean packed) {
        float[] vector;
        try {
            vector = embedder.embed(text);
        } catch (MindFault e) {
            throw ApiFault.unavailable("model_unavailable", String.valueOf(e.getMessage()));
        }
        var item = data.addObject().put("object", "embedding").put("index", data.size() - 1);
        if (packed) {
            item.put("embedding", base64(vector));
        } else {
            var numbers = item.putArray("embedding");
            for (var number : vector) {
                numbers.add(number);
            }
        }
    }

    /// Little-endian 32-bit floats, as OpenAI's clients unpack them.
    private static String base64(float[] vector) {
        var bytes = ByteBuffer.allocate(4 * vector.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
