package batos.faces.openai;

import batos.mind.PersonaId;
import batos.mind.Pin;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A program's sampling and length options for one answer.
///
/// @param stop texts at the first of which the answer ends, without it
/// @param seed for all four; the other three are for the one who gives the answer
record TurnOptions(
        List<String> stop,
        OptionalLong seed,
        OptionalDouble temperature,
        OptionalDouble topP,
        OptionalInt maxTokens) {
    static final int MOST_STOPS = 4;

    static TurnOptions of(ApiRequest request, String... limits) {
        var most = OptionalInt.empty();
        for (var limit : limits) {
            most = most.isPresent() ? most : request.positive(limit);
        }
        var stop = request.strings("stop", MOST_STOPS).stream().filter(s -> !s.isEmpty()).toList();
        return new TurnOptions(
                stop,
                request.whole("seed"),
                request.number("temperature", 0, 2),
                request.number("top_p", 0, 1),
                most);
    }

    /// The pin that a voice gets for this turn.
    ///
    /// @param speaker who gives the answer
    Pin adapt(PersonaId id, Pin pin, PersonaId speaker) {
        var usual = pin.sampling();
        var speaks = id == speaker;
        return new Pin(
                pin.tag(),
                pin.digest(),
                pin.context(),
                new Pin.Sampling(
                        speaks ? temperature.orElse(usual.temperature()) : usual.temperature(),
                        speaks ? topP.orElse(usual.topP()) : usual.topP(),
                        seed.orElse(usual.seed()),
                        speaks ? maxTokens.orElse(usual.maxTokens()) : usual.maxTokens()),
                pin.template());
    }
}
