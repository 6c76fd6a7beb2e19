package batos.world;

import batos.image.Image;
import batos.loops.strategic.Tuning;
import batos.loops.strategic.TuningRecords;
import batos.talk.bind.NativeCall;
import batos.talk.bind.Natives;
import batos.talk.bind.Proxy;
import java.util.List;
import java.util.Optional;

/// The messages of tunings: these only read; commands make, promote and take them back.
final class TuningMessages {
    private static final String TYPE = "Tuning";

    private final TuningRecords records;

    TuningMessages(Image image) {
        this.records = new TuningRecords(image);
    }

    void bind(Natives natives) {
        natives.define("Council", "tunings", call -> proxies(Optional.empty()))
                .define("Persona", "tunings", call -> proxies(Optional.of(call.key())))
                .define(TYPE, "number", call -> (long) tuning(call).number())
                .define(TYPE, "persona", call -> tuning(call).persona().name())
                .define(TYPE, "base", call -> tuning(call).base())
                .define(TYPE, "tag", call -> tuning(call).tag())
                .define(TYPE, "dataset", call -> tuning(call).dataset())
                .define(TYPE, "trainer", call -> tuning(call).trainer())
                .define(
                        TYPE,
                        "state",
                        call -> tuning(call).state().name().toLowerCase(java.util.Locale.ROOT))
                .define(TYPE, "why", call -> tuning(call).why())
                .define(
                        TYPE,
                        "reasons",
                        call -> tuning(call).report().map(r -> r.reasons()).orElse(List.of()))
                .define(TYPE, "line", call -> tuning(call).line());
        WorldSources.load(natives, "Tuning.st");
    }

    private List<Proxy> proxies(Optional<String> persona) {
        return records.tunings().stream()
                .filter(tuning ->
                        persona.isEmpty() || tuning.persona().name().equals(persona.get()))
                .map(tuning -> new Proxy(TYPE, Integer.toString(tuning.number())))
                .toList();
    }

    private Tuning tuning(NativeCall call) {
        return records.tuning(Integer.parseInt(call.key()))
                .orElseThrow(() ->
                        new IllegalArgumentException("no tuning " + call.key() + " any more"));
    }
}
