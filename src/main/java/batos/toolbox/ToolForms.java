package batos.toolbox;

import batos.image.Author;
import batos.image.Change;
import batos.image.Datum;
import batos.image.Form;
import batos.image.Oid;
import batos.image.View;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/// The stored form of tools: `tool NAME` names the bound version and its standing, `tool.version
/// NAME@N` is that version and never changes, `tool.record NAME@N` counts its calls.
final class ToolForms {
    static final String TOOL = "tool";
    static final String VERSION = "tool.version";
    static final String RECORD = "tool.record";

    private ToolForms() {}

    static Optional<Tool> read(View view, String name) {
        return view.readable(TOOL, name).flatMap(head -> read(view, name, head.whole("bound", 1)));
    }

    /// One version of a tool, with the tool's present standing.
    static Optional<Tool> read(View view, String name, long version) {
        var head = view.readable(TOOL, name);
        var body = view.readable(VERSION, name + "@" + version);
        if (head.isEmpty() || body.isEmpty()) {
            return Optional.empty();
        }
        var form = body.get();
        return Optional.of(
                new Tool(
                        draft(name, form),
                        (int) version,
                        Tool.Origin.valueOf(sign(form, "origin", "FORGED")),
                        Author.of(form.text("author")),
                        form.text("cause"),
                        Tool.Standing.valueOf(sign(head.get(), "standing", "LIVE")),
                        truth(head.get(), "pinned"),
                        view.get(RECORD, name + "@" + version)
                                .map(ToolForms::record)
                                .orElse(Tool.Tally.NONE)));
    }

    static long latest(View view, String name) {
        return view.get(TOOL, name).map(form -> form.whole("latest", 1)).orElse(0L);
    }

    /// Whether a tool of that name is held by the Architect, as the change sees it.
    static boolean isPinned(Change change, String name) {
        return change.get(Oid.named(TOOL, name)).map(head -> truth(head, "pinned")).orElse(false);
    }

    static void putHead(
            Change change,
            String name,
            long bound,
            long latest,
            Tool.Standing standing,
            boolean pinned) {
        var slots = slots();
        slots.put("bound", new Datum.Whole(bound));
        slots.put("latest", new Datum.Whole(latest));
        slots.put("standing", word(standing));
        slots.put("pinned", new Datum.Truth(pinned));
        change.put(Form.named(TOOL, 1, name, slots));
    }

    static void putVersion(
            Change change,
            ToolDraft draft,
            long version,
            Tool.Origin origin,
            Author author,
            String cause,
            List<String> evidence) {
        var slots = slots();
        slots.put("description", new Datum.Text(draft.description()));
        slots.put("parameters", new Datum.Text(draft.parameters()));
        slots.put("source", new Datum.Text(draft.source()));
        slots.put("examples", many(draft.examples().stream().map(ToolForms::example).toList()));
        slots.put("script", new Datum.Text(draft.script()));
        slots.put("doctests", many(draft.doctests().stream().map(ToolForms::doctest).toList()));
        slots.put(
                "properties",
                many(
                        draft.properties().stream()
                                .sorted()
                                .<Datum>map(property -> new Datum.Sign(property.word()))
                                .toList()));
        slots.put("useWhen", new Datum.Text(draft.useWhen()));
        slots.put("avoidWhen", new Datum.Text(draft.avoidWhen()));
        slots.put("tags", Datum.Many.texts(draft.tags()));
        slots.put("origin", word(origin));
        slots.put("author", new Datum.Text(author.toString()));
        slots.put("cause", new Datum.Text(cause));
        slots.put("evidence", Datum.Many.texts(evidence));
        change.put(Form.named(VERSION, 1, draft.name() + "@" + version, slots));
    }

    static void putRecord(Change change, Tool tool, Tool.Tally record) {
        var slots = slots();
        slots.put("calls", new Datum.Whole(record.calls()));
        slots.put("failures", new Datum.Whole(record.failures()));
        slots.put("inARow", new Datum.Whole(record.inARow()));
        slots.put("lastFault", new Datum.Text(record.lastFault()));
        change.put(Form.named(RECORD, 1, tool.label(), slots));
    }

    static Tool.Tally record(Form form) {
        return new Tool.Tally(
                form.whole("calls", 0),
                form.whole("failures", 0),
                (int) form.whole("inARow", 0),
                form.text("lastFault"));
    }

    static List<String> evidence(View view, Tool tool) {
        return view.get(VERSION, tool.label())
                .map(form -> form.words("evidence"))
                .orElse(List.of());
    }

    private static ToolDraft draft(String name, Form form) {
        var properties = EnumSet.noneOf(Property.class);
        for (var word : form.words("properties")) {
            Property.of(word).ifPresent(properties::add);
        }
        return new ToolDraft(
                name,
                form.text("description"),
                form.text("parameters"),
                form.text("source"),
                items(form.at("examples")).stream().map(ToolForms::example).toList(),
                form.text("script"),
                items(form.at("doctests")).stream().map(ToolForms::doctest).toList(),
                properties,
                form.text("useWhen"),
                form.text("avoidWhen"),
                form.words("tags"));
    }

    private static Datum example(Example example) {
        var slots = slots();
        slots.put("arguments", new Datum.Text(example.arguments()));
        example.expect().ifPresent(text -> slots.put("expect", new Datum.Text(text)));
        example.raises().ifPresent(text -> slots.put("raises", new Datum.Text(text)));
        slots.put("author", new Datum.Text(example.author().toString()));
        slots.put("hidden", new Datum.Truth(example.hidden()));
        return new Datum.Slots(slots);
    }

    private static Example example(Form form) {
        return new Example(
                form.text("arguments"),
                optional(form, "expect"),
                optional(form, "raises"),
                Author.of(form.text("author")),
                truth(form, "hidden"));
    }

    private static Datum doctest(ToolDraft.Doctest doctest) {
        var slots = slots();
        slots.put("session", new Datum.Whole(doctest.session()));
        slots.put("source", new Datum.Text(doctest.source()));
        slots.put("want", new Datum.Text(doctest.want()));
        return new Datum.Slots(slots);
    }

    private static ToolDraft.Doctest doctest(Form form) {
        return new ToolDraft.Doctest(
                (int) form.whole("session", 0), form.text("source"), form.text("want"));
    }

    /// The slots within a slot, as forms, for the convenience of their readers.
    private static List<Form> items(Datum datum) {
        var forms = new ArrayList<Form>();
        if (datum instanceof Datum.Many(var items)) {
            for (var item : items) {
                if (item instanceof Datum.Slots(var entries)) {
                    forms.add(Form.anonymous("part", 1, entries));
                }
            }
        }
        return forms;
    }

    private static Datum many(List<Datum> items) {
        return new Datum.Many(items);
    }

    private static Optional<String> optional(Form form, String slot) {
        return form.at(slot) instanceof Datum.Text(var value)
                ? Optional.of(value)
                : Optional.empty();
    }

    private static boolean truth(Form form, String slot) {
        return form.at(slot) instanceof Datum.Truth(var value) && value;
    }

    static Datum word(Enum<?> value) {
        return new Datum.Sign(value.name().toLowerCase(Locale.ROOT));
    }

    private static String sign(Form form, String slot, String otherwise) {
        return form.at(slot) instanceof Datum.Sign(var value)
                ? value.toUpperCase(Locale.ROOT)
                : otherwise;
    }

    private static SequencedMap<String, Datum> slots() {
        return new LinkedHashMap<>();
    }
}
