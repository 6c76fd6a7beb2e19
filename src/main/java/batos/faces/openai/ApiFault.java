package batos.faces.openai;

import batos.json.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// A request that was not answered, as the OpenAI API says it: an HTTP status and a document
/// `{"error": {"message", "type", "param", "code"}}`.
final class ApiFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String type;
    private final @Nullable String param;
    private final @Nullable String code;

    private ApiFault(
            int status,
            String type,
            @Nullable String param,
            @Nullable String code,
            String message,
            @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
        this.type = type;
        this.param = param;
        this.code = code;
    }

    /// The request cannot be understood, or asks for what there is not here.
    ///
    /// @param param the part of the request that is wrong
    static ApiFault invalid(@Nullable String param, String message) {
        return new ApiFault(400, "invalid_request_error", param, null, message, null);
    }

    /// The API has such a parameter, or value of it; this house has not.
    static ApiFault unsupported(String param, String message) {
        return new ApiFault(
                400, "invalid_request_error", param, "unsupported_parameter", message, null);
    }

    static ApiFault noModel(String model, String next) {
        return new ApiFault(
                404,
                "invalid_request_error",
                "model",
                "model_not_found",
                "The model '" + model + "' does not exist. " + next,
                null);
    }

    static ApiFault noResponse(String id) {
        return new ApiFault(
                400,
                "invalid_request_error",
                "previous_response_id",
                "previous_response_not_found",
                "Previous response with id '%s' not found: it is too old, or this server began later. Next: send the conversation"
                        .formatted(id),
                null);
    }

    static ApiFault noRoute(String method, String path) {
        return new ApiFault(
                404,
                "invalid_request_error",
                null,
                "unknown_url",
                "Unknown request URL: %s %s. Next: batos help openai".formatted(method, path),
                null);
    }

    /// Too many requests at once.
    static ApiFault busy(int most) {
        return new ApiFault(
                429,
                "rate_limit_error",
                null,
                "rate_limit_exceeded",
                most + " requests run or wait already. Next: the same again, later",
                null);
    }

    /// The prompt is longer than the model's context.
    static ApiFault tooLong(String message) {
        return new ApiFault(
                400, "invalid_request_error", "messages", "context_length_exceeded", message, null);
    }

    /// The token budget of the settings is spent.
    static ApiFault spent(String message) {
        return new ApiFault(429, "insufficient_quota", null, "insufficient_quota", message, null);
    }

    static ApiFault refused(String message) {
        return new ApiFault(403, "permission_error", null, "refused", message, null);
    }

    /// Nothing is wrong with the request; a part of this house does not work now.
    ///
    /// @param code for example `model_unavailable`
    static ApiFault unavailable(String code, String message) {
        return new ApiFault(503, "server_error", null, code, message, null);
    }

    static ApiFault failed(String code, String message, @Nullable Throwable cause) {
        return new ApiFault(500, "server_error", null, code, message, cause);
    }

    int status() {
        return status;
    }

    ObjectNode document() {
        var document = Json.object();
        document.putObject("error")
                .put("message", String.valueOf(getMessage()))
                .put("type", type)
                .put("param", param)
                .put("code", code);
        return document;
    }
}
