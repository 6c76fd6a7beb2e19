package batos.app;

import batos.council.TurnSignal;
import batos.nerve.PulseKind;
import batos.nerve.Pulses;
import java.util.Locale;
import java.util.function.Consumer;

/// Publishes a turn while it runs, so that every window shows it, whoever asked.
public final class TurnPulses implements Consumer<TurnSignal> {
    private final Pulses pulses;

    private TurnPulses(Pulses pulses) {
        this.pulses = pulses;
    }

    /// Publishes, and tells `next` too.
    public static Consumer<TurnSignal> beside(Pulses pulses, Consumer<TurnSignal> next) {
        return new TurnPulses(pulses).andThen(next);
    }

    @Override
    public void accept(TurnSignal signal) {
        switch (signal) {
            case TurnSignal.Began(var persona, var purpose) ->
                    pulses.stream(PulseKind.Turn.BEGAN, persona + " " + purpose);
            case TurnSignal.Streamed(var persona, var text) ->
                    pulses.stream(PulseKind.Turn.STREAMED, persona + " " + text);
            case TurnSignal.Spoke(var persona, _, var text, var streamed) ->
                    pulses.stream(PulseKind.Turn.SPOKE, persona + " " + (streamed ? "" : text));
            case TurnSignal.Remembered(var episodes) ->
                    pulses.stream(PulseKind.Turn.REMEMBERED, Integer.toString(episodes));
            case TurnSignal.Called(var tool, var arguments) ->
                    pulses.stream(PulseKind.Turn.CALLED, tool + " " + arguments);
            case TurnSignal.Returned(var use) -> pulses.stream(PulseKind.Turn.RETURNED, use.line());
            case TurnSignal.Felt(var dissonance, var why) ->
                    pulses.stream(
                            PulseKind.Turn.FELT,
                            String.format(Locale.ROOT, "%.2f %s", dissonance.total(), why));
            case TurnSignal.Marked(var verdict, var sentence) ->
                    pulses.stream(PulseKind.Turn.WORKED, "[" + verdict + "] " + sentence);
            case TurnSignal.Dissented(var persona, var text) ->
                    pulses.stream(PulseKind.Turn.WORKED, persona + " still objects: " + text);
            case TurnSignal.Worked(var loop, var text) ->
                    pulses.stream(PulseKind.Turn.WORKED, loop + ": " + text);
        }
    }
}
