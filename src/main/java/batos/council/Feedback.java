package batos.council;

import batos.image.Cause;
import batos.image.Datum;
import batos.image.Form;
import batos.image.Image;
import batos.image.View;
import batos.memory.Episode;
import java.util.LinkedHashMap;

/// The Architect's judgement of an answer. It enters the recurrence of the answer's theme.
///
/// @param why in the Architect's words, may be empty
public record Feedback(Judgement judgement, String why) {
    static final String KIND = "feedback";

    private static final Feedback NONE = new Feedback(Judgement.NONE, "");

    public enum Judgement {
        GOOD,
        BAD,
        NONE
    }

    /// The dissonance of a turn in hindsight: 1 for a bad answer, half for a good one.
    double felt(double dissonance) {
        return switch (judgement) {
            case BAD -> 1;
            case GOOD -> dissonance / 2;
            case NONE -> dissonance;
        };
    }

    public static Feedback of(View view, long episode) {
        return view.get(KIND, Episode.nameOf(episode))
                .map(form ->
                        new Feedback(
                                form.text("judgement").equals("bad")
                                        ? Judgement.BAD
                                        : Judgement.GOOD,
                                form.text("why")))
                .orElse(NONE);
    }

    /// Stores a judgement with an episode; a later one takes its place.
    public static void give(Image image, long episode, boolean good, String why, Cause cause) {
        var slots = new LinkedHashMap<String, Datum>();
        slots.put("judgement", new Datum.Text(good ? "good" : "bad"));
        slots.put("why", new Datum.Text(why));
        image.update(
                cause, change -> change.put(Form.named(KIND, 1, Episode.nameOf(episode), slots)));
    }
}
