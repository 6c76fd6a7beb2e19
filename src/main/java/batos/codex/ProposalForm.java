package batos.codex;

import batos.image.Author;
import batos.image.Datum;
import batos.image.Form;
import batos.image.Oid;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// The stored form of a proposal: kind `proposal`, named by its number.
final class ProposalForm {
    static final String KIND = "proposal";

    private ProposalForm() {}

    static Oid oid(int number) {
        return Oid.named(KIND, String.valueOf(number));
    }

    static Form write(Proposal proposal) {
        SequencedMap<String, Datum> slots = new LinkedHashMap<>();
        slots.put("author", text(proposal.author().toString()));
        slots.put("target", text(proposal.target()));
        slots.put("base", text(proposal.base()));
        slots.put("old", text(proposal.oldText()));
        slots.put("new", text(proposal.newText()));
        slots.put("rationale", text(proposal.rationale()));
        slots.put("evidence", Datum.Many.texts(proposal.evidence()));
        slots.put("deliberation", deliberation(proposal.deliberation()));
        slots.put("dissonance", new Datum.Real(proposal.dissonance()));
        slots.put("at", text(proposal.at().toString()));
        slots.put("state", write(proposal.state()));
        return Form.named(KIND, 1, String.valueOf(proposal.number()), slots);
    }

    static Datum deliberation(List<PersonaPosition> positions) {
        return new Datum.Many(positions.stream().<Datum>map(ProposalForm::write).toList());
    }

    static Proposal read(int number, Form form) {
        return new Proposal(
                number,
                Author.of(form.text("author")),
                form.text("target"),
                form.text("base"),
                form.text("old"),
                form.text("new"),
                form.text("rationale"),
                form.words("evidence"),
                items(form.at("deliberation")).stream().map(ProposalForm::position).toList(),
                form.real("dissonance", 0),
                instant(form.text("at")),
                state(form.at("state")));
    }

    private static Datum write(PersonaPosition position) {
        return slots(
                "persona",
                text(position.persona()),
                "stance",
                text(position.stance()),
                "text",
                text(position.text()));
    }

    private static PersonaPosition position(Datum datum) {
        return new PersonaPosition(
                slot(datum, "persona"), slot(datum, "stance"), slot(datum, "text"));
    }

    private static Datum write(ProposalState state) {
        var word = text(state.word());
        return switch (state) {
            case ProposalState.Draft _, ProposalState.Waiting _ -> slots("is", word);
            case ProposalState.Stale(var inForce) -> slots("is", word, "inForce", text(inForce));
            case ProposalState.Approved(var at, var amendment) ->
                    slots(
                            "is",
                            word,
                            "at",
                            text(at.toString()),
                            "amendment",
                            new Datum.Whole(amendment));
            case ProposalState.Rejected(var at, var because) ->
                    slots("is", word, "at", text(at.toString()), "because", text(because));
            case ProposalState.Withdrawn(var at, var by) ->
                    slots("is", word, "at", text(at.toString()), "by", text(by));
            case ProposalState.Superseded(var at, var by) ->
                    slots("is", word, "at", text(at.toString()), "by", new Datum.Whole(by));
            case ProposalState.Claimed(var claimed) -> slots("is", word, "state", text(claimed));
        };
    }

    /// A state that is not one of ours reads as a draft, which cannot be approved.
    private static ProposalState state(Datum datum) {
        var at = instant(slot(datum, "at"));
        return switch (slot(datum, "is")) {
            case "waiting" -> new ProposalState.Waiting();
            case "stale" -> new ProposalState.Stale(slot(datum, "inForce"));
            case "approved" -> new ProposalState.Approved(at, number(datum, "amendment"));
            case "rejected" -> new ProposalState.Rejected(at, slot(datum, "because"));
            case "withdrawn" -> new ProposalState.Withdrawn(at, slot(datum, "by"));
            case "superseded" -> new ProposalState.Superseded(at, number(datum, "by"));
            case "claimed" -> new ProposalState.Claimed(slot(datum, "state"));
            default -> new ProposalState.Draft();
        };
    }

    private static Datum slots(Object... pairs) {
        SequencedMap<String, Datum> slots = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            slots.put((String) pairs[i], (Datum) pairs[i + 1]);
        }
        return new Datum.Slots(slots);
    }

    private static Datum text(String value) {
        return new Datum.Text(value);
    }

    private static List<Datum> items(Datum datum) {
        return datum instanceof Datum.Many(var items) ? items : List.of();
    }

    private static String text(Datum datum) {
        return datum instanceof Datum.Text(var value) ? value : "";
    }

    private static String slot(Datum datum, String name) {
        return datum instanceof Datum.Slots(var entries)
                ? text(entries.getOrDefault(name, Datum.NOTHING))
                : "";
    }

    private static int number(Datum datum, String name) {
        return datum instanceof Datum.Slots(var entries)
                        && entries.get(name) instanceof Datum.Whole(var value)
                ? (int) value
                : 0;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (java.time.format.DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }
}
