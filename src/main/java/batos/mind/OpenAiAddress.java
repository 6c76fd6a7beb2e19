package batos.mind;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/// The address of a server that speaks the OpenAI protocol, and its key.
///
/// @param url the base, for example `http://localhost:8000/v1`
/// @param key asked for when a connection is made; never printed, recorded or stored
public record OpenAiAddress(URI url, Supplier<Optional<String>> key) {
    @Override
    public String toString() {
        return url.toString();
    }
}
