package batos.faces.openai;

import java.util.List;

/// Parameters of the OpenAI API that this house has not. A request that asks for it is refused, by
/// the name of the parameter: an answer without it would pass for one with it. Wishes about speed,
/// price or length that change no promise (`service_tier`, `reasoning_effort`, `user` …) are passed
/// over.
final class UnsupportedParameters {
    private UnsupportedParameters() {}

    /// @throws ApiFault when a chat completion asks for it
    static void checkChat(ApiRequest request) {
        if (request.whole("n").orElse(1) != 1) {
            throw ApiFault.unsupported("n", "one answer at a time: n must be 1");
        }
        if (request.flag("logprobs", false)) {
            throw ApiFault.unsupported("logprobs", "log probabilities are not known here");
        }
        for (var modality : request.strings("modalities", 8)) {
            if (!modality.equals("text")) {
                throw ApiFault.unsupported("modalities", "these models speak text only");
            }
        }
        refuse(request, "audio", "these models speak text only");
        refuse(request, "web_search_options", "these models search nothing in the web");
        refuse(request, "function_call", "functions are given as tools here, and tool_choice");
        check(request);
    }

    /// @throws ApiFault when a response asks for it
    static void checkResponse(ApiRequest request) {
        if (request.flag("background", false)) {
            throw ApiFault.unsupported(
                    "background", "a response is waited for, or streamed; it is not fetched later");
        }
        for (var included : request.strings("include", 32)) {
            if (included.endsWith("logprobs")) {
                throw ApiFault.unsupported("include", "log probabilities are not known here");
            }
        }
        refuse(request, "conversation", "a response goes on from previous_response_id here");
        refuse(request, "prompt", "no prompts are kept here; send instructions and input");
        check(request);
    }

    private static void check(ApiRequest request) {
        if (request.number("top_logprobs", 0, 20).orElse(0) > 0) {
            throw ApiFault.unsupported("top_logprobs", "log probabilities are not known here");
        }
        for (var penalty : List.of("frequency_penalty", "presence_penalty")) {
            if (request.number(penalty, -2, 2).orElse(0) != 0) {
                throw ApiFault.unsupported(
                        penalty, "penalties are not passed on to the models; leave it at 0");
            }
        }
        if (request.node("logit_bias").map(bias -> !bias.isEmpty()).orElse(false)) {
            throw ApiFault.unsupported("logit_bias", "the models' tokens are not known here");
        }
    }

    private static void refuse(ApiRequest request, String name, String why) {
        if (request.node(name).isPresent()) {
            throw ApiFault.unsupported(name, why);
        }
    }
}
