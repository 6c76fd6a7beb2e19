package batos.loops;

import batos.council.Council;
import batos.council.TurnSignal;
import batos.image.Cause;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/// The lowest rung: tools against trouble on a theme. A tool that the turn forged is the try; where
/// it forged none, the theme's next turn asks BRICK to name the tool that would settle it.
public final class TacticalRung implements Rung {
    private final Council council;
    private final IntSupplier after;

    public TacticalRung(Council council, IntSupplier after) {
        this.council = council;
        this.after = after;
    }

    @Override
    public String name() {
        return "tactical";
    }

    @Override
    public int after() {
        return after.getAsInt();
    }

    @Override
    public Attempt attempt(ThemeTrouble trouble, Cause cause, Consumer<TurnSignal> listener) {
        if (trouble.theme().startsWith(Climb.VOICE)) {
            return new Attempt.Unavailable("a tool does not change a voice");
        }
        var forged =
                trouble.episodes().isEmpty()
                        ? ""
                        : council.account(trouble.episodes().getLast())
                                .map(account -> String.join(", ", account.forged()))
                                .orElse("");
        if (!forged.isEmpty()) {
            return new Attempt.Made("the turn forged " + forged, forged);
        }
        council.advise(
                trouble.theme(),
                "This subject troubled us in "
                        + trouble.episodes().size()
                        + (trouble.episodes().size() == 1 ? " turn" : " turns")
                        + " already. If a tool would settle it, ask for it.",
                cause);
        return new Attempt.Made("BRICK is asked for the tool that would settle it", "");
    }
}
