package batos.council;

import batos.image.Datum;
import batos.image.Form;
import batos.memory.Episode;
import batos.persona.Lease;
import batos.persona.Receipt;
import java.util.LinkedHashMap;
import java.util.List;

/// How an episode came about: what each persona said, what it rested on, and a receipt of each
/// call. It answers `why`.
///
/// @param uses a line for each tool call: name, arguments, outcome
public record TurnAccount(
        long episode,
        String mind,
        List<String> recalled,
        String thesis,
        String antithesis,
        String why,
        Dissonance dissonance,
        int rounds,
        List<String> uses,
        List<String> forged,
        List<Receipt> receipts) {
    static final String KIND = "account";

    public TurnAccount {
        recalled = List.copyOf(recalled);
        uses = List.copyOf(uses);
        forged = List.copyOf(forged);
        receipts = List.copyOf(receipts);
    }

    static TurnAccount of(long episode, TurnState standing, Lease lease) {
        return new TurnAccount(
                episode,
                lease.mind(),
                standing.recalled(),
                standing.thesis(),
                standing.antithesis(),
                standing.why(),
                standing.dissonance(),
                standing.round(),
                standing.uses().stream().map(ToolUse::line).toList(),
                standing.forged(),
                lease.receipts());
    }

    Form form() {
        var slots = new LinkedHashMap<String, Datum>();
        slots.put("mind", new Datum.Text(mind));
        slots.put("recalled", Datum.Many.texts(recalled));
        slots.put("thesis", new Datum.Text(thesis));
        slots.put("antithesis", new Datum.Text(antithesis));
        slots.put("why", new Datum.Text(why));
        slots.put("robin", new Datum.Real(dissonance.robin()));
        slots.put("tools", new Datum.Real(dissonance.tools()));
        slots.put("distance", new Datum.Real(dissonance.distance()));
        slots.put("recurrence", new Datum.Real(dissonance.recurrence()));
        slots.put("rounds", new Datum.Whole(rounds));
        slots.put("uses", Datum.Many.texts(uses));
        slots.put("forged", Datum.Many.texts(forged));
        slots.put("receipts", new Datum.Many(receipts.stream().map(Receipt::datum).toList()));
        return Form.named(KIND, 1, Episode.nameOf(episode), slots);
    }

    static TurnAccount read(Form form) {
        var name = form.name();
        return new TurnAccount(
                Long.parseLong(name == null ? "0" : name),
                form.text("mind"),
                form.words("recalled"),
                form.text("thesis"),
                form.text("antithesis"),
                form.text("why"),
                new Dissonance(
                        form.real("robin", 0),
                        form.real("tools", 0),
                        form.real("distance", 0),
                        form.real("recurrence", 0)),
                (int) form.whole("rounds", 1),
                form.words("uses"),
                form.words("forged"),
                form.at("receipts") instanceof Datum.Many(var items)
                        ? items.stream().map(Receipt::read).toList()
                        : List.of());
    }
}
