package batos.config;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.nio.ByteBuffer;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Words that look like words of another alphabet, by the tables of Unicode Technical Standard 39:
/// mixed-script confusables (`Nеver` with a Cyrillic `е`), whole-script confusables (`соре`, all
/// Cyrillic, looks like `cope`), and letters of unusual forms (`ｃｏｄｅ`).
///
/// The file confusables.cfu is ICU's own table; confusables.md beside it tells where it comes from.
public final class Confusables {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{Nl}]+");
    private static final int MAGIC = 0x3845FDEF;

    /// Below it stand the letters that Latin alphabets use every day, œ and ı among them.
    private static final int UNUSUAL = 0x0250;

    private final Map<Integer, String> prototypes;

    private Confusables(Map<Integer, String> prototypes) {
        this.prototypes = prototypes;
    }

    /// Reads the table; it takes a few milliseconds.
    public static Confusables load() {
        try (var in = Confusables.class.getResourceAsStream("confusables.cfu")) {
            if (in == null) {
                throw new IllegalStateException("batos was built without its confusables.cfu");
            }
            var data = new DataInputStream(in);
            int headerBytes = data.readUnsignedShort();
            data.skipNBytes(headerBytes - 2);
            return new Confusables(table(ByteBuffer.wrap(data.readAllBytes())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// ICU's format 2, as `uspoof_impl.h` defines it: sorted keys (the code point in the low 24
    /// bits, the length of its prototype less one above), an index of 16 bits for each key, and the
    /// prototypes of more than one unit.
    private static Map<Integer, String> table(ByteBuffer data) {
        if (data.getInt(0) != MAGIC || data.get(4) != 2) {
            throw new IllegalStateException("confusables.cfu is not of ICU's format 2");
        }
        int keys = data.getInt(12);
        int count = data.getInt(16);
        int indexes = data.getInt(20);
        int strings = data.getInt(28);
        var prototypes = new HashMap<Integer, String>(count * 2);
        for (int i = 0; i < count; i++) {
            int key = data.getInt(keys + 4 * i);
            int length = (key >>> 24) + 1;
            char value = data.getChar(indexes + 2 * i);
            var prototype = new StringBuilder();
            if (length == 1) {
                prototype.append(value);
            } else {
                for (int unit = 0; unit < length; unit++) {
                    prototype.append(data.getChar(strings + 2 * (value + unit)));
                }
            }
            prototypes.put(key & 0xFFFFFF, prototype.toString());
        }
        return prototypes;
    }

    /// The words of a text that could be taken for others, each with the letters in question and
    /// how it reads: `соре (U+0441 U+043E U+0440 U+0435), which reads as cope`.
    public List<String> in(String text) {
        return WORD.matcher(text)
                .results()
                .map(MatchResult::group)
                .distinct()
                .filter(this::isConfusable)
                .map(this::named)
                .toList();
    }

    /// The skeleton of UTS 39, section 4: two texts with one skeleton look alike.
    public String skeleton(String text) {
        var mapped =
                Normalizer.normalize(text, Normalizer.Form.NFD)
                        .codePoints()
                        .mapToObj(this::prototype)
                        .collect(Collectors.joining());
        return Normalizer.normalize(mapped, Normalizer.Form.NFD);
    }

    private boolean isConfusable(String word) {
        var scripts = scripts(word);
        if (word.codePoints().anyMatch(this::isUnusual)) {
            return true;
        }
        if (scripts.contains(UnicodeScript.LATIN)) {
            return scripts.size() > 1 && word.codePoints().anyMatch(this::isAlien);
        }
        return !scripts.isEmpty() && isAscii(reading(word));
    }

    /// A letter of Latin, or of no alphabet of its own, in a form that looks like plain ASCII.
    private boolean isUnusual(int codePoint) {
        var script = UnicodeScript.of(codePoint);
        return codePoint >= UNUSUAL
                && (script == UnicodeScript.LATIN || script == UnicodeScript.COMMON)
                && isAscii(prototype(codePoint));
    }

    /// A letter of another alphabet than Latin that looks like one of Latin.
    private boolean isAlien(int codePoint) {
        var script = UnicodeScript.of(codePoint);
        return script != UnicodeScript.LATIN
                && script != UnicodeScript.COMMON
                && script != UnicodeScript.INHERITED
                && scripts(prototype(codePoint)).equals(Set.of(UnicodeScript.LATIN));
    }

    private String named(String word) {
        return word.codePoints()
                .filter(c -> isUnusual(c) || isAlien(c))
                .distinct()
                .mapToObj("U+%04X"::formatted)
                .collect(
                        Collectors.joining(" ", word + " (", "), which reads as " + reading(word)));
    }

    /// The word as the eye takes it: letters of ASCII stay, others become the ones that they look
    /// like.
    private String reading(String word) {
        return word.codePoints()
                .mapToObj(c -> c < 0x80 ? Character.toString(c) : prototype(c))
                .collect(Collectors.joining());
    }

    private String prototype(int codePoint) {
        return prototypes.getOrDefault(codePoint, Character.toString(codePoint));
    }

    private static Set<UnicodeScript> scripts(String word) {
        var scripts = EnumSet.noneOf(UnicodeScript.class);
        word.codePoints().mapToObj(UnicodeScript::of).forEach(scripts::add);
        scripts.remove(UnicodeScript.COMMON);
        scripts.remove(UnicodeScript.INHERITED);
        return scripts;
    }

    private static boolean isAscii(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c < 0x80);
    }
}
