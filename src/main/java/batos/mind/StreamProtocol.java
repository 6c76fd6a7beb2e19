package batos.mind;

import batos.json.Json;
import batos.text.Ellipsis;
import java.util.Locale;
import java.util.Optional;

/// Follows the lines of an answer, mends what the client library would lose, and knows when the
/// answer is whole. One object follows one answer.
interface StreamProtocol {
    /// @return the line as the client's parser is to get it; empty for none
    String take(String line);

    /// The answer is whole, or can no longer become so.
    boolean over();

    /// The answer's fault, once the body has ended; empty where it has none.
    Optional<Reply> fault();

    /// The server's words in the body of an HTTP error.
    static String said(String body) {
        var node = Json.foreignObject(body).orElse(null);
        if (node == null) {
            return body.isBlank() ? "nothing further" : cut(body.strip());
        }
        var error = node.path("error");
        return cut(error.isTextual() ? error.asText() : error.path("message").asText(body));
    }

    /// The failure that an HTTP error of the server means.
    Reply.Failed rejected(int status, String said);

    /// A failure from the server's words. Takes the length of the prompt from them where they give
    /// it; some wrap the words of another server in theirs, as JSON in JSON.
    static Reply.Failed failed(String where, Prompt prompt, int status, String said) {
        var lower = said.toLowerCase(Locale.ROOT);
        if (lower.contains("context length")
                || lower.contains("context_length")
                || lower.contains("context size")
                || lower.contains("context window")) {
            return TruncationCheck.failed(
                    prompt,
                    TruncationCheck.told(said)
                            .orElseGet(() -> ReplyStopCondition.estimate(prompt)));
        }
        if (lower.contains("model")
                && (lower.contains("not found") || lower.contains("does not exist"))) {
            return new Reply.Failed(
                    false,
                    where
                            + ": "
                            + said
                            + ". Next: /models list, then /models use "
                            + prompt.persona()
                            + " TAG",
                    Reply.Fault.UNKNOWN_MODEL);
        }
        if (status == 401 || status == 403) {
            return new Reply.Failed(
                    false,
                    where
                            + ": refused the key ("
                            + status
                            + "): "
                            + said
                            + ". Next: check the key that the settings name");
        }
        var retry = status == 429 || status >= 500 || status == 200;
        return new Reply.Failed(retry, where + ": " + (status == 200 ? "" : status + " ") + said);
    }

    static Reply.Failed garbled(String where, String what) {
        return new Reply.Failed(true, where + ": " + what, Reply.Fault.GARBLED);
    }

    static String cut(String text) {
        return Ellipsis.of(text, 200);
    }
}
