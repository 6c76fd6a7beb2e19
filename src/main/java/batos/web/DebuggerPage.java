package batos.web;

import batos.app.Services;
import batos.talk.DebugSession;
import batos.talk.Fault;
import java.util.ArrayList;
import java.util.List;

/// The computation that an error has parked: its stack, the source and the variables of a frame,
/// and the ways on. Each way is a `/debug` line, as at the prompt.
final class DebuggerPage {
    private final Services house;

    DebuggerPage(Services house) {
        this.house = house;
    }

    Html page() {
        return parked(0);
    }

    Html parked(int number) {
        var open = house.talk().allParked();
        if (open.isEmpty()) {
            return live(0, Html.of("<p class=\"faint\">No error is open.</p>"));
        }
        var parked = open.getFirst();
        var frames = parked.stack();
        var chosen = Math.clamp(number, 0, Math.max(0, frames.size() - 1));
        return live(
                chosen,
                Html.of(
                        """
                        <h2>{}</h2><p class="faint">in {}{}</p>
                        <div class="two"><section aria-label="Stack"><h3>Stack</h3><ol class="plain">{}</ol></section>
                        <section aria-label="Frame"><h3>Frame {}</h3>{}</section></div>
                        <p class="bar">{} {} {}</p>
                        {}{}{}
                        """,
                        parked.fault().headline(),
                        parked.cause().line(),
                        open.size() == 1
                                ? ""
                                : "; " + (open.size() - 1) + " older ones are open too",
                        stack(frames, chosen),
                        chosen,
                        frames.isEmpty() ? Html.NONE : frame(parked, frames.get(chosen), chosen),
                        PageParts.deed("Send it again", "/debug retry"),
                        PageParts.deed("Run this frame again", "/debug restart " + chosen),
                        PageParts.deed("Abandon", "/debug abandon"),
                        way(
                                "evaluated",
                                "Evaluate in the frame",
                                "/debug eval --frame " + chosen + " ",
                                "self"),
                        way("resumed", "Go on as if it had answered", "/debug resume ", "nil"),
                        way(
                                "returned",
                                "Have the frame answer",
                                "/debug return --frame " + chosen + " ",
                                "nil")));
    }

    /// Asked for again after each line: an error may be parked without a commit.
    private static Html live(int frame, Html content) {
        return PageParts.chosen(
                "parked", "/debugger/parked?frame=" + frame, "commit line talk debug", content);
    }

    private static List<Html> stack(List<Fault.StackLine> frames, int chosen) {
        var shown = new ArrayList<Html>();
        for (int i = 0; i < frames.size(); i++) {
            shown.add(
                    Html.of(
                            "<li><button type=\"button\" class=\"plain\" aria-pressed=\"{}\""
                                    + " hx-get=\"/debugger/parked?frame={}\""
                                    + " hx-target=\"#parked\""
                                    + " hx-swap=\"outerHTML\">{} {}</button> <span"
                                    + " class=\"faint\">{}</span></li>",
                            i == chosen,
                            i,
                            i,
                            frames.get(i).where(),
                            frames.get(i).place()));
        }
        return shown;
    }

    private static Html frame(DebugSession parked, Fault.StackLine frame, int number) {
        var method = parked.method(number);
        return Html.of(
                "<pre tabindex=\"0\">{}</pre><ul class=\"plain\">{}</ul>{}",
                parked.source(number),
                Html.each(frame.variables(), line -> Html.of("<li><code>{}</code></li>", line)),
                method.isEmpty()
                        ? Html.NONE
                        : way(
                                "edited",
                                "Give its method this text and go on",
                                "/debug edit --frame " + number + " ",
                                method));
    }

    private static Html way(String id, String label, String begin, String text) {
        return Html.of(
                "<form class=\"line\" hx-post=\"/do\" hx-target=\"#did\" hx-swap=\"innerHTML\""
                        + " data-begin=\"{}\"><label for=\"{}\">{}</label><textarea id=\"{}\""
                        + " rows=\"{}\" spellcheck=\"false\" data-end required>{}</textarea><input"
                        + " type=\"hidden\" name=\"line\"><button>Do it</button></form>",
                begin,
                id,
                label,
                id,
                Math.clamp(text.lines().count(), 1, 12),
                text);
    }
}
