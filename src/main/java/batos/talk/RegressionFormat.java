package batos.talk;

import batos.talk.objects.CharacterValue;
import batos.talk.objects.HeapObject;
import batos.talk.objects.Klass;
import batos.talk.objects.Nil;
import batos.talk.objects.Symbol;
import batos.talk.objects.TextObject;
import batos.talk.objects.Universe;
import batos.talk.syntax.TreePrinter;
import java.util.Locale;

/// Values as the regression mode of GNU Smalltalk shows them, made without sending a message.
final class RegressionFormat {
    private RegressionFormat() {}

    static String shown(Universe universe, Object value) {
        return switch (value) {
            case Nil _ -> "nil";
            case Klass klass -> klass.name;
            case TextObject text -> "'" + text + "'";
            case Symbol(var name) -> TreePrinter.symbol(name);
            case CharacterValue(var point) ->
                    point > 127
                            ? "$<16r" + String.format("%04X", point) + ">"
                            : "$" + Character.toString(point);
            case Double d -> real(d, "d");
            case Float f -> real(f, "e");
            case batos.talk.objects.QuadValue(var q) -> real(q, "q");
            case HeapObject thing -> thing(universe, thing);
            default -> value.toString();
        };
    }

    private static String thing(Universe universe, HeapObject thing) {
        var klass = universe.classOf(thing);
        var size =
                switch (thing) {
                    case batos.talk.objects.ByteObject bytes -> bytes.bytes.length;
                    case batos.talk.objects.SequenceObject sequence -> sequence.capacity();
                    case HeapObject _ when klass.name.equals("SystemDictionary") ->
                            capacity(universe.globals.size());
                    default -> klass.make.isIndexed() ? thing.slots.length - klass.size : -1;
                };
        return klass.name + (size >= 0 ? " new: " + size : " new") + " \"<0>\"";
    }

    /// Places of a table that is never more than half full.
    private static int capacity(int names) {
        return 2 * Integer.highestOneBit(2 * names - 1);
    }

    /// As `%#g` of C, with six digits.
    private static String real(double value, String letter) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return Double.doubleToRawLongBits(value) < 0 ? "-0.00000" : "0.00000";
        }
        var exponent = (int) Math.floor(Math.log10(Math.abs(value)));
        if (exponent < -4 || exponent >= 6) {
            return String.format(Locale.ROOT, "%.5e", value).replace("e", letter);
        }
        return String.format(Locale.ROOT, "%." + Math.max(0, 5 - exponent) + "f", value);
    }
}
