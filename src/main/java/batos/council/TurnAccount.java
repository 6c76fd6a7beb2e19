package batos.council;

import batos.council.Dissonance.Part;
import batos.council.claims.ClaimCheck;
import batos.image.Datum;
import batos.image.Form;
import batos.image.View;
import batos.memory.Episode;
import batos.persona.Lease;
import batos.persona.Receipt;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The account of an episode: each persona's words, their grounds, and a receipt of each call. It
/// answers `why`.
///
/// @param impression ROBIN's first impression, formed without the thesis
/// @param dissent ROBIN's objection at the end, empty where she had none
/// @param claims sentences of the answer with a claim, each behind its verdict and a colon
/// @param extras parts that prompts had no room for, and other fields that few turns have
/// @param uses a line for each tool call: name, arguments, outcome
/// @param attachments a line for each text that stood beside the question: name, length, digest
/// @param continues the episode whose conversation the turn continued; 0 for none
public record TurnAccount(
        long episode,
        String asked,
        Theme theme,
        String mind,
        List<String> recalled,
        String thesis,
        String impression,
        String antithesis,
        String why,
        String dissent,
        List<String> claims,
        Dissonance dissonance,
        int rounds,
        List<String> uses,
        List<String> forged,
        List<Receipt> receipts,
        List<String> attachments,
        long continues,
        Extras extras) {
    static final String KIND = "account";

    /// The total of accounts of version 1: ROBIN's score, the distance in words, the recalled
    /// memories.
    private static final Dissonance.Weights FIRST =
            new Dissonance.Weights(
                    Map.of(Part.DISAGREEMENT, 0.8, Part.DISTANCE, 0.1, Part.RECURRENCE, 0.1));

    /// The fields that few turns have.
    ///
    /// @param dropped the parts that prompts had no room for, in the order of dropping
    /// @param against the memories that contradict the answer, a line each
    /// @param ended why ALFRED left out another round; empty where he did not
    /// @param foreign how often each persona spoke as another, by name
    public record Extras(
            List<String> dropped,
            List<String> against,
            String ended,
            SortedMap<String, Integer> foreign) {
        public Extras {
            dropped = List.copyOf(dropped);
            against = List.copyOf(against);
            foreign = Collections.unmodifiableSortedMap(new TreeMap<>(foreign));
        }
    }

    public TurnAccount {
        recalled = List.copyOf(recalled);
        claims = List.copyOf(claims);
        uses = List.copyOf(uses);
        forged = List.copyOf(forged);
        receipts = List.copyOf(receipts);
        attachments = List.copyOf(attachments);
    }

    static TurnAccount of(long episode, Turn turn, TurnState standing, Lease lease) {
        return new TurnAccount(
                episode,
                turn.asked(),
                standing.theme(),
                lease.mind(),
                standing.recalled(),
                standing.thesis(),
                standing.impression(),
                standing.antithesis(),
                standing.why(),
                standing.dissent(),
                standing.check().map(AnswerCheck::claims).orElse(List.of()).stream()
                        .map(TurnAccount::line)
                        .toList(),
                standing.dissonance(),
                standing.round(),
                standing.uses().stream().map(ToolUse::line).toList(),
                standing.forged(),
                lease.receipts(),
                turn.input().attachments().stream().map(Attachment::line).toList(),
                turn.input().continues(),
                new Extras(
                        standing.dropped(),
                        standing.against().stream().map(MemoryCheck::line).toList(),
                        standing.ended(),
                        foreign(lease)));
    }

    private static SortedMap<String, Integer> foreign(Lease lease) {
        var foreign = new TreeMap<String, Integer>();
        lease.foreign().forEach((persona, times) -> foreign.put(persona.name(), times));
        return foreign;
    }

    private static String line(ClaimCheck.Finding finding) {
        return finding.verdict().word() + ": " + finding.sentence();
    }

    Form form() {
        var slots = new LinkedHashMap<String, Datum>();
        slots.put("asked", new Datum.Text(asked));
        slots.put("theme", new Datum.Text(theme.id()));
        slots.put("label", new Datum.Text(theme.label()));
        slots.put("mind", new Datum.Text(mind));
        slots.put("recalled", Datum.Many.texts(recalled));
        slots.put("thesis", new Datum.Text(thesis));
        slots.put("impression", new Datum.Text(impression));
        slots.put("antithesis", new Datum.Text(antithesis));
        slots.put("why", new Datum.Text(why));
        slots.put("dissent", new Datum.Text(dissent));
        slots.put("claims", Datum.Many.texts(claims));
        slots.put("parts", parts());
        slots.put("weights", TurnForm.weights(dissonance.weights()));
        slots.put("rounds", new Datum.Whole(rounds));
        slots.put("uses", Datum.Many.texts(uses));
        slots.put("forged", Datum.Many.texts(forged));
        slots.put("receipts", new Datum.Many(receipts.stream().map(Receipt::datum).toList()));
        if (!attachments.isEmpty()) {
            slots.put("attachments", Datum.Many.texts(attachments));
        }
        if (continues != 0) {
            slots.put("continues", new Datum.Whole(continues));
        }
        if (!extras.dropped().isEmpty()) {
            slots.put("dropped", Datum.Many.texts(extras.dropped()));
        }
        if (!extras.against().isEmpty()) {
            slots.put("against", Datum.Many.texts(extras.against()));
        }
        if (!extras.ended().isEmpty()) {
            slots.put("ended", new Datum.Text(extras.ended()));
        }
        if (!extras.foreign().isEmpty()) {
            var times = new LinkedHashMap<String, Datum>();
            extras.foreign().forEach((name, n) -> times.put(name, new Datum.Whole(n)));
            slots.put("foreign", new Datum.Slots(times));
        }
        return Form.named(KIND, 2, Episode.nameOf(episode), slots);
    }

    private Datum parts() {
        var slots = new LinkedHashMap<String, Datum>();
        dissonance.parts().forEach((part, value) -> slots.put(part.word(), new Datum.Real(value)));
        return new Datum.Slots(slots);
    }

    /// The episode whose conversation an episode continued; 0 for none.
    static long continued(View view, long episode) {
        return view.get(KIND, Episode.nameOf(episode))
                .map(form -> form.whole("continues", 0))
                .orElse(0L);
    }

    static TurnAccount read(Form form) {
        var name = form.name();
        return new TurnAccount(
                Long.parseLong(name == null ? "0" : name),
                form.text("asked"),
                new Theme(form.text("theme"), form.text("label")),
                form.text("mind"),
                form.words("recalled"),
                form.text("thesis"),
                form.text("impression"),
                form.text("antithesis"),
                form.text("why"),
                form.text("dissent"),
                form.words("claims"),
                dissonance(form),
                (int) form.whole("rounds", 1),
                form.words("uses"),
                form.words("forged"),
                form.at("receipts") instanceof Datum.Many(var items)
                        ? items.stream().map(Receipt::read).toList()
                        : List.of(),
                form.words("attachments"),
                form.whole("continues", 0),
                new Extras(
                        form.words("dropped"),
                        form.words("against"),
                        form.text("ended"),
                        foreign(form)));
    }

    private static SortedMap<String, Integer> foreign(Form form) {
        var foreign = new TreeMap<String, Integer>();
        if (form.at("foreign") instanceof Datum.Slots(var entries)) {
            entries.forEach((name, times) -> {
                if (times instanceof Datum.Whole(var n)) {
                    foreign.put(name, (int) n);
                }
            });
        }
        return foreign;
    }

    private static Dissonance dissonance(Form form) {
        var parts = new TreeMap<Part, Double>();
        if (form.at("parts") instanceof Datum.Slots) {
            var inner = Form.anonymous(TurnForm.KIND, form.at("parts"));
            for (var part : Part.values()) {
                var value = inner.real(part.word(), Double.NaN);
                if (!Double.isNaN(value)) {
                    parts.put(part, value);
                }
            }
            return new Dissonance(parts, TurnForm.weights(form.at("weights")));
        }
        var first = new EnumMap<Part, Double>(Part.class);
        first.put(Part.DISAGREEMENT, form.real("robin", 0));
        first.put(Part.DISTANCE, form.real("distance", 0));
        first.put(Part.RECURRENCE, form.real("recurrence", 0));
        parts.putAll(first);
        return new Dissonance(parts, FIRST);
    }
}
