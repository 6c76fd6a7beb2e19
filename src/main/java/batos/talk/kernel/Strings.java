package batos.talk.kernel;

import batos.talk.run.Frame;
import batos.talk.run.Letter;
import batos.talk.run.Methods;
import batos.talk.run.Nil;
import batos.talk.run.Primitive;
import batos.talk.run.Symbol;
import batos.talk.run.Text;
import batos.talk.syntax.Printer;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The primitives of strings, symbols and characters.
final class Strings {
    private final Room room;
    private final Methods methods;

    Strings(Room room) {
        this.room = room;
        this.methods = room.methods;
    }

    void install() {
        access();
        comparisons();
        conversions();
        searches();
        characters();
    }

    private void unary(String name, Primitive.Unary primitive) {
        methods.primitive(name, primitive);
    }

    private void binary(String name, Primitive.Binary primitive) {
        methods.primitive(name, primitive);
    }

    private void access() {
        unary(
                "strSize",
                (f, s) -> {
                    var points = Room.points(f, s);
                    return points == null ? null : (Object) (long) points.length;
                });
        binary(
                "strAt",
                (f, s, i) -> {
                    var points = Room.points(f, s);
                    var index = points == null ? -1 : Room.index(i, points.length);
                    return points == null || index < 0 ? null : new Letter(points[index]);
                });
        methods.primitive(
                "strAtPut",
                (Primitive.Ternary)
                        (f, s, i, c) -> {
                            if (!(s instanceof Text text) || !(c instanceof Letter letter)) {
                                return null;
                            }
                            var index = Room.index(i, text.points.length);
                            if (index < 0) {
                                return null;
                            }
                            Room.written(f, text).points[index] = letter.point();
                            return c;
                        });
        binary(
                "strConcat",
                (f, a, b) -> {
                    var x = Room.points(f, a);
                    var y = Room.points(f, b);
                    if (x == null || y == null) {
                        return null;
                    }
                    f.run.reserve(f, 4L * x.length + 4L * y.length);
                    var both = Arrays.copyOf(x, x.length + y.length);
                    System.arraycopy(y, 0, both, x.length, y.length);
                    return new Text(
                            a instanceof Text text ? text.klass : room.universe.stringClass, both);
                });
        methods.primitive(
                "strCopyFromTo",
                (Primitive.Ternary)
                        (f, s, from, to) -> {
                            var points = Room.points(f, s);
                            if (points == null
                                    || !(from instanceof Long a)
                                    || !(to instanceof Long b)
                                    || a < 1
                                    || b > points.length
                                    || b < a - 1) {
                                return null;
                            }
                            return new Text(
                                    s instanceof Text text ? text.klass : room.universe.stringClass,
                                    Arrays.copyOfRange(points, (int) (a - 1), b.intValue()));
                        });
        methods.primitive(
                "strReplace",
                (Primitive.Any)
                        (f, s, a) -> {
                            var from = Room.points(f, a[2]);
                            if (!(s instanceof Text text)
                                    || from == null
                                    || !(a[0] instanceof Long start)
                                    || !(a[1] instanceof Long stop)
                                    || !(a[3] instanceof Long source)
                                    || start < 1
                                    || stop > text.points.length
                                    || source < 1
                                    || source - 1 + (stop - start + 1) > from.length
                                    || stop < start - 1) {
                                return null;
                            }
                            System.arraycopy(
                                    from,
                                    (int) (source - 1),
                                    Room.written(f, text).points,
                                    (int) (start - 1),
                                    (int) (stop - start + 1));
                            return s;
                        });
    }

    private void comparisons() {
        binary(
                "str=",
                (f, a, b) -> {
                    if (a instanceof Symbol || b instanceof Symbol) {
                        return a.equals(b);
                    }
                    return a instanceof Text x
                            && b instanceof Text y
                            && room.universe.classOf(x) == room.universe.classOf(y)
                            && Arrays.equals(x.points, y.points);
                });
        unary("strHash", (f, a) -> (long) Arrays.hashCode(points(f, a)));
        order("str<", order -> order < 0);
        order("str>", order -> order > 0);
        order("str<=", order -> order <= 0);
        order("str>=", order -> order >= 0);
        binary(
                "sameAs",
                (f, a, b) -> {
                    var x = Room.string(a);
                    var y = Room.string(b);
                    return x != null && x.equalsIgnoreCase(y);
                });
    }

    private static int[] points(Frame f, Object value) {
        var points = Room.points(f, value);
        return points == null ? new int[0] : points;
    }

    /// GNU Smalltalk compares strings without regard to case.
    private void order(String name, java.util.function.IntPredicate wanted) {
        binary(
                name,
                (f, a, b) -> {
                    var x = Room.string(a);
                    var y = Room.string(b);
                    return x == null || y == null
                            ? null
                            : (Object) wanted.test(x.compareToIgnoreCase(y));
                });
    }

    private void conversions() {
        unary("strSymbol", (f, s) -> symbol(s));
        unary("strText", (f, s) -> s instanceof Symbol(var name) ? room.text(name) : null);
        map("asUppercase", text -> text.toUpperCase(Locale.ROOT));
        map("asLowercase", text -> text.toLowerCase(Locale.ROOT));
        map("trim", String::strip);
        map("strPrint", Printer::text);
        map("symPrint", Printer::symbol);
        map("reverseText", text -> new StringBuilder(text).reverse().toString());
        methods.primitive(
                "replaceAll",
                (Primitive.Ternary)
                        (f, s, a, b) -> {
                            var text = Room.string(s);
                            var old = Room.string(a);
                            var fresh = Room.string(b);
                            return text == null || old == null || fresh == null || old.isEmpty()
                                    ? null
                                    : room.text(text.replace(old, fresh));
                        });
        binary(
                "subStrings:",
                (f, s, by) -> {
                    var text = Room.string(s);
                    var signs = by instanceof Letter letter ? letter.toString() : Room.string(by);
                    if (text == null || signs == null) {
                        return null;
                    }
                    var parts =
                            new batos.talk.run.Sequence(
                                    room.universe.sequenceClass, new Object[0], 8);
                    var tokens = new java.util.StringTokenizer(text, signs);
                    while (tokens.hasMoreTokens()) {
                        parts.add(room.text(tokens.nextToken()));
                    }
                    return parts;
                });
    }

    private @Nullable Object symbol(Object s) {
        var text = Room.string(s);
        return text == null ? null : new Symbol(text);
    }

    private void map(String name, java.util.function.UnaryOperator<String> operation) {
        unary(
                name,
                (f, s) -> {
                    var text = Room.string(s);
                    return text == null ? null : room.text(operation.apply(text));
                });
    }

    private void searches() {
        methods.primitive(
                "indexOfSub",
                (Primitive.Ternary)
                        (f, s, sub, from) -> {
                            var text = Room.string(s);
                            var part = Room.string(sub);
                            return text == null || part == null || !(from instanceof Long i)
                                    ? null
                                    : (Object) (long) (text.indexOf(part, (int) (i - 1)) + 1);
                        });
        binary(
                "startsWith:",
                (f, s, part) -> {
                    var text = Room.string(s);
                    var start = Room.string(part);
                    return text == null || start == null ? null : (Object) text.startsWith(start);
                });
        binary(
                "endsWith:",
                (f, s, part) -> {
                    var text = Room.string(s);
                    var end = Room.string(part);
                    return text == null || end == null ? null : (Object) text.endsWith(end);
                });
        binary(
                "match:",
                (f, s, other) -> {
                    var pattern = Room.string(s);
                    var text = Room.string(other);
                    return pattern == null || text == null
                            ? null
                            : (Object)
                                    Patterns.wildcard(pattern)
                                            .matcher(new Watched(f, text))
                                            .matches();
                });
        binary(
                "regexFind",
                (f, s, p) -> {
                    var text = Room.string(s);
                    var pattern = Patterns.regex(p);
                    if (text == null || pattern == null) {
                        return null;
                    }
                    var matcher = pattern.matcher(new Watched(f, text));
                    if (!matcher.find()) {
                        return Nil.NIL;
                    }
                    var groups = new Object[matcher.groupCount() + 3];
                    groups[0] = (long) matcher.start() + 1;
                    groups[1] = (long) matcher.end();
                    for (var i = 0; i <= matcher.groupCount(); i++) {
                        var group = matcher.group(i);
                        groups[i + 2] = group == null ? Nil.NIL : room.text(group);
                    }
                    return room.universe.array(groups);
                });
        methods.primitive(
                "regexReplaceAll",
                (Primitive.Ternary)
                        (f, s, p, with) -> {
                            var text = Room.string(s);
                            var pattern = Patterns.regex(p);
                            var fresh = Room.string(with);
                            return text == null || pattern == null || fresh == null
                                    ? null
                                    : room.text(
                                            Patterns.replaceAll(
                                                    pattern, new Watched(f, text), fresh));
                        });
        binary(
                "regexAll",
                (f, s, p) -> {
                    var text = Room.string(s);
                    var pattern = Patterns.regex(p);
                    if (text == null || pattern == null) {
                        return null;
                    }
                    var found =
                            new batos.talk.run.Sequence(
                                    room.universe.sequenceClass, new Object[0], 8);
                    var matcher = pattern.matcher(new Watched(f, text));
                    var last = -1;
                    while (matcher.find()) {
                        if (matcher.end() > matcher.start() || matcher.start() != last) {
                            found.add(room.text(matcher.group()));
                        }
                        last = matcher.end();
                    }
                    return found;
                });
        binary(
                "tokenize:",
                (f, s, p) -> {
                    var text = Room.string(s);
                    var pattern = Patterns.regex(p);
                    if (text == null || pattern == null) {
                        return null;
                    }
                    var parts =
                            new batos.talk.run.Sequence(
                                    room.universe.sequenceClass, new Object[0], 8);
                    for (var part : Patterns.split(pattern, new Watched(f, text))) {
                        parts.add(room.text(part));
                    }
                    return room.universe.array(parts.elements());
                });
    }

    private void characters() {
        unary(
                "charValue",
                (f, c) -> c instanceof Letter letter ? (Object) (long) letter.point() : null);
        test("isLetter", Character::isLetter);
        test("isDigit", Character::isDigit);
        test("isUppercase", Character::isUpperCase);
        test("isLowercase", Character::isLowerCase);
        test("isSpace", Character::isWhitespace);
        unary(
                "charUpper",
                (f, c) ->
                        c instanceof Letter letter
                                ? new Letter(Character.toUpperCase(letter.point()))
                                : null);
        unary(
                "charLower",
                (f, c) ->
                        c instanceof Letter letter
                                ? new Letter(Character.toLowerCase(letter.point()))
                                : null);
        unary(
                "charString",
                (f, c) -> c instanceof Letter letter ? room.text(letter.toString()) : null);
    }

    private void test(String name, java.util.function.IntPredicate predicate) {
        unary(
                name,
                (f, c) ->
                        c instanceof Letter letter
                                ? (Object) predicate.test(letter.point())
                                : null);
    }
}
