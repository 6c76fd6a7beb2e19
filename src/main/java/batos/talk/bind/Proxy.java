package batos.talk.bind;

/// A stand-in for a domain object: a native looks each answer up at the request. Equal by class and
/// key, and kept in the image as just these two words.
///
/// @param type the class of the language it belongs to, for example `Tool`
/// @param key its key among those of its class, for example `slugify`; empty for the only one
public record Proxy(String type, String key) {
    @Override
    public String toString() {
        return key.isEmpty() ? "a " + type : "a " + type + " (" + key + ")";
    }
}
