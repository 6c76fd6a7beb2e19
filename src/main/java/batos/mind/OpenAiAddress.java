package batos.mind;

import java.net.URI;
import java.util.Optional;

/// Where a server speaks the OpenAI protocol, and the key it wants.
///
/// @param url the base, for example `http://localhost:8000/v1`
/// @param key never printed, recorded or stored
public record OpenAiAddress(URI url, Optional<String> key) {
    @Override
    public String toString() {
        return url + (key.isPresent() ? " with a key" : "");
    }
}
