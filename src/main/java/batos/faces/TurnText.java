package batos.faces;

import batos.council.TurnSignal;
import batos.text.Plural;
import java.util.Locale;
import java.util.function.Consumer;

/// A turn as the text of one assistant: the words of the speaker who gives the answer are its
/// content, everything before it is reasoning. For one thread.
///
/// The content that was passed on is a beginning of the answer as it stands at the end, unless the
/// speaker was asked once more: then the whole answer follows after an empty line.
public final class TurnText implements Consumer<TurnSignal> {
    /// The receiver of the text.
    public interface Listener {
        void content(String piece);

        void reasoning(String piece);
    }

    private final String speaker;
    private final Listener listener;
    private final StopSequences stops;
    private final StringBuilder passed = new StringBuilder();
    private String purpose = "";
    private String narrated = "";
    private boolean spoken;

    /// @param speaker the one whose words are the answer
    public TurnText(String speaker, StopSequences stops, Listener listener) {
        this.speaker = speaker;
        this.stops = stops;
        this.listener = listener;
    }

    @Override
    public void accept(TurnSignal signal) {
        switch (signal) {
            case TurnSignal.Began(var persona, var what) -> purpose = what;
            case TurnSignal.Streamed(var persona, var text) -> say(persona, text);
            case TurnSignal.Spoke(var persona, _, var text, var streamed) -> {
                if (!streamed) {
                    say(persona, text);
                }
                spoken = spoken || isAnswer(persona);
                narrated = "";
            }
            case TurnSignal.Remembered(var passages) -> {
                if (passages > 0) {
                    aside("BABS remembers " + Plural.of(passages, "passage"));
                }
            }
            case TurnSignal.Called _ -> {}
            case TurnSignal.Returned(var use) -> aside("tool " + use.line());
            case TurnSignal.Felt(var dissonance, var why) ->
                    aside(
                            String.format(Locale.ROOT, "dissonance %.2f", dissonance.total())
                                    + (why.isBlank() ? "" : ": " + why.strip()));
            case TurnSignal.Worked(var loop, var text) -> aside(loop + ": " + text);
            // These follow the answer; they stand in the reply's field `batos`.
            case TurnSignal.Marked _, TurnSignal.Dissented _ -> {}
        }
    }

    private boolean isAnswer(String persona) {
        return persona.equals(speaker) && (purpose.equals("synthesis") || purpose.equals("answer"));
    }

    private void say(String persona, String text) {
        if (!isAnswer(persona)) {
            if (!narrated.equals(persona)) {
                listener.reasoning("\n" + persona + ": ");
                narrated = persona;
            }
            listener.reasoning(text);
        } else if (!spoken) {
            pass(stops.feed(text));
        }
    }

    private void pass(String text) {
        if (!text.isEmpty()) {
            passed.append(text);
            listener.content(text);
        }
    }

    private void aside(String text) {
        if (!spoken) {
            narrated = "";
            listener.reasoning("\n  " + text);
        }
    }

    /// Passes on what of the answer was not heard yet.
    ///
    /// @param answer as it stands in the end
    public void end(String answer) {
        if (stops.isStopped()) {
            return;
        }
        pass(stops.end());
        var said = passed.toString();
        if (answer.startsWith(said)) {
            pass(stops.feed(answer.substring(said.length())));
        } else if (!answer.equals(said.strip())) {
            pass("\n\n");
            pass(stops.feed(answer));
        }
        pass(stops.end());
    }

    /// The answer as it was passed on.
    public String content() {
        return passed.toString();
    }
}
