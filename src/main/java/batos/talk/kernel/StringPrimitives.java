package batos.talk.kernel;

import batos.talk.compiler.MethodCompiler;
import batos.talk.objects.CharacterValue;
import batos.talk.objects.Nil;
import batos.talk.objects.Primitive;
import batos.talk.objects.Symbol;
import batos.talk.objects.TextObject;
import batos.talk.processes.Frame;
import batos.talk.syntax.TreePrinter;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The primitives of strings, symbols and characters.
final class StringPrimitives {
    private final PrimitiveContext room;
    private final MethodCompiler methods;

    StringPrimitives(PrimitiveContext room) {
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
        unary("strSize", this::strSize);
        binary("strAt", this::strAt);
        methods.primitive("strAtPut", (Primitive.Ternary) this::strAtPut);
        binary("strConcat", this::strConcat);
        methods.primitive("strCopyFromTo", (Primitive.Ternary) this::strCopyFromTo);
        methods.primitive("strReplace", (Primitive.Any) this::strReplace);
    }

    private void comparisons() {
        binary("str=", this::str);
        unary("strHash", this::strHash);
        order("str<", order -> order < 0);
        order("str>", order -> order > 0);
        order("str<=", order -> order <= 0);
        order("str>=", order -> order >= 0);
        binary("sameAs", this::sameAs);
    }

    private static int[] points(Frame f, Object value) {
        var points = PrimitiveContext.points(f, value);
        return points == null ? new int[0] : points;
    }

    /// GNU Smalltalk compares strings without regard to case.
    private void order(String name, java.util.function.IntPredicate wanted) {
        binary(
                name,
                (f, a, b) -> {
                    var x = PrimitiveContext.string(a);
                    var y = PrimitiveContext.string(b);
                    return x == null || y == null
                            ? null
                            : (Object) wanted.test(x.compareToIgnoreCase(y));
                });
    }

    private void conversions() {
        unary("strSymbol", this::strSymbol);
        unary("strWhole", StringPrimitives::whole);
        unary("strText", this::strText);
        map("asUppercase", text -> text.toUpperCase(Locale.ROOT));
        map("asLowercase", text -> text.toLowerCase(Locale.ROOT));
        map("trim", String::strip);
        map("strPrint", TreePrinter::text);
        map("symPrint", TreePrinter::symbol);
        map("reverseText", text -> new StringBuilder(text).reverse().toString());
        methods.primitive("replaceAll", (Primitive.Ternary) this::replaceAllPrimitive);
        binary("subStrings:", this::subStrings);
    }

    /// The number that up to 18 digits make; of any other text the language's own method knows.
    private static @Nullable Object whole(Frame f, Object s) {
        var points = PrimitiveContext.points(f, s);
        if (points == null || points.length == 0 || points.length > 18) {
            return null;
        }
        var value = 0L;
        for (var point : points) {
            if (point < '0' || point > '9') {
                return null;
            }
            value = value * 10 + point - '0';
        }
        return value;
    }

    private @Nullable Object symbol(Object s) {
        var text = PrimitiveContext.string(s);
        return text == null ? null : new Symbol(text);
    }

    private void map(String name, java.util.function.UnaryOperator<String> operation) {
        unary(
                name,
                (f, s) -> {
                    var text = PrimitiveContext.string(s);
                    return text == null ? null : room.text(operation.apply(text));
                });
    }

    private void searches() {
        methods.primitive("indexOfSub", (Primitive.Ternary) this::indexOfSub);
        binary("startsWith:", this::startsWithPrimitive);
        binary("endsWith:", this::endsWithPrimitive);
        binary("match:", this::primMatch);
        binary("regexFind", this::regexFind);
        methods.primitive("regexReplaceAll", (Primitive.Ternary) this::regexReplaceAll);
        binary("regexAll", this::regexAll);
        binary("tokenize:", this::tokenize);
    }

    private void characters() {
        unary("charValue", this::charValue);
        test("isLetter", Character::isLetter);
        test("isDigit", Character::isDigit);
        test("isUppercase", Character::isUpperCase);
        test("isLowercase", Character::isLowerCase);
        test("isSpace", Character::isWhitespace);
        unary("charUpper", this::charUpper);
        unary("charLower", this::charLower);
        unary("charString", this::charString);
    }

    private void test(String name, java.util.function.IntPredicate predicate) {
        unary(
                name,
                (f, c) ->
                        c instanceof CharacterValue letter
                                ? (Object) predicate.test(letter.point())
                                : null);
    }

    private @Nullable Object strSize(Frame f, Object s) {
        var points = PrimitiveContext.points(f, s);
        return points == null ? null : (Object) (long) points.length;
    }

    private @Nullable Object strAt(Frame f, Object s, Object i) {
        var points = PrimitiveContext.points(f, s);
        var index = points == null ? -1 : PrimitiveContext.index(i, points.length);
        return points == null || index < 0 ? null : CharacterValue.of(points[index]);
    }

    private @Nullable Object strAtPut(Frame f, Object s, Object i, Object c) {
        if (!(s instanceof TextObject text) || !(c instanceof CharacterValue letter)) {
            return null;
        }
        var index = PrimitiveContext.index(i, text.points.length);
        if (index < 0) {
            return null;
        }
        PrimitiveContext.written(f, text).points[index] = letter.point();
        return c;
    }

    private @Nullable Object strConcat(Frame f, Object a, Object b) {
        var x = PrimitiveContext.points(f, a);
        var y = PrimitiveContext.points(f, b);
        if (x == null || y == null) {
            return null;
        }
        f.run.reserve(f, 4L * x.length + 4L * y.length);
        var both = Arrays.copyOf(x, x.length + y.length);
        System.arraycopy(y, 0, both, x.length, y.length);
        return new TextObject(
                a instanceof TextObject text ? text.klass : room.universe.known.string(), both);
    }

    private @Nullable Object strCopyFromTo(Frame f, Object s, Object from, Object to) {
        var points = PrimitiveContext.points(f, s);
        if (points == null
                || !(from instanceof Long a)
                || !(to instanceof Long b)
                || a < 1
                || b > points.length
                || b < a - 1) {
            return null;
        }
        return new TextObject(
                s instanceof TextObject text ? text.klass : room.universe.known.string(),
                Arrays.copyOfRange(points, (int) (a - 1), b.intValue()));
    }

    private @Nullable Object strReplace(Frame f, Object s, Object[] a) {
        var from = PrimitiveContext.points(f, a[2]);
        if (!(s instanceof TextObject text)
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
                PrimitiveContext.written(f, text).points,
                (int) (start - 1),
                (int) (stop - start + 1));
        return s;
    }

    private @Nullable Object str(Frame f, Object a, Object b) {
        if (a instanceof Symbol || b instanceof Symbol) {
            return a.equals(b);
        }
        return a instanceof TextObject x
                && b instanceof TextObject y
                && room.universe.classOf(x) == room.universe.classOf(y)
                && Arrays.equals(x.points, y.points);
    }

    private @Nullable Object strHash(Frame f, Object a) {
        return (long) Arrays.hashCode(points(f, a));
    }

    private @Nullable Object sameAs(Frame f, Object a, Object b) {
        var x = PrimitiveContext.string(a);
        var y = PrimitiveContext.string(b);
        return x != null && x.equalsIgnoreCase(y);
    }

    private @Nullable Object strSymbol(Frame f, Object s) {
        return symbol(s);
    }

    private @Nullable Object strText(Frame f, Object s) {
        return s instanceof Symbol(var name) ? room.text(name) : null;
    }

    private @Nullable Object replaceAllPrimitive(Frame f, Object s, Object a, Object b) {
        var text = PrimitiveContext.string(s);
        var old = PrimitiveContext.string(a);
        var fresh = PrimitiveContext.string(b);
        return text == null || old == null || fresh == null || old.isEmpty()
                ? null
                : room.text(text.replace(old, fresh));
    }

    private @Nullable Object subStrings(Frame f, Object s, Object by) {
        var text = PrimitiveContext.string(s);
        var signs =
                by instanceof CharacterValue letter
                        ? letter.toString()
                        : PrimitiveContext.string(by);
        if (text == null || signs == null) {
            return null;
        }
        var parts =
                new batos.talk.objects.SequenceObject(
                        room.universe.known.orderedCollection(), new Object[0], 8);
        var tokens = new java.util.StringTokenizer(text, signs);
        while (tokens.hasMoreTokens()) {
            parts.add(room.text(tokens.nextToken()));
        }
        return parts;
    }

    private @Nullable Object indexOfSub(Frame f, Object s, Object sub, Object from) {
        var text = PrimitiveContext.string(s);
        var part = PrimitiveContext.string(sub);
        return text == null || part == null || !(from instanceof Long i)
                ? null
                : (Object) (long) (text.indexOf(part, (int) (i - 1)) + 1);
    }

    private @Nullable Object startsWithPrimitive(Frame f, Object s, Object part) {
        var text = PrimitiveContext.string(s);
        var start = PrimitiveContext.string(part);
        return text == null || start == null ? null : (Object) text.startsWith(start);
    }

    private @Nullable Object endsWithPrimitive(Frame f, Object s, Object part) {
        var text = PrimitiveContext.string(s);
        var end = PrimitiveContext.string(part);
        return text == null || end == null ? null : (Object) text.endsWith(end);
    }

    private @Nullable Object primMatch(Frame f, Object s, Object other) {
        var pattern = PrimitiveContext.string(s);
        var text = PrimitiveContext.string(other);
        return pattern == null || text == null
                ? null
                : (Object)
                        TextPatterns.wildcard(pattern)
                                .matcher(new InterruptibleText(f, text))
                                .matches();
    }

    private @Nullable Object regexFind(Frame f, Object s, Object p) {
        var text = PrimitiveContext.string(s);
        var pattern = TextPatterns.regex(p);
        if (text == null || pattern == null) {
            return null;
        }
        var matcher = pattern.matcher(new InterruptibleText(f, text));
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
    }

    private @Nullable Object regexReplaceAll(Frame f, Object s, Object p, Object with) {
        var text = PrimitiveContext.string(s);
        var pattern = TextPatterns.regex(p);
        var fresh = PrimitiveContext.string(with);
        return text == null || pattern == null || fresh == null
                ? null
                : room.text(
                        TextPatterns.replaceAll(pattern, new InterruptibleText(f, text), fresh));
    }

    private @Nullable Object regexAll(Frame f, Object s, Object p) {
        var text = PrimitiveContext.string(s);
        var pattern = TextPatterns.regex(p);
        if (text == null || pattern == null) {
            return null;
        }
        var found =
                new batos.talk.objects.SequenceObject(
                        room.universe.known.orderedCollection(), new Object[0], 8);
        var matcher = pattern.matcher(new InterruptibleText(f, text));
        var last = -1;
        while (matcher.find()) {
            if (matcher.end() > matcher.start() || matcher.start() != last) {
                found.add(room.text(matcher.group()));
            }
            last = matcher.end();
        }
        return found;
    }

    private @Nullable Object tokenize(Frame f, Object s, Object p) {
        var text = PrimitiveContext.string(s);
        var pattern = TextPatterns.regex(p);
        if (text == null || pattern == null) {
            return null;
        }
        var parts =
                new batos.talk.objects.SequenceObject(
                        room.universe.known.orderedCollection(), new Object[0], 8);
        for (var part : TextPatterns.split(pattern, new InterruptibleText(f, text))) {
            parts.add(room.text(part));
        }
        return room.universe.array(parts.elements());
    }

    private @Nullable Object charValue(Frame f, Object c) {
        return c instanceof CharacterValue letter ? (Object) (long) letter.point() : null;
    }

    private @Nullable Object charUpper(Frame f, Object c) {
        return c instanceof CharacterValue letter
                ? CharacterValue.of(Character.toUpperCase(letter.point()))
                : null;
    }

    private @Nullable Object charLower(Frame f, Object c) {
        return c instanceof CharacterValue letter
                ? CharacterValue.of(Character.toLowerCase(letter.point()))
                : null;
    }

    private @Nullable Object charString(Frame f, Object c) {
        return c instanceof CharacterValue letter ? room.text(letter.toString()) : null;
    }
}
