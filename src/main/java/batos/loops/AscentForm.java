package batos.loops;

import batos.image.Datum;
import batos.image.Form;
import java.util.LinkedHashMap;
import java.util.List;

/// The stored form of a theme's climb: one named object per theme.
final class AscentForm {
    static final String KIND = "ascent";

    private AscentForm() {}

    /// The slot `held` says whether the Architect holds the climb at its present rung.
    static Form write(ThemeClimb climb) {
        var slots = new LinkedHashMap<String, Datum>();
        slots.put("label", new Datum.Text(climb.theme().label()));
        slots.put("held", new Datum.Whole(climb.held() ? 1 : 0));
        slots.put("turns", turns(climb.ascent().turns()));
        switch (climb.ascent()) {
            case Ascent.Calm() -> slots.put("state", new Datum.Text("calm"));
            case Ascent.Troubled(_, var quiet) -> {
                slots.put("state", new Datum.Text("troubled"));
                slots.put("quiet", new Datum.Whole(quiet));
            }
            case Ascent.Pending(var act, _) -> {
                slots.put("state", new Datum.Text("pending"));
                slots.put("act", act(act));
            }
            case Ascent.Measuring(var act, _, var since) -> {
                slots.put("state", new Datum.Text("measuring"));
                slots.put("act", act(act));
                slots.put("since", turns(since));
            }
            case Ascent.Measured(var act, _, var effect) -> {
                slots.put("state", new Datum.Text("measured"));
                slots.put("act", act(act));
                slots.put("effect", effect(effect));
            }
            case Ascent.Settled(var act, var effect) -> {
                slots.put("state", new Datum.Text("settled"));
                slots.put("act", act(act));
                slots.put("effect", effect(effect));
            }
        }
        return Form.named(KIND, 1, climb.theme().id(), slots);
    }

    static Ascent read(Form form) {
        var turns = felt(form.at("turns"));
        return switch (form.text("state")) {
            case "troubled" -> new Ascent.Troubled(turns, (int) form.whole("quiet", 0));
            case "pending" -> new Ascent.Pending(act(form.at("act")), turns);
            case "measuring" ->
                    new Ascent.Measuring(act(form.at("act")), turns, felt(form.at("since")));
            case "measured" ->
                    new Ascent.Measured(act(form.at("act")), turns, effect(form.at("effect")));
            case "settled" -> new Ascent.Settled(act(form.at("act")), effect(form.at("effect")));
            default -> new Ascent.Calm();
        };
    }

    private static Datum turns(List<Ascent.Felt> turns) {
        return new Datum.Many(
                turns.stream()
                        .<Datum>map(turn -> {
                            var slots = new LinkedHashMap<String, Datum>();
                            slots.put("episode", new Datum.Whole(turn.episode()));
                            slots.put("dissonance", new Datum.Real(turn.dissonance()));
                            return new Datum.Slots(slots);
                        })
                        .toList());
    }

    private static List<Ascent.Felt> felt(Datum datum) {
        return datum instanceof Datum.Many(var items)
                ? items.stream()
                        .map(item -> Form.anonymous(KIND, item))
                        .map(turn ->
                                new Ascent.Felt(
                                        turn.whole("episode", 0), turn.real("dissonance", 0)))
                        .toList()
                : List.of();
    }

    private static Datum act(Ascent.Act act) {
        var slots = new LinkedHashMap<String, Datum>();
        slots.put("number", new Datum.Whole(act.number()));
        slots.put("rung", new Datum.Text(act.rung()));
        slots.put("what", new Datum.Text(act.what()));
        slots.put("reference", new Datum.Text(act.reference()));
        return new Datum.Slots(slots);
    }

    private static Ascent.Act act(Datum datum) {
        var form = Form.anonymous(KIND, datum);
        return new Ascent.Act(
                form.whole("number", 0),
                form.text("rung"),
                form.text("what"),
                form.text("reference"));
    }

    static Datum effect(Ascent.Effect effect) {
        var slots = new LinkedHashMap<String, Datum>();
        slots.put("before", new Datum.Real(effect.before()));
        slots.put("after", new Datum.Real(effect.after()));
        slots.put("turns", new Datum.Whole(effect.turns()));
        return new Datum.Slots(slots);
    }

    static Ascent.Effect effect(Datum datum) {
        var form = Form.anonymous(KIND, datum);
        return new Ascent.Effect(
                form.real("before", 0), form.real("after", 0), (int) form.whole("turns", 0));
    }

    static List<Long> numbers(Datum datum) {
        return datum instanceof Datum.Many(var items)
                ? items.stream()
                        .map(item -> item instanceof Datum.Whole(var number) ? number : 0L)
                        .toList()
                : List.of();
    }
}
