package batos.world;

import batos.mind.Pin;
import batos.persona.Persona;
import batos.talk.bind.NativeCall;
import batos.talk.bind.Natives;
import batos.talk.bind.Proxy;
import java.util.Map;
import java.util.function.Supplier;

/// The messages of `models` and of each persona's model. These only read; `/models use` changes
/// them, because it tests a model before it pins it.
final class ModelMessages {
    private static final String TYPE = "Model";

    private final Supplier<Map<String, Pin>> pins;

    ModelMessages(Supplier<Map<String, Pin>> pins) {
        this.pins = pins;
    }

    void bind(Natives natives) {
        natives.name("models", () -> new Proxy("Models", ""));
        natives.define(
                        "Models",
                        "asArray",
                        call -> Persona.NAMES.stream().map(name -> new Proxy(TYPE, name)).toList())
                .define("Persona", "model", call -> new Proxy(TYPE, call.key()))
                .define(TYPE, "persona", call -> new Proxy("Persona", call.key()))
                .define(TYPE, "tag", call -> pin(call).tag())
                .define(TYPE, "digest", call -> pin(call).digest())
                .define(TYPE, "context", call -> (long) pin(call).context())
                .define(TYPE, "temperature", call -> pin(call).sampling().temperature());
        WorldSources.load(natives, "Model.st");
    }

    private Pin pin(NativeCall call) {
        var pin = pins.get().get(call.key());
        if (pin == null) {
            throw call.error("no model is pinned for " + call.key() + ". Next: /models list");
        }
        return pin;
    }
}
