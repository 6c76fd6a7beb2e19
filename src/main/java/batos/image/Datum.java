package batos.image;

import java.math.BigInteger;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;

/// A value in a slot of a [Form]: a closed, self-describing family, so that any object of any room
/// can be stored, compared, shown and migrated without its code.
public sealed interface Datum {
    Nothing NOTHING = new Nothing();

    record Nothing() implements Datum {}

    record Truth(boolean value) implements Datum {}

    record Whole(long value) implements Datum {}

    record Big(BigInteger value) implements Datum {}

    record Real(double value) implements Datum {}

    record Text(String value) implements Datum {}

    record Sign(String value) implements Datum {}

    /// One Unicode code point.
    record Letter(int codePoint) implements Datum {}

    /// Bytes, held as a hexadecimal string so that equality is by content.
    record Raw(String hex) implements Datum {
        public static Raw of(byte[] bytes) {
            return new Raw(HexFormat.of().formatHex(bytes));
        }

        public byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }
    }

    record Ref(Oid oid) implements Datum {}

    record Many(List<Datum> items) implements Datum {
        public Many {
            items = List.copyOf(items);
        }

        public static Many texts(Collection<String> texts) {
            return new Many(texts.stream().<Datum>map(Text::new).toList());
        }

        /// The texts and signs in a list, in its order, without what else it holds; none for a
        /// value that is no list.
        public static List<String> words(Datum datum) {
            return datum instanceof Many(var items)
                    ? items.stream()
                            .mapMulti((Datum item, Consumer<String> words) -> {
                                switch (item) {
                                    case Text(var value) -> words.accept(value);
                                    case Sign(var value) -> words.accept(value);
                                    default -> {}
                                }
                            })
                            .toList()
                    : List.of();
        }

        public static Many signs(Collection<String> names) {
            return new Many(names.stream().<Datum>map(Sign::new).toList());
        }
    }

    /// Keys keep their order; equality ignores it, as for every [java.util.Map].
    record Slots(SequencedMap<String, Datum> entries) implements Datum {
        public Slots {
            entries = SmallSlotMap.frozen(entries);
        }
    }
}
