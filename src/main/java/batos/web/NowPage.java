package batos.web;

import batos.app.Services;
import batos.mind.Pin;
import batos.nerve.Position;
import batos.nerve.PulseKind;
import java.util.Locale;
import java.util.Map;

/// The four and the running turn.
final class NowPage {
    /// So many pulses of the past a page shows, the pieces of spoken words among them.
    private static final int LOOKED_BACK = 600;

    private static final int EVENTS = 20;

    private final Services house;

    NowPage(Services house) {
        this.house = house;
    }

    Html page() {
        return Html.of(
                """
                {}
                <section aria-label="The turn"><h2>The turn</h2>
                <form class="line" hx-post="/do" hx-target="#did" hx-swap="innerHTML" data-ask>
                <label for="whom">To</label>
                <select id="whom" name="whom"><option value="@ ">all</option><option value="@brick ">BRICK</option><option value="@robin ">ROBIN</option><option value="@alfred ">ALFRED</option><option value="@babs ">BABS</option></select>
                <label for="question">Question</label>
                <input id="question" autocomplete="off" required><input type="hidden" name="line">
                <button>Ask</button></form>
                <div id="turn" aria-live="polite" tabindex="0">{}</div></section>
                <section aria-label="Events"><h2>Events</h2><ol id="events" tabindex="0" data-from="{}">{}</ol></section>
                """,
                PageParts.live("/now/four", "dissonance commit model persona turn.spoke", four()),
                lastTurn(),
                begin(),
                lastEvents());
    }

    /// The last turn as memory has it, until pulses bring one: those of an earlier owner are gone.
    private Html lastTurn() {
        return house.memory().latest(1).stream()
                .findFirst()
                .map(episode ->
                        Html.of(
                                "<p class=\"faint\" data-past>{}: {}</p><p class=\"text\""
                                        + " data-past><b>{}: </b>{}</p>",
                                "Architect",
                                episode.asked(),
                                episode.speaker(),
                                episode.answered()))
                .orElse(Html.of("<p class=\"faint\" data-past>Nobody was asked yet.</p>"));
    }

    /// The last commits, until pulses bring events.
    private Html lastEvents() {
        return Html.each(
                house.image().log(EVENTS),
                commit ->
                        Html.of(
                                "<li data-past data-at=\"{}\">commit: {} {}: {}</li>",
                                commit.at().toEpochMilli(),
                                commit.number(),
                                commit.cause().author(),
                                commit.cause().line()));
    }

    /// The position from which the page follows: a little before now, at the beginning of a
    /// persona's words, so that it shows a running turn whole.
    private Position begin() {
        var now = house.pulses().now();
        var back = house.pulses().since(now.seq() - LOOKED_BACK);
        var first =
                back.stream()
                        .filter(pulse -> pulse.kind() == PulseKind.Turn.BEGAN)
                        .findFirst()
                        .or(() -> back.stream().findFirst());
        return first.map(pulse -> new Position(now.epoch(), pulse.seq() - 1)).orElse(now);
    }

    Html four() {
        Map<String, Pin> pins = house.models().pins();
        var now = house.image().now();
        return Html.of(
                "<div class=\"cards\">{}</div><p class=\"faint\">{} · root {} · {} objects · commit"
                        + " {}</p>",
                Html.each(
                        house.personas().all(),
                        persona ->
                                Html.of(
                                        """
                                        <article class="card" data-persona="{}"><h2>{}</h2>
                                        <p><meter min="0" max="1" low="0.35" high="0.7" optimum="0" value="{}" aria-label="Dissonance of {}"></meter> {}</p>
                                        <p>{}</p><p class="faint">spoke {} times{}</p></article>
                                        """,
                                        persona.name(),
                                        persona.name(),
                                        two(persona.dissonance()),
                                        persona.name(),
                                        two(persona.dissonance()),
                                        pins.containsKey(persona.name())
                                                ? pins.get(persona.name()).tag()
                                                : "no model",
                                        persona.spoken(),
                                        persona.manner().isEmpty()
                                                ? ""
                                                : "; asked to be " + persona.manner())),
                house.standing(),
                now.root().substring(0, 12),
                now.size(),
                now.number());
    }

    static String two(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }
}
