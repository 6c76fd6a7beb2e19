package batos.image;

import batos.text.Ellipsis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The differences between two states, one line per slot.
final class StateDiff {
    private static final int LONGEST = 72;

    private final ObjectCodec codec;

    StateDiff(ObjectCodec codec) {
        this.codec = codec;
    }

    /// Whether two codec hold equal content.
    static boolean same(byte @Nullable [] a, byte @Nullable [] b) {
        return Arrays.equals(a, b)
                || (a != null
                        && b != null
                        && Arrays.equals(ObjectCodec.content(a), ObjectCodec.content(b)));
    }

    List<Image.Difference> between(StateView a, StateView b) {
        var older = a.number() <= b.number() ? a : b;
        var differences = new ArrayList<Image.Difference>();
        for (var oid : new TreeSet<>(older.changed())) {
            var from = a.cell(oid);
            var to = b.cell(oid);
            if (!same(from, to)) {
                differences.add(of(new Oid(oid), from, to));
            }
        }
        return differences;
    }

    /// Of an unreadable object its name and the reason, in place of its slots.
    Image.Difference of(Oid oid, byte @Nullable [] from, byte @Nullable [] to) {
        try {
            return of(
                    oid,
                    from == null ? null : codec.form(from),
                    to == null ? null : codec.form(to));
        } catch (DamagedData e) {
            var label = ObjectCodec.label(Objects.requireNonNull(to == null ? from : to));
            return new Image.Difference(
                    oid,
                    label.kind(),
                    label.name() == null ? oid.toString() : label.name(),
                    sort(from, to),
                    List.of(Image.Difference.UNREADABLE + e.getMessage()));
        }
    }

    private static Image.ChangeKind sort(@Nullable Object from, @Nullable Object to) {
        return from == null
                ? Image.ChangeKind.ADDED
                : to == null ? Image.ChangeKind.REMOVED : Image.ChangeKind.CHANGED;
    }

    static Image.Difference of(Oid oid, @Nullable Form from, @Nullable Form to) {
        var form = Objects.requireNonNull(to == null ? from : to);
        var name = form.name() == null ? anonymous(oid, form) : form.name();
        return new Image.Difference(oid, form.kind(), name, sort(from, to), slots(from, to));
    }

    /// Its number, and its class where it names one.
    private static String anonymous(Oid oid, Form form) {
        return form.text("class").isEmpty() ? oid.toString() : oid + " " + form.text("class");
    }

    private static List<String> slots(@Nullable Form from, @Nullable Form to) {
        var keys = new TreeSet<String>();
        if (from != null) {
            keys.addAll(from.slots().keySet());
        }
        if (to != null) {
            keys.addAll(to.slots().keySet());
        }
        var lines = new ArrayList<String>();
        for (var key : keys) {
            var was = from == null ? Datum.NOTHING : from.at(key);
            var is = to == null ? Datum.NOTHING : to.at(key);
            if (!was.equals(is)) {
                lines.add(line(key, was, is, from == null, to == null));
            }
        }
        return lines;
    }

    private static String line(String key, Datum was, Datum is, boolean added, boolean removed) {
        if (added) {
            return key + ": " + shown(is);
        }
        if (removed) {
            return key + ": " + shown(was);
        }
        return was instanceof Datum.Many(var before)
                        && is instanceof Datum.Many(var after)
                        && shown(was).equals(shown(is))
                ? key + item(before, after)
                : key + ": " + shown(was) + " -> " + shown(is);
    }

    /// The first difference of two lists that begin alike, and how long they are where that
    /// differs.
    private static String item(List<Datum> before, List<Datum> after) {
        var at = 0;
        while (at < before.size() && at < after.size() && before.get(at).equals(after.get(at))) {
            at++;
        }
        var was = at < before.size() ? shown(before.get(at)) : "nothing";
        var is = at < after.size() ? shown(after.get(at)) : "nothing";
        var sizes =
                before.size() == after.size()
                        ? ""
                        : " (%,d -> %,d items)".formatted(before.size(), after.size());
        return "[" + (at + 1) + "]: " + was + " -> " + is + sizes;
    }

    private static String shown(Datum datum) {
        var text = new StringBuilder();
        show(datum, text);
        return Ellipsis.of(text.toString(), LONGEST);
    }

    private static void show(Datum datum, StringBuilder out) {
        if (out.length() > LONGEST) {
            return;
        }
        switch (datum) {
            case Datum.Nothing n -> out.append("nil");
            case Datum.Truth(var value) -> out.append(value);
            case Datum.Whole(var value) -> out.append(value);
            case Datum.Big(var value) -> out.append(value);
            case Datum.Real(var value) -> out.append(value);
            case Datum.Text(var value) -> out.append('\'').append(cut(value)).append('\'');
            case Datum.Sign(var value) -> out.append('#').append(cut(value));
            case Datum.Letter(var codePoint) -> out.append('$').appendCodePoint(codePoint);
            case Datum.Raw(var hex) -> out.append("16r").append(cut(hex));
            case Datum.Ref(var oid) -> out.append(oid);
            case Datum.Many(var items) -> {
                out.append('(');
                for (int i = 0; i < items.size() && out.length() <= LONGEST; i++) {
                    out.append(i == 0 ? "" : " ");
                    show(items.get(i), out);
                }
                out.append(')');
            }
            case Datum.Slots(var entries) -> {
                out.append('{');
                var first = true;
                for (var entry : entries.entrySet()) {
                    if (out.length() > LONGEST) {
                        break;
                    }
                    out.append(first ? "" : ", ").append(cut(entry.getKey())).append(": ");
                    show(entry.getValue(), out);
                    first = false;
                }
                out.append('}');
            }
        }
    }

    private static String cut(String text) {
        return (text.length() <= LONGEST ? text : text.substring(0, LONGEST + 1))
                .replace("\n", "\\n")
                .replace("\u001b", "\\e");
    }
}
