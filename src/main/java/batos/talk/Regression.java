package batos.talk;

import batos.talk.run.Klass;
import batos.talk.run.Letter;
import batos.talk.run.Make;
import batos.talk.run.Nil;
import batos.talk.run.Symbol;
import batos.talk.run.Text;
import batos.talk.run.Thing;
import batos.talk.run.Universe;
import batos.talk.syntax.Printer;
import java.util.Locale;

/// Values as the regression mode of GNU Smalltalk shows them, made without sending a message.
final class Regression {
    private Regression() {}

    static String shown(Universe universe, Object value) {
        return switch (value) {
            case Nil _ -> "nil";
            case Klass klass -> klass.name;
            case Text text -> "'" + text + "'";
            case Symbol(var name) -> Printer.symbol(name);
            case Letter(var point) ->
                    point > 127
                            ? "$<16r" + String.format("%04X", point) + ">"
                            : "$" + Character.toString(point);
            case Double d -> real(d, "d");
            case Float f -> real(f, "e");
            case batos.talk.run.Wide(var q) -> real(q, "q");
            case Thing thing -> thing(universe, thing);
            default -> value.toString();
        };
    }

    private static String thing(Universe universe, Thing thing) {
        var klass = universe.classOf(thing);
        var size =
                switch (thing) {
                    case batos.talk.run.Bytes bytes -> bytes.bytes.length;
                    case batos.talk.run.Sequence sequence -> sequence.items.length;
                    case Thing _ when klass.name.equals("SystemDictionary") ->
                            capacity(universe.globals.size());
                    default -> klass.make == Make.INDEXED ? thing.slots.length - klass.size : -1;
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
