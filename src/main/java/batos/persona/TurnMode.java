package batos.persona;

import batos.mind.Mind;
import batos.mind.ModelTag;
import batos.mind.Pin;
import java.util.Collection;
import java.util.Locale;

/// The length of the instructions in a turn.
public enum TurnMode {
    /// The whole codex of each, and a conversation of its own for each.
    FULL,
    /// A few sentences for each, and one conversation that all three share, so that a server that
    /// caches prompts reads it once: for small models and slow machines.
    LEAN;

    /// Weights of fewer bytes are a small model's: about 1.5 billion parameters at 4 bits.
    private static final long SMALL = 1_000_000_000;

    /// A slower reader than this needs a minute for a full prompt of 600 tokens. In tokens a
    /// second.
    private static final double SLOW = 10;

    /// @param setting `full`, `lean` or `auto`: lean where a pinned model is small or slow
    /// @param models the models that the mind has
    /// @param slow see [#slow]
    public static TurnMode of(
            String setting, Collection<Mind.Model> models, Collection<Pin> pins, boolean slow) {
        return switch (setting.toLowerCase(Locale.ROOT)) {
            case "full" -> FULL;
            case "lean" -> LEAN;
            default -> slow || small(models, pins) ? LEAN : FULL;
        };
    }

    private static boolean small(Collection<Mind.Model> models, Collection<Pin> pins) {
        return models.stream()
                .filter(model -> model.bytes() > 0 && model.bytes() < SMALL)
                .anyMatch(model ->
                        pins.stream().anyMatch(pin -> ModelTag.same(pin.tag(), model.tag())));
    }

    /// Whether a mind read the prompts of a pinned model slowly so far: a measurement, to be
    /// recorded.
    public static boolean slow(Mind mind, Collection<Pin> pins) {
        return pins.stream()
                .mapToDouble(pin -> mind.readingRate(pin.tag()))
                .anyMatch(rate -> rate > 0 && rate < SLOW);
    }
}
