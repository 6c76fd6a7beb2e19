package batos.persona;

import batos.mind.Mind;
import batos.mind.ModelTag;
import batos.mind.Pin;
import java.util.Collection;
import java.util.Locale;

/// How much the four are told in a turn.
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

    /// @param setting `full`, `lean` or `auto`: lean where a pinned model is small, or where this
    ///   server read its prompts slowly so far
    public static TurnMode of(String setting, Mind mind, Collection<Pin> pins) {
        return switch (setting.toLowerCase(Locale.ROOT)) {
            case "full" -> FULL;
            case "lean" -> LEAN;
            default -> measured(mind, pins);
        };
    }

    private static TurnMode measured(Mind mind, Collection<Pin> pins) {
        var models = mind.models();
        var small =
                models.stream()
                        .filter(model -> model.bytes() > 0 && model.bytes() < SMALL)
                        .anyMatch(model ->
                                pins.stream()
                                        .anyMatch(pin -> ModelTag.same(pin.tag(), model.tag())));
        var slow =
                pins.stream()
                        .mapToDouble(pin -> mind.readingRate(pin.tag()))
                        .anyMatch(rate -> rate > 0 && rate < SLOW);
        return small || slow ? LEAN : FULL;
    }
}
