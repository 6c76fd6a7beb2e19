package batos.loops.strategic;

import batos.mind.ModelTag;
import batos.mind.PersonaId;
import batos.mind.Pin;
import java.util.List;
import java.util.Optional;

/// The choice of a judge: never the model under training, by tag or by digest.
final class Judges {
    static final String ARCHITECT = "the Architect";
    private static final List<PersonaId> ORDER =
            List.of(PersonaId.ALFRED, PersonaId.ROBIN, PersonaId.BABS, PersonaId.BRICK);

    private Judges() {}

    /// @param name tag and digest of the judge's model
    record Chosen(String name, ModelJudge judge) {}

    static String name(Pin pin) {
        return pin.tag() + (pin.digest().isEmpty() ? "" : "@" + pin.digest());
    }

    /// Empty where only the Architect may judge.
    static Optional<Chosen> of(StrategicLoop.Parts parts, String persona, Pin base, Pin candidate) {
        var wanted = parts.settings().get().judge();
        if (wanted.equals("architect")) {
            return Optional.empty();
        }
        var pins = parts.models().pins();
        for (var id : ORDER) {
            var voice = id.name();
            var pin = pins.get(voice);
            if (pin == null || voice.equals(persona)) {
                continue;
            }
            var judge =
                    wanted.equals("auto")
                            ? pin
                            : parts.host()
                                    .served(wanted, pin)
                                    .orElse(
                                            new Pin(
                                                    wanted,
                                                    "",
                                                    pin.context(),
                                                    pin.sampling(),
                                                    pin.template()));
            if (!same(judge, base) && !same(judge, candidate)) {
                return Optional.of(
                        new Chosen(
                                name(judge),
                                new ModelJudge(
                                        parts.asking(),
                                        voice,
                                        new Pin(
                                                judge.tag(),
                                                judge.digest(),
                                                judge.context(),
                                                new Pin.Sampling(
                                                        0,
                                                        1,
                                                        judge.sampling().seed(),
                                                        judge.sampling().maxTokens()),
                                                judge.template()),
                                        parts.rubric().apply(persona))));
            }
        }
        return Optional.empty();
    }

    private static boolean same(Pin one, Pin other) {
        return ModelTag.same(one.tag(), other.tag())
                || (!one.digest().isEmpty() && one.digest().equals(other.digest()));
    }
}
