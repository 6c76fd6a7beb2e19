package batos.mind;

import java.net.URI;

/// The address of an Ollama server.
public record OllamaAddress(URI url) {
    /// As in the environment variable `OLLAMA_HOST`: `host`, `host:port` or a URL; the port is
    /// 11434 unless given.
    ///
    /// @throws IllegalArgumentException when the text names no host
    public static OllamaAddress of(String text) {
        var url = URI.create(text.contains("://") ? text : "http://" + text);
        if (url.getHost() == null) {
            throw new IllegalArgumentException(
                    "not the address of an Ollama server: '"
                            + text
                            + "'; expected host:port or http://host:port");
        }
        var port = url.getPort() == -1 && url.getScheme().equals("http") ? 11434 : url.getPort();
        var path = url.getPath().replaceAll("/+$", "");
        return new OllamaAddress(
                URI.create(
                        url.getScheme()
                                + "://"
                                + url.getHost()
                                + (port == -1 ? "" : ":" + port)
                                + path));
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
