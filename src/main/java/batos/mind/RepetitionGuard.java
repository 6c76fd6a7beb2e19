package batos.mind;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Notices that a reply goes round in circles: small models repeat a phrase, a sentence or a line
/// until the token limit. A reply counts as repeating when one of these holds:
///
/// - its end is one unit of at least 2 letters, said 4 times or more, over 80 characters or more;
/// - of its last 12 lines with letters, at most 3 are different, and one of these has 20
///   characters;
/// - of the runs of 4 words within its last 100 words, at most a third are different.
///
/// The numbers keep clear of texts that are no circle: tables, counting, verse with a refrain,
/// lists of test cases that differ in one value. See `RepetitionGuardTest`.
final class RepetitionGuard {
    /// The number of characters at the end of a reply to look at.
    private static final int LOOKED_AT = 4_000;

    private static final int CHARACTERS = 80;
    private static final int TIMES = 4;
    private static final int LONGEST_UNIT = 400;
    private static final int LINES = 12;
    private static final int FEW_LINES = 3;
    private static final int LONG_LINE = 20;
    private static final int WORDS = 100;
    private static final int RUN = 4;

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[^\\d\\s][.!?…])\\s+|\\n+");

    private RepetitionGuard() {}

    static boolean repeats(String reply) {
        var end = reply.substring(Math.max(0, reply.length() - LOOKED_AT));
        return unit(end) > 0 || linesRepeat(end) || wordsRepeat(end);
    }

    /// The length of the unit that the end of the text consists of; 0 where there is none.
    static int unit(String text) {
        var end = text.stripTrailing();
        for (int unit = 2; unit <= Math.min(LONGEST_UNIT, end.length() / TIMES); unit++) {
            var repeated = repeated(end, unit);
            if (repeated >= Math.max(CHARACTERS, unit * TIMES)
                    && letters(end.substring(end.length() - unit)) >= 2) {
                return unit;
            }
        }
        return 0;
    }

    /// The number of characters at the end of the text that equal those `unit` before them, the
    /// first unit included.
    private static int repeated(String text, int unit) {
        var at = text.length() - 1;
        while (at >= unit && text.charAt(at) == text.charAt(at - unit)) {
            at--;
        }
        return text.length() - 1 - at + unit;
    }

    /// The offset at which the unit is complete for the first time, or the end of that sentence.
    private static int onceSaid(String text, int unit) {
        var once = text.length() - repeated(text, unit) + unit;
        var ends = SENTENCE_END.matcher(text);
        return ends.find(once) && ends.start() <= once + unit ? ends.start() : once;
    }

    private static long letters(String text) {
        return text.chars().filter(Character::isLetter).count();
    }

    private static boolean linesRepeat(String reply) {
        var lines =
                reply.lines()
                        .map(RepetitionGuard::normal)
                        .filter(line -> letters(line) > 0)
                        .toList();
        if (lines.size() < LINES) {
            return false;
        }
        var last =
                Collections.unmodifiableSet(
                        new LinkedHashSet<>(lines.subList(lines.size() - LINES, lines.size())));
        return last.size() <= FEW_LINES
                && last.stream().anyMatch(line -> line.length() >= LONG_LINE);
    }

    private static boolean wordsRepeat(String reply) {
        var all = List.of(reply.strip().split("\\s+"));
        if (all.size() < WORDS) {
            return false;
        }
        var words = all.subList(all.size() - WORDS, all.size());
        var runs = new HashSet<List<String>>();
        for (int i = 0; i + RUN <= WORDS; i++) {
            runs.add(words.subList(i, i + RUN));
        }
        return runs.size() * 3 <= WORDS - RUN + 1;
    }

    private static String normal(String line) {
        return line.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\d+", "#")
                .replaceAll("\\s+", " ");
    }

    /// The reply up to the first whole unit of the repetition at its end.
    static String uncircled(String reply) {
        var unit = unit(reply);
        var text = reply.stripTrailing();
        return unit > 0 ? text.substring(0, onceSaid(text, unit)) : text;
    }

    /// The reply with each sentence once: the circle at its end goes, a sentence that was said
    /// before goes, and so does a last one that breaks off, where another is left.
    static String once(String reply) {
        var text = uncircled(reply);
        var kept = new ArrayList<int[]>();
        var seen = new HashSet<String>();
        var from = 0;
        var ends = SENTENCE_END.matcher(text);
        while (from < text.length()) {
            var found = ends.find();
            var to = found ? ends.start() : text.length();
            var sentence = text.substring(from, to);
            if (!sentence.isBlank() && seen.add(normal(sentence))) {
                kept.add(new int[] {from, to});
            }
            from = found ? ends.end() : text.length();
        }
        if (kept.size() > 1) {
            var last = kept.getLast();
            if (!text.substring(last[0], last[1]).matches("(?s).*[.!?…:;\"')\\]}`]")) {
                kept.removeLast();
            }
        }
        var said = new StringBuilder();
        var before = 0;
        for (var span : kept) {
            if (!said.isEmpty()) {
                said.append(text.substring(before, span[0]).contains("\n") ? "\n" : " ");
            }
            said.append(text, span[0], span[1]);
            before = span[1];
        }
        return said.isEmpty() ? text : said.toString();
    }
}
