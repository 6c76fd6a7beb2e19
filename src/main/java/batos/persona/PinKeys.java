package batos.persona;

import batos.config.Settings;
import batos.mind.ModelTag;
import batos.mind.Pin;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/// The part of a pin that stands in settings.toml, key by key, as it is typed there.
final class PinKeys {
    private PinKeys() {}

    static String key(String persona, String name) {
        return "models." + persona + "." + name;
    }

    static SequencedMap<String, String> of(Pin pin) {
        var keys = new LinkedHashMap<String, String>();
        keys.put("tag", pin.tag());
        keys.put("context", Integer.toString(pin.context()));
        keys.put("temperature", Double.toString(pin.sampling().temperature()));
        keys.put("top_p", Double.toString(pin.sampling().topP()));
        keys.put("seed", Long.toString(pin.sampling().seed()));
        keys.put("max_tokens", Integer.toString(pin.sampling().maxTokens()));
        return keys;
    }

    /// The pin that settings.toml asks for; what only a server knows is empty.
    static Pin written(Settings settings, String persona) {
        var model = settings.models().of().get(persona);
        if (model == null) {
            throw new IllegalArgumentException("settings.toml has no [models." + persona + "]");
        }
        return new Pin(
                model.tag(),
                "",
                model.context(),
                new Pin.Sampling(
                        model.temperature(), model.topP(), model.seed(), model.maxTokens()),
                "");
    }

    /// A pin with other keys. Digest and template belong to the tag, and are forgotten with it.
    static Pin with(Pin pin, Map<String, String> keys) {
        var sameTag = ModelTag.same(at(keys, "tag"), pin.tag());
        return new Pin(
                at(keys, "tag"),
                sameTag ? pin.digest() : "",
                Integer.parseInt(at(keys, "context")),
                new Pin.Sampling(
                        Double.parseDouble(at(keys, "temperature")),
                        Double.parseDouble(at(keys, "top_p")),
                        Long.parseLong(at(keys, "seed")),
                        Integer.parseInt(at(keys, "max_tokens"))),
                sameTag ? pin.template() : "");
    }

    private static String at(Map<String, String> keys, String name) {
        return Objects.requireNonNull(keys.get(name), name);
    }
}
