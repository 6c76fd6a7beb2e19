package batos.motive.goal;

import batos.image.Datum;
import batos.image.Form;
import batos.motive.budget.Cost;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// The stored form of a goal: one named object per goal. A slot that is missing has its default.
final class GoalForm {
    static final String KIND = "goal";

    private GoalForm() {}

    static String nameOf(int number) {
        return String.format("%08d", number);
    }

    static Form write(Goal goal) {
        var slots = new LinkedHashMap<String, Datum>();
        var aim = goal.aim();
        slots.put("key", new Datum.Text(aim.key()));
        slots.put("persona", new Datum.Text(aim.persona()));
        slots.put("by", new Datum.Text(aim.by()));
        slots.put("kind", new Datum.Sign(aim.kind().word()));
        slots.put("theme", new Datum.Text(aim.theme()));
        slots.put("about", new Datum.Text(aim.about()));
        slots.put("what", new Datum.Text(aim.what()));
        slots.put("codex", new Datum.Text(aim.mandate().codex()));
        slots.put("mandate", new Datum.Whole(aim.mandate().line()));
        slots.put("mandateText", new Datum.Text(aim.mandate().text()));
        check(slots, aim.check());
        state(slots, goal.state());
        slots.put("product", new Datum.Text(goal.product().sort()));
        slots.put("productText", new Datum.Text(goal.product().text()));
        slots.put("reference", new Datum.Text(goal.product().reference()));
        slots.put("signs", Datum.Many.texts(aim.signs()));
        slots.put("because", Datum.Many.texts(aim.because()));
        slots.put(
                "lineage",
                new Datum.Many(
                        aim.lineage().stream().<Datum>map(it -> new Datum.Whole(it)).toList()));
        amount(slots, "estimate", aim.estimate());
        amount(slots, "spent", goal.spent());
        slots.put("trajectory", new Datum.Text(goal.trajectory()));
        slots.put("odds", Datum.Many.texts(goal.odds()));
        slots.put("imagined", new Datum.Text(aim.imagined().toString()));
        slots.put("changed", new Datum.Text(goal.changed().toString()));
        return Form.named(KIND, 1, nameOf(goal.number()), slots);
    }

    static Goal read(Form form) {
        var name = form.name();
        return new Goal(
                Integer.parseInt(name == null ? "0" : name),
                aim(form),
                state(form),
                new Product(form.text("product"), form.text("productText"), form.text("reference")),
                amount(form, "spent"),
                form.text("trajectory"),
                form.words("odds"),
                instant(form, "changed"));
    }

    private static Aim aim(Form form) {
        return new Aim(
                form.text("key"),
                form.text("persona"),
                form.text("by"),
                GoalKind.of(sign(form, "kind")).orElse(GoalKind.THOUGHT),
                form.text("theme"),
                form.text("about"),
                form.text("what"),
                new Mandate(
                        form.text("codex"),
                        (int) form.whole("mandate", 0),
                        form.text("mandateText")),
                check(form),
                form.words("signs"),
                form.words("because"),
                numbers(form.at("lineage")),
                amount(form, "estimate"),
                instant(form, "imagined"));
    }

    private static void check(SequencedMap<String, Datum> slots, GoalCheck check) {
        switch (check) {
            case GoalCheck.ToolTests(var tool) -> put(slots, "tests", tool);
            case GoalCheck.Recalled(var question) -> put(slots, "recalled", question);
            case GoalCheck.DissonanceFalls(var from) -> {
                put(slots, "dissonance", "");
                slots.put("from", new Datum.Real(from));
            }
            case GoalCheck.ArchitectAnswers() -> put(slots, "architect", "");
            case GoalCheck.BlockHolds() -> put(slots, "block", "");
        }
    }

    private static void put(SequencedMap<String, Datum> slots, String check, String of) {
        slots.put("check", new Datum.Sign(check));
        slots.put("checkOf", new Datum.Text(of));
    }

    private static GoalCheck check(Form form) {
        return switch (sign(form, "check")) {
            case "tests" -> new GoalCheck.ToolTests(form.text("checkOf"));
            case "recalled" -> new GoalCheck.Recalled(form.text("checkOf"));
            case "dissonance" -> new GoalCheck.DissonanceFalls(form.real("from", 0));
            case "block" -> new GoalCheck.BlockHolds();
            default -> new GoalCheck.ArchitectAnswers();
        };
    }

    private static void state(SequencedMap<String, Datum> slots, GoalState state) {
        slots.put("state", new Datum.Text(state.word()));
        slots.put("attempts", new Datum.Whole(state.attempts()));
        var detail = state instanceof GoalState.Active(_, var made) ? made : state.detail();
        slots.put("detail", new Datum.Text(detail));
    }

    private static GoalState state(Form form) {
        var attempts = (int) form.whole("attempts", 0);
        var detail = form.text("detail");
        return switch (form.text("state")) {
            case "waiting" -> new GoalState.Waiting(attempts, detail);
            case "active" -> new GoalState.Active(attempts, detail);
            case "reached" -> new GoalState.Reached(detail);
            case "given up" -> new GoalState.GivenUp(detail);
            case "blocked" -> new GoalState.Blocked(detail);
            case "retired" -> new GoalState.Retired(detail);
            default -> new GoalState.Imagined();
        };
    }

    private static void amount(SequencedMap<String, Datum> slots, String slot, Cost amount) {
        slots.put(
                slot,
                new Datum.Many(
                        List.of(
                                new Datum.Whole(amount.tokens()),
                                new Datum.Whole(amount.modelMillis()),
                                new Datum.Whole(amount.sandboxMillis()))));
    }

    private static Cost amount(Form form, String slot) {
        var numbers = numbers(form.at(slot));
        return numbers.size() == 3
                ? new Cost(numbers.get(0), numbers.get(1), numbers.get(2))
                : Cost.NONE;
    }

    private static List<Integer> numbers(Datum datum) {
        return datum instanceof Datum.Many(var items)
                ? items.stream()
                        .filter(Datum.Whole.class::isInstance)
                        .map(item -> (int) ((Datum.Whole) item).value())
                        .toList()
                : List.of();
    }

    private static String sign(Form form, String slot) {
        return form.at(slot) instanceof Datum.Sign(var value) ? value : "";
    }

    private static Instant instant(Form form, String slot) {
        var text = form.text(slot);
        return text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
    }
}
