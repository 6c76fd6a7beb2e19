package batos.web;

import batos.app.Services;
import batos.image.Commit;
import batos.image.Image;
import batos.image.ImageFault;
import batos.text.Ellipsis;
import java.util.List;

/// The line of commits: what each changed, and the way back to it.
final class ImagePage {
    private static final int PAGE = 40;
    private static final int LOOKED_BACK = 400;
    private static final int MOST_CHANGES = 200;
    private final Services house;

    ImagePage(Services house) {
        this.house = house;
    }

    Html page() {
        return Html.of(
                """
                <p class="drop" data-drop="/image restore {}" tabindex="0">Drag a commit here, or use its button, to restore it.</p>
                <form class="line" hx-get="/image/diff" hx-target="#commit" hx-swap="innerHTML"><label for="a">From commit</label><input id="a" name="a" inputmode="numeric" required><label for="b">to</label><input id="b" name="b" inputmode="numeric" placeholder="now"><button>Difference</button></form>
                <div class="two"><section aria-label="Commits"><h2>Commits</h2>{}</section>
                <section aria-label="A commit" id="commit"><h2>A commit</h2><p class="faint">Choose one to see what it changed.</p></section></div>
                <section aria-label="Snapshots"><h2>Snapshots</h2>{}</section>
                """,
                "{}",
                PageParts.live("/image/log", "commit", log("")),
                snapshots());
    }

    /// The latest commits, back to `further` of them behind commit `number`.
    private List<Commit> since(long number, int further) {
        var later = Math.max(0, house.image().now().number() - Math.max(0, number));
        return house.image().log((int) Math.min(Integer.MAX_VALUE, later + further));
    }

    private Html snapshots() {
        var all = house.image().snapshots();
        return all.isEmpty()
                ? Html.of("<p class=\"faint\">None. Next: /image save NAME</p>")
                : PageParts.table(
                        List.of("name", "commit", "deed"),
                        all.stream()
                                .map(one ->
                                        Html.of(
                                                "<tr><td>{}</td><td>{}</td><td>{}</td></tr>",
                                                one.name(),
                                                one.number(),
                                                PageParts.deed(
                                                        "Restore", "/image restore " + one.name())))
                                .toList());
    }

    /// @param before a commit's number, to show the commits before it; empty for the latest
    Html log(String before) {
        var bound = before.isEmpty() ? Long.MAX_VALUE : number(before);
        var all = since(before.isEmpty() ? Long.MAX_VALUE : bound, LOOKED_BACK);
        var branches = CommitBranches.of(all);
        List<Commit> commits =
                all.stream().filter(commit -> commit.number() < bound).limit(PAGE).toList();
        var more =
                commits.size() < PAGE
                        ? Html.NONE
                        : Html.of(
                                "<button type=\"button\" hx-get=\"/image/log?before={}\""
                                        + " hx-target=\"this\" hx-swap=\"outerHTML\">Older</button>",
                                commits.getLast().number());
        return Html.join(
                Html.of(
                        "<ol class=\"commits\">{}</ol>",
                        Html.each(commits, commit -> line(commit, branches))),
                more);
    }

    private static Html line(Commit commit, CommitBranches branches) {
        return Html.of(
                """
                <li draggable="true" data-drag="{}" class="{}"><button type="button" class="plain" hx-get="/image/commit?n={}" hx-target="#commit" hx-swap="innerHTML"><b>{}</b> {} <span class="faint">{}</span></button> {}{}</li>
                """,
                commit.number(),
                branches.isLeft(commit.number()) ? "left" : "line-of-now",
                commit.number(),
                commit.number(),
                shortened(commit.cause().line()),
                commit.cause().author(),
                PageParts.time(commit.at()),
                branches.backTo(commit.number()).isPresent()
                        ? Html.of(
                                " <span class=\"faint\">↩ as after commit {}</span>",
                                branches.backTo(commit.number()).getAsLong())
                        : branches.isLeft(commit.number())
                                ? Html.of(" <span class=\"faint\">a branch that was left</span>")
                                : Html.NONE);
    }

    /// @param b empty for the present
    Html diff(String a, String b) {
        try {
            var from = house.image().at(number(a));
            var to = b.isBlank() ? house.image().now() : house.image().at(number(b));
            var changes = house.image().diff(from, to);
            return Html.of(
                    "<h2>From commit {} to {}</h2><p class=\"faint\">{}</p>{}",
                    from.number(),
                    to.number(),
                    changes.isEmpty() ? "they are equal" : changes.size() + " objects differ",
                    Html.each(
                            changes.subList(0, Math.min(MOST_CHANGES, changes.size())),
                            ImagePage::change));
        } catch (ImageFault fault) {
            return Html.of(
                    "<h2>Difference</h2><p class=\"bad\">{}</p>",
                    String.valueOf(fault.getMessage()));
        }
    }

    Html commit(String text) {
        var n = number(text);
        var found = since(n, 1).stream().filter(one -> one.number() == n).findFirst();
        if (found.isEmpty()) {
            return Html.of("<h2>A commit</h2><p class=\"bad\">no commit {} within reach</p>", text);
        }
        var commit = found.get();
        return Html.of(
                """
                <h2>Commit {}</h2><p>{}</p><p class="faint">{}, {}, root {}</p>{}<p>{} {}</p>
                """,
                commit.number(),
                commit.cause().line(),
                commit.cause().author(),
                PageParts.time(commit.at()),
                commit.root().substring(0, 12),
                Html.each(house.image().changes(n), ImagePage::change),
                PageParts.deed("Restore", "/image restore " + n),
                PageParts.deed("Undo the latest deed", "/image undo"));
    }

    private static Html change(Image.Difference change) {
        var sign =
                switch (change.sort()) {
                    case ADDED -> "+";
                    case REMOVED -> "-";
                    case CHANGED -> "~";
                };
        return Html.of(
                "<details><summary>{} <a href=\"/objects?of={}\">{} {}</a></summary><pre"
                        + " tabindex=\"0\">{}</pre></details>",
                sign,
                java.net.URLEncoder.encode(
                        change.oid().toString(), java.nio.charset.StandardCharsets.UTF_8),
                change.kind(),
                change.name(),
                String.join("\n", change.slots()));
    }

    private static String shortened(String line) {
        return Ellipsis.of(line, 100);
    }

    static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
