package batos.council;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One turn of the council: its question, its rules and its events so far. The next step follows
/// from these alone, see [TurnState]. The council checkpoints it in the image before each step.
///
/// @param number from 1 within the image
/// @param input the question's attachments and options
/// @param caller the instructions and tools of a program that asks; empty where the Architect asks
///   at a prompt
public record Turn(
        long number,
        Instant at,
        String asked,
        TurnInput input,
        TurnLimits rules,
        List<TurnEvent> events,
        Optional<CallingProgram> caller) {
    public Turn {
        events = List.copyOf(events);
    }

    public static Turn begin(long number, Instant at, String asked, TurnLimits rules) {
        return begin(number, at, asked, TurnInput.NONE, rules);
    }

    static Turn begin(long number, Instant at, String asked, TurnInput input, TurnLimits rules) {
        return new Turn(number, at, asked, input, rules, List.of(), Optional.empty());
    }

    public Turn after(TurnEvent event) {
        var longer = new ArrayList<>(events);
        longer.add(event);
        return new Turn(number, at, asked, input, rules, longer, caller);
    }

    Turn by(TurnLimits other) {
        return new Turn(number, at, asked, input, other, events, caller);
    }

    /// The same turn, asked by a program.
    public Turn by(CallingProgram program) {
        return new Turn(number, at, asked, input, rules, events, Optional.of(program));
    }

    public TurnState standing() {
        return TurnState.of(this);
    }
}
