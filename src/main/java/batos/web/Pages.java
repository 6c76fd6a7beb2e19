package batos.web;

import batos.app.Services;
import batos.app.Workbench;
import batos.text.Ellipsis;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.util.Optional;

/// The paths of the workbench.
final class Pages {
    private static final int LONGEST_LINE = 100_000;

    private static final String POSITION = "position";

    private final Services house;
    private final Workbench.Lines lines;
    private final NowPage now;
    private final DissonancePage dissonance;
    private final InspectorPanel inspector;
    private final ObjectsPage objects;
    private final ClassesPage classes;
    private final DebuggerPage debugger;
    private final ClimbsPage climbs;
    private final GoalsPage goals;
    private final ImagePage image;
    private final ToolsPage tools;
    private final MemoryPage memory;
    private final MindsPage minds;
    private final CodexPage codex;

    Pages(Services house, Workbench.Lines lines) {
        this.house = house;
        this.lines = lines;
        now = new NowPage(house);
        var history = new CouncilHistory(house);
        dissonance = new DissonancePage(house, history);
        inspector = new InspectorPanel(house, lines);
        objects = new ObjectsPage(house, inspector);
        classes = new ClassesPage(house, lines);
        debugger = new DebuggerPage(house);
        climbs = new ClimbsPage(house);
        goals = new GoalsPage(house);
        image = new ImagePage(house);
        tools = new ToolsPage(house);
        memory = new MemoryPage(house);
        minds = new MindsPage(house, history);
        codex = new CodexPage(house);
    }

    void serve(Javalin server) {
        // Taken before any reading: later events come as pulses.
        server.before(context -> context.attribute(POSITION, house.pulses().now().toString()));
        serveCode(server);
        server.get("/", context -> show(context, "/", "Now", now.page()));
        server.get("/now/four", context -> html(context, now.four()));
        server.get(
                "/dissonance",
                context ->
                        show(
                                context,
                                "/dissonance",
                                "Dissonance over time",
                                dissonance.page(),
                                "uplot.css",
                                "uplot.js"));
        server.get("/dissonance/data", context -> context.json(dissonance.data()));
        server.get(
                "/objects",
                context ->
                        show(
                                context,
                                "/objects",
                                "Objects",
                                objects.page(query(context, "of")),
                                "codemirror.css",
                                "codemirror.js",
                                "smalltalk.js"));
        server.get(
                "/objects/list",
                context ->
                        html(
                                context,
                                objects.list(
                                        query(context, "find"),
                                        query(context, "from"),
                                        query(context, "after"))));
        server.get(
                "/objects/show",
                context ->
                        html(context, objects.show(query(context, "oid"), query(context, "at"))));
        server.get(
                "/objects/history",
                context ->
                        html(
                                context,
                                objects.history(
                                        query(context, "oid"), !query(context, "all").isEmpty())));
        server.get(
                "/objects/references",
                context -> html(context, objects.references(query(context, "oid"))));
        server.get(
                "/objects/inspector",
                context -> html(context, inspector.show("", query(context, "view"))));
        server.post("/objects/inspector", this::inspect);
        server.get("/image", context -> show(context, "/image", "Image", image.page()));
        server.get("/image/log", context -> html(context, image.log(query(context, "before"))));
        server.get("/image/commit", context -> html(context, image.commit(query(context, "n"))));
        server.get(
                "/image/diff",
                context -> html(context, image.diff(query(context, "a"), query(context, "b"))));
        server.get(
                "/tools/{name}/verdicts",
                context -> html(context, tools.verdicts(context.pathParam("name"))));
        server.get("/tools", context -> show(context, "/tools", "Tools", tools.page()));
        server.get("/tools/list", context -> html(context, tools.list()));
        server.get(
                "/tools/{name}",
                context ->
                        show(
                                context,
                                "/tools",
                                "Tool " + context.pathParam("name"),
                                tools.tool(context.pathParam("name"))));
        server.get("/memory", context -> show(context, "/memory", "Memory", memory.page()));
        server.get("/memory/themes", context -> html(context, memory.themes()));
        server.get("/memory/timeline", context -> html(context, memory.timeline()));
        server.get("/memory/audit", context -> html(context, memory.audit()));
        server.get("/memory/record", context -> html(context, memory.below(query(context, "id"))));
        server.get("/memory/latest", context -> html(context, memory.latest()));
        server.get("/memory/recall", context -> html(context, memory.recall(query(context, "q"))));
        server.get(
                "/memory/{number}",
                context ->
                        show(
                                context,
                                "/memory",
                                "Episode " + context.pathParam("number"),
                                memory.episode(context.pathParam("number"))));
        server.get("/minds/all", context -> html(context, minds.all()));
        server.get("/minds", context -> show(context, "/minds", "Minds", minds.page()));
        server.get("/codex", context -> show(context, "/codex", "Codex", codex.page()));
        server.get("/codex/all", context -> html(context, codex.all()));
        server.post("/do", this::carryOut);
        server.post(
                "/stop",
                context -> {
                    lines.stop();
                    html(context, Html.of("<p>asked to stop</p>"));
                });
    }

    private void serveCode(Javalin server) {
        server.get(
                "/classes",
                context ->
                        show(
                                context,
                                "/classes",
                                "Classes",
                                classes.page(
                                        query(context, "class"),
                                        meta(context),
                                        query(context, "selector")),
                                "codemirror.css",
                                "codemirror.js",
                                "smalltalk.js"));
        server.get(
                "/classes/list",
                context -> html(context, classes.classes(query(context, "category"))));
        server.get(
                "/classes/methods",
                context ->
                        html(
                                context,
                                classes.methods(
                                        query(context, "class"),
                                        meta(context),
                                        query(context, "protocol"))));
        server.get(
                "/classes/source",
                context ->
                        html(
                                context,
                                classes.source(
                                        query(context, "class"),
                                        meta(context),
                                        query(context, "selector"))));
        server.get(
                "/classes/new",
                context -> html(context, classes.fresh(query(context, "class"), meta(context))));
        server.get(
                "/classes/find",
                context ->
                        html(context, classes.find(query(context, "what"), query(context, "of"))));
        server.post(
                "/classes/save",
                context ->
                        html(
                                context,
                                classes.save(
                                        form(context, "class"),
                                        form(context, "meta").equals("true"),
                                        form(context, "source"))));
        server.get("/debugger", context -> show(context, "/debugger", "Debugger", debugger.page()));
        server.get(
                "/debugger/parked",
                context ->
                        html(
                                context,
                                debugger.parked((int) ImagePage.number(query(context, "frame")))));
        server.get("/goals", context -> show(context, "/goals", "Goals", goals.page()));
        server.get("/goals/all", context -> html(context, goals.all()));
        server.get("/climbs", context -> show(context, "/climbs", "Climbs", climbs.page()));
        server.get("/climbs/all", context -> html(context, climbs.all()));
    }

    private static boolean meta(Context context) {
        return query(context, "meta").equals("true");
    }

    private void inspect(Context context) {
        var fault =
                inspector.step(
                        form(context, "act"),
                        form(context, "what"),
                        ImagePage.number(form(context, "n")),
                        form(context, "view"));
        html(context, inspector.show(fault, ""));
    }

    private static String form(Context context, String name) {
        return Optional.ofNullable(context.formParam(name)).orElse("");
    }

    private static void show(
            Context context, String path, String title, Html body, String... scripts) {
        var from = String.valueOf(context.<String>attribute(POSITION));
        html(context, PageParts.page(path, title, from, body, scripts));
    }

    private static void html(Context context, Html html) {
        context.header("Batos-Shown", PageParts.shown(html)).html(html.toString());
    }

    private static String query(Context context, String name) {
        return Optional.ofNullable(context.queryParam(name)).orElse("");
    }

    private static Html said(LineResult result) {
        if (!result.out().isBlank()) {
            return Html.of("<pre class=\"said\" tabindex=\"0\">{}</pre>", result.out());
        }
        return result.isDone() && result.err().isEmpty()
                ? Html.of("<p class=\"faint\">done; it printed nothing</p>")
                : Html.NONE;
    }

    /// A line of the page, as if typed at a prompt; what governs is refused where it is carried
    /// out.
    private void carryOut(Context context) {
        var line = form(context, "line").strip();
        if (line.isEmpty() || line.length() > LONGEST_LINE) {
            html(context.status(400), Html.of("<p class=\"bad\">no line</p>"));
            return;
        }
        var result = LineResult.of(lines, line);
        html(
                context,
                Html.of(
                        "<div class=\"did\"><code>{}</code>{}{}{}</div>",
                        Ellipsis.of(line, 200),
                        said(result),
                        result.err().isEmpty()
                                ? Html.NONE
                                : Html.of(
                                        "<pre class=\"bad\" role=\"alert\" tabindex=\"0\">{}</pre>",
                                        result.err()),
                        result.isDone()
                                ? Html.NONE
                                : Html.of("<p class=\"bad\">exit {}</p>", result.exit())));
    }
}
