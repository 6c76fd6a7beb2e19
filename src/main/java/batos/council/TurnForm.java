package batos.council;

import batos.council.claims.ExtractedClaim;
import batos.image.Datum;
import batos.image.Form;
import batos.memory.Contradiction;
import batos.mind.Message;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/// The stored form of a turn under way: one named object, `turn` / `current`, that is there exactly
/// while a turn runs.
final class TurnForm {
    static final String KIND = "turn";
    static final String NAME = "current";

    private TurnForm() {}

    static Form write(Turn turn) {
        return write(turn, new Datum.Slots(new LinkedHashMap<>()));
    }

    /// @param lease the voices of the turn, see [batos.persona.Lease#kept]
    static Form write(Turn turn, Datum lease) {
        var rules = turn.rules();
        var slots = new LinkedHashMap<String, Datum>();
        slots.put("number", new Datum.Whole(turn.number()));
        slots.put("at", new Datum.Text(turn.at().toString()));
        slots.put("asked", new Datum.Text(turn.asked()));
        input(turn.input(), slots);
        slots.put("rounds", new Datum.Whole(rules.rounds()));
        slots.put("threshold", new Datum.Real(rules.threshold()));
        slots.put("calls", new Datum.Whole(rules.calls()));
        slots.put("forgings", new Datum.Whole(rules.forgings()));
        slots.put("recall", new Datum.Whole(rules.recall()));
        slots.put("history", new Datum.Whole(rules.history()));
        slots.put("extract claims", new Datum.Whole(rules.options().extractClaims() ? 1 : 0));
        slots.put("early end", new Datum.Whole(rules.options().earlyEnd() ? 1 : 0));
        slots.put("weights", weights(rules.weights()));
        slots.put("events", many(turn.events(), TurnForm::event));
        slots.put("lease", lease);
        return Form.named(KIND, 1, NAME, slots);
    }

    static Optional<Datum> lease(Form form) {
        return form.at("lease") instanceof Datum.Slots(var slots) && !slots.isEmpty()
                ? Optional.of(new Datum.Slots(slots))
                : Optional.empty();
    }

    static Turn read(Form form) {
        var rules =
                new TurnLimits(
                        (int) form.whole("rounds", 1),
                        form.real("threshold", 1),
                        (int) form.whole("calls", 1),
                        (int) form.whole("forgings", 0),
                        (int) form.whole("recall", 0),
                        (int) form.whole("history", 0),
                        weights(form.at("weights")),
                        new TurnLimits.Options(
                                form.whole("extract claims", 0) == 1,
                                form.whole("early end", 0) == 1));
        return new Turn(
                form.whole("number", 0),
                Instant.parse(form.text("at")),
                form.text("asked"),
                input(form),
                rules,
                list(form.at("events"), TurnForm::event),
                Optional.empty());
    }

    /// A turn with nothing beside its question is written as in older images.
    private static void input(TurnInput input, SequencedMap<String, Datum> slots) {
        if (!input.attachments().isEmpty()) {
            slots.put(
                    "attachments",
                    many(
                            input.attachments(),
                            each ->
                                    slots(
                                            "attachment",
                                            "name",
                                            text(each.name()),
                                            "text",
                                            text(each.text()))));
        }
        if (input.continues() != 0) {
            slots.put("continues", new Datum.Whole(input.continues()));
        }
        if (input.asksForDocument()) {
            slots.put("schema", text(input.schema()));
        }
    }

    private static TurnInput input(Form form) {
        return new TurnInput(
                list(
                        form.at("attachments"),
                        at -> new Attachment(at.text("name"), at.text("text"))),
                form.whole("continues", 0),
                form.text("schema"));
    }

    private static Datum event(TurnEvent event) {
        return switch (event) {
            case TurnEvent.Recalled(
                            var lines,
                            var recurrence,
                            var theme,
                            var episodes,
                            var history,
                            var advice,
                            var dropped) ->
                    slots(
                            "recalled",
                            "lines",
                            many(lines, Datum.Text::new),
                            "recurrence",
                            measured(recurrence),
                            "theme",
                            text(theme.id()),
                            "label",
                            text(theme.label()),
                            "episodes",
                            many(episodes, Datum.Whole::new),
                            "history",
                            many(history, TurnForm::exchange),
                            "advice",
                            text(advice),
                            "dropped",
                            many(dropped, Datum.Text::new));
            case TurnEvent.Impressed(var text, var why, var score, var distance) ->
                    slots(
                            "impressed",
                            "text",
                            text(text),
                            "why",
                            text(why),
                            "score",
                            new Datum.Real(score),
                            "distance",
                            measured(distance));
            case TurnEvent.Thought(var text, var calls, var dropped) ->
                    slots(
                            "thought",
                            "text",
                            text(text),
                            "calls",
                            many(calls, TurnForm::call),
                            "dropped",
                            many(dropped, Datum.Text::new));
            case TurnEvent.Used(var uses) -> slots("used", "uses", many(uses, TurnForm::use));
            case TurnEvent.Forged(var tool, var words, var tests) ->
                    slots(
                            "forged",
                            "tool",
                            text(tool),
                            "words",
                            text(words),
                            "tests",
                            new Datum.Whole(tests));
            case TurnEvent.NotForged(var tool, var why) ->
                    slots("not-forged", "tool", text(tool), "why", text(why));
            case TurnEvent.Objected(var antithesis, var why, var score, var distance) ->
                    slots(
                            "objected",
                            "antithesis",
                            text(antithesis),
                            "why",
                            text(why),
                            "score",
                            new Datum.Real(score),
                            "distance",
                            measured(distance));
            case TurnEvent.Ruled(var end, var reason) ->
                    slots("ruled", "end", new Datum.Whole(end ? 1 : 0), "reason", text(reason));
            case TurnEvent.Concluded(var synthesis, var against, var claims, var distance) ->
                    slots(
                            "concluded",
                            "synthesis",
                            text(synthesis),
                            "against",
                            many(against, TurnForm::contradiction),
                            "claims",
                            many(claims, TurnForm::claim),
                            "distance",
                            measured(distance));
        };
    }

    private static TurnEvent event(Form at) {
        return switch (at.text("event")) {
            case "recalled" ->
                    new TurnEvent.Recalled(
                            at.words("lines"),
                            at.real("recurrence", at.real("troubled", Double.NaN)),
                            new Theme(at.text("theme"), at.text("label")),
                            at.at("episodes") instanceof Datum.Many(var items)
                                    ? items.stream().map(TurnForm::whole).toList()
                                    : List.of(),
                            list(at.at("history"), TurnForm::exchange),
                            at.text("advice"),
                            at.words("dropped"));
            case "impressed" ->
                    new TurnEvent.Impressed(
                            at.text("text"),
                            at.text("why"),
                            at.real("score", 0),
                            at.real("distance", Double.NaN));
            case "thought" ->
                    new TurnEvent.Thought(
                            at.text("text"),
                            list(at.at("calls"), TurnForm::call),
                            at.words("dropped"));
            case "used" -> new TurnEvent.Used(list(at.at("uses"), TurnForm::use));
            case "forged" ->
                    new TurnEvent.Forged(
                            at.text("tool"), at.text("words"), (int) at.whole("tests", 0));
            case "not-forged" -> new TurnEvent.NotForged(at.text("tool"), at.text("why"));
            case "objected" ->
                    new TurnEvent.Objected(
                            at.text("antithesis"),
                            at.text("why"),
                            at.real("score", 0),
                            at.real("distance", Double.NaN));
            case "ruled" -> new TurnEvent.Ruled(at.whole("end", 0) == 1, at.text("reason"));
            case "concluded" ->
                    new TurnEvent.Concluded(
                            at.text("synthesis"),
                            list(at.at("against"), TurnForm::contradiction),
                            list(at.at("claims"), TurnForm::claim),
                            at.real("distance", Double.NaN));
            default ->
                    throw new IllegalArgumentException(
                            "the turn under way holds an event '"
                                    + at.text("event")
                                    + "' that this batos does not know. Next: batos image undo");
        };
    }

    private static Datum contradiction(Contradiction each) {
        return slots(
                "contradiction",
                "text",
                text(each.text()),
                "memory",
                text(each.memory()),
                "time",
                text(each.time().toString()),
                "turns",
                many(each.receipts(), Datum.Text::new),
                "trust",
                new Datum.Real(each.trust()));
    }

    private static Contradiction contradiction(Form at) {
        return new Contradiction(
                at.text("text"),
                at.text("memory"),
                Instant.parse(at.text("time")),
                at.words("turns"),
                at.real("trust", 0));
    }

    private static Datum claim(ExtractedClaim claim) {
        return slots(
                "claim",
                "sentence",
                text(claim.sentence()),
                "kind",
                text(claim.kind()),
                "tool",
                text(claim.tool()),
                "value",
                text(claim.value()));
    }

    private static ExtractedClaim claim(Form at) {
        return new ExtractedClaim(
                at.text("sentence"), at.text("kind"), at.text("tool"), at.text("value"));
    }

    private static Datum exchange(Exchange exchange) {
        return slots(
                "exchange",
                "episode",
                new Datum.Whole(exchange.episode()),
                "asked",
                text(exchange.asked()),
                "answered",
                text(exchange.answered()));
    }

    private static Exchange exchange(Form at) {
        return new Exchange(at.whole("episode", 0), at.text("asked"), at.text("answered"));
    }

    private static Datum call(Message.ToolCall call) {
        return slots(
                "call",
                "id",
                text(call.id()),
                "tool",
                text(call.tool()),
                "arguments",
                text(call.arguments()));
    }

    private static Message.ToolCall call(Form at) {
        return new Message.ToolCall(at.text("id"), at.text("tool"), at.text("arguments"));
    }

    private static Datum use(ToolUse use) {
        var slots = new LinkedHashMap<String, Datum>();
        slots.put("call", call(use.call()));
        slots.put("label", text(use.label()));
        slots.put("outcome", text(use.outcome()));
        slots.put("end", text(use.end().name()));
        slots.put("dissonance", new Datum.Real(use.dissonance()));
        slots.put("note", text(use.note()));
        return new Datum.Slots(slots);
    }

    private static ToolUse use(Form at) {
        return new ToolUse(
                call(Form.anonymous(KIND, at.at("call"))),
                at.text("label"),
                at.text("outcome"),
                ToolUse.End.valueOf(at.text("end")),
                at.real("dissonance", 0),
                at.text("note"));
    }

    /// A part that was not measured is left out.
    private static Datum measured(double value) {
        return Double.isNaN(value) ? Datum.NOTHING : new Datum.Real(value);
    }

    static Datum weights(Dissonance.Weights weights) {
        var slots = new LinkedHashMap<String, Datum>();
        for (var part : Dissonance.Part.values()) {
            slots.put(part.word(), new Datum.Real(weights.of(part)));
        }
        return new Datum.Slots(slots);
    }

    /// Turns and accounts of older images have no weights of their own.
    static Dissonance.Weights weights(Datum datum) {
        if (!(datum instanceof Datum.Slots)) {
            return Dissonance.Weights.USUAL;
        }
        var form = Form.anonymous(KIND, datum);
        var weights = new EnumMap<Dissonance.Part, Double>(Dissonance.Part.class);
        for (var part : Dissonance.Part.values()) {
            weights.put(part, form.real(part.word(), 0));
        }
        return new Dissonance.Weights(weights);
    }

    private static long whole(Datum datum) {
        return datum instanceof Datum.Whole(var number) ? number : 0;
    }

    private static Datum text(String text) {
        return new Datum.Text(text);
    }

    private static Datum slots(String event, Object... pairs) {
        SequencedMap<String, Datum> slots = new LinkedHashMap<>();
        slots.put("event", text(event));
        for (int i = 0; i < pairs.length; i += 2) {
            slots.put((String) pairs[i], (Datum) pairs[i + 1]);
        }
        return new Datum.Slots(slots);
    }

    private static <T> Datum many(List<T> items, Function<T, Datum> each) {
        return new Datum.Many(items.stream().map(each).toList());
    }

    private static <T> List<T> list(Datum datum, Function<Form, T> each) {
        return datum instanceof Datum.Many(var items)
                ? items.stream().map(item -> Form.anonymous(KIND, item)).map(each).toList()
                : List.of();
    }
}
