package batos.shell.session;

import batos.council.TurnSignal;
import batos.shell.terminal.Printer;
import batos.shell.terminal.Style;
import batos.text.Plural;
import batos.text.TerminalText;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// Tells a turn as it is heard: each persona in its colour, what the loops do below it.
final class TurnPrinter implements Consumer<TurnSignal> {
    private final Printer out;
    private String streaming = "";
    private Optional<TurnSignal.Felt> felt = Optional.empty();

    TurnPrinter(Printer out) {
        this.out = out;
    }

    @Override
    public void accept(TurnSignal heard) {
        switch (heard) {
            case TurnSignal.Began(var persona, var purpose) -> {
                if (purpose.equals("thesis")) {
                    soFar();
                }
                out.working(persona + " " + doing(purpose));
            }
            case TurnSignal.Streamed(var persona, var text) -> stream(persona, text);
            case TurnSignal.Spoke spoke -> {
                if (!spoke.streamed()) {
                    stream(spoke.persona(), spoke.text());
                }
                out.freshLine();
                streaming = "";
            }
            case TurnSignal.Remembered(var passages) -> {
                if (passages > 0) {
                    aside("BABS remembers " + Plural.of(passages, "passage"));
                }
            }
            case TurnSignal.Called(var tool, var arguments) -> out.working(tool + " runs");
            case TurnSignal.Returned(var use) -> aside("tool " + use.line());
            case TurnSignal.Felt present -> {
                soFar();
                felt = Optional.of(present);
            }
            case TurnSignal.Marked(var verdict, var sentence) ->
                    aside("[" + verdict + "] " + sentence);
            case TurnSignal.Dissented(var persona, var text) ->
                    aside(persona + " still objects: " + text);
            case TurnSignal.Worked(var loop, var text) -> {
                aside(loop + ": " + text);
                out.working(loop + " loop");
            }
        }
    }

    /// Tells the dissonance of the whole turn, in which the claims of the answer and memory have
    /// been weighed.
    void ended(double dissonance) {
        felt.ifPresent(last -> aside(told("dissonance", dissonance, last.why())));
        felt = Optional.empty();
    }

    /// Tells the dissonance of a round that another one follows, or that was the last one heard of.
    void soFar() {
        felt.ifPresent(
                last -> aside(told("dissonance so far", last.dissonance().total(), last.why())));
        felt = Optional.empty();
    }

    private static String told(String what, double dissonance, String why) {
        return String.format(Locale.ROOT, "%s %.2f", what, dissonance)
                + (why.isBlank() ? "" : ": " + why.strip());
    }

    private void stream(String persona, String text) {
        var ink = Style.of(persona);
        if (!streaming.equals(persona)) {
            out.freshLine();
            out.piece(ink, persona + ": ");
            streaming = persona;
        }
        out.piece(ink, text);
    }

    private void aside(String text) {
        streaming = "";
        out.say(Style.FAINT, "  " + TerminalText.oneLine(text));
    }

    private static String doing(String purpose) {
        return switch (purpose) {
            case "recall" -> "remembers";
            case "thesis" -> "thinks";
            case "antithesis" -> "objects";
            case "synthesis" -> "concludes";
            case "forge.code" -> "writes a tool";
            case "forge.method" -> "writes a method";
            case "forge.tests" -> "writes tests";
            default -> "works on " + purpose;
        };
    }
}
