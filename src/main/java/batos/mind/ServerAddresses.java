package batos.mind;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// The addresses of the model servers: as settings.toml says, else as the environment says in the
/// variables that the servers' own clients read.
///
/// @param ollamaFrom the variable that named the address of Ollama; empty where the settings did
/// @param openai empty where nobody names one
/// @param openaiFrom the variable that named it; empty where the settings did
/// @param keyFrom the variable that holds its key; empty where none does
public record ServerAddresses(
        OllamaAddress ollama,
        String ollamaFrom,
        Optional<URI> openai,
        String openaiFrom,
        String keyFrom) {
    public static final String OLLAMA_USUAL = "http://127.0.0.1:11434";

    private static final String OLLAMA_VARIABLE = "OLLAMA_HOST";
    private static final String OPENAI_VARIABLE = "OPENAI_BASE_URL";

    /// The usual address of Ollama in the settings counts as none: the shipped file holds it.
    ///
    /// @param keyVariable the variable that is looked at for a key
    /// @throws MindFault when a variable holds no address
    public static ServerAddresses of(
            String ollamaUrl,
            String openaiUrl,
            String keyVariable,
            Map<String, String> environment) {
        var host = environment.getOrDefault(OLLAMA_VARIABLE, "").strip();
        var named = ollamaUrl.equals(OLLAMA_USUAL) && !host.isEmpty();
        var base = environment.getOrDefault(OPENAI_VARIABLE, "").strip();
        var other = openaiUrl.isEmpty() && !base.isEmpty();
        return new ServerAddresses(
                named ? client(host) : OllamaAddress.of(ollamaUrl),
                named ? OLLAMA_VARIABLE : "",
                other
                        ? Optional.of(address(base))
                        : Optional.of(openaiUrl).filter(url -> !url.isEmpty()).map(URI::create),
                other ? OPENAI_VARIABLE : "",
                environment.getOrDefault(keyVariable, "").isBlank() ? "" : keyVariable);
    }

    /// A server that listens on all interfaces is reached on this machine.
    private static OllamaAddress client(String host) {
        try {
            return OllamaAddress.of(
                    host.replaceFirst(
                            "^((?:https?://)?)(?:0\\.0\\.0\\.0|:(?=\\d))",
                            host.contains("0.0.0.0") ? "$1127.0.0.1" : "$1127.0.0.1:"));
        } catch (IllegalArgumentException e) {
            throw new MindFault(
                    "mind: OLLAMA_HOST is '%s', which is no address. Next: unset it, or /settings set mind.ollama_url URL"
                            .formatted(host),
                    e);
        }
    }

    private static URI address(String text) {
        try {
            var url = URI.create(text.replaceAll("/+$", ""));
            if (url.getHost() != null) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            throw new MindFault(noAddress(text), e);
        }
        throw new MindFault(noAddress(text));
    }

    private static String noAddress(String text) {
        return "mind: OPENAI_BASE_URL is '%s', which is no address. Next: unset it, or /settings set mind.openai_url URL"
                .formatted(text);
    }

    /// Whether the environment alone may send typed text to this server unasked: only where it
    /// listens on this machine.
    boolean openaiUnasked() {
        return openaiFrom.isEmpty()
                || openai.map(URI::getHost)
                        .filter(host ->
                                host.equals("localhost")
                                        || host.startsWith("127.")
                                        || host.equals("[::1]"))
                        .isPresent();
    }

    /// For example ` (from OPENAI_BASE_URL, key from OPENAI_API_KEY)`.
    String openaiOrigin() {
        var key = keyFrom.isEmpty() ? "" : "key from " + keyFrom;
        return openaiFrom.isEmpty()
                ? key.isEmpty() ? "" : " (" + key + ")"
                : " (from " + openaiFrom + (key.isEmpty() ? "" : ", " + key) + ")";
    }

    /// For example ` (from OLLAMA_HOST)`.
    static String from(String variable) {
        return variable.isEmpty() ? "" : " (from " + variable + ")";
    }
}
