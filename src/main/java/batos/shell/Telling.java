package batos.shell;

import batos.council.Heard;
import java.util.Locale;
import java.util.function.Consumer;

/// Tells a turn as it is heard: each persona in its colour, what the loops do below it.
final class Telling implements Consumer<Heard> {
    private final Out out;
    private String streaming = "";

    Telling(Out out) {
        this.out = out;
    }

    @Override
    public void accept(Heard heard) {
        switch (heard) {
            case Heard.Began(var persona, var purpose) ->
                    out.working(persona + " " + doing(purpose));
            case Heard.Streamed(var persona, var text) -> stream(persona, text);
            case Heard.Spoke spoke -> {
                if (!spoke.streamed()) {
                    stream(spoke.persona(), spoke.text());
                }
                out.freshLine();
                streaming = "";
            }
            case Heard.Remembered(var episodes) -> {
                if (episodes > 0) {
                    aside(
                            "BABS remembers "
                                    + episodes
                                    + (episodes == 1 ? " episode" : " episodes"));
                }
            }
            case Heard.Called(var tool, var arguments) -> out.working(tool + " runs");
            case Heard.Returned(var use) -> aside("tool " + use.line());
            case Heard.Felt(var dissonance, var why) ->
                    aside(
                            String.format(Locale.ROOT, "dissonance %.2f", dissonance.total())
                                    + (why.isBlank() ? "" : ": " + why.strip()));
            case Heard.Worked(var loop, var text) -> {
                aside(loop + ": " + text);
                out.working(loop + " loop");
            }
        }
    }

    private void stream(String persona, String text) {
        var ink = Ink.of(persona);
        if (!streaming.equals(persona)) {
            out.freshLine();
            out.piece(ink, persona + ": ");
            streaming = persona;
        }
        out.piece(ink, text);
    }

    private void aside(String text) {
        streaming = "";
        out.say(Ink.FAINT, "  " + Plain.field(text));
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
