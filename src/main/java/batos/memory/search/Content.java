package batos.memory.search;

import java.time.Instant;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The amount that a turn states, whatever the question.
final class Content {
    private static final int FLOOR = 20;
    private static final Pattern TIME =
            Pattern.compile(
                    "\\b(yesterday|today|tomorrow|tonight|last|next|ago|week|weekend|month|year"
                            + "|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
                            + "|january|february|march|april|may|june|july|august|september|october"
                            + "|november|december|since|summer|winter|spring|fall|recently|just"
                            + "|20\\d\\d|\\d+(st|nd|rd|th))\\b",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern ASKS_TIME =
            Pattern.compile(
                    "\\s*(when|how long|what (date|year|month|day|time)|which (year|month))\\b.*",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern MONTH =
            Pattern.compile(
                    "\\b((?i:january|february|april|june|july|august|september|october|november"
                            + "|december)|March|May)\\b(?:\\s+\\d{1,2}(?:st|nd|rd|th)?)?"
                            + "(?:,|\\s+of)?(?:\\s+((?:19|20)\\d\\d))?\\b");
    private static final int MONTHS = 12;

    private Content() {}

    /// A month as one number, those of all years in a row.
    static int month(Instant time) {
        var day = time.atZone(ZoneOffset.UTC);
        return day.getYear() * MONTHS + day.getMonthValue() - 1;
    }

    /// Whether a month, by its number, is one that the question names; nothing where it names none.
    /// `March` and `May` are months with a capital only.
    static Optional<IntPredicate> monthAsked(String question) {
        var found = MONTH.matcher(question);
        @Nullable IntPredicate any = null;
        while (found.find()) {
            var of = Month.valueOf(found.group(1).toUpperCase(Locale.ROOT)).getValue() - 1;
            var year = found.group(2);
            IntPredicate one =
                    year == null
                            ? month -> Math.floorMod(month, MONTHS) == of
                            : month -> month == Integer.parseInt(year) * MONTHS + of;
            any = any == null ? one : any.or(one);
        }
        return Optional.ofNullable(any);
    }

    /// The logarithm of the letters outside questions. A turn that only asks or greets is seldom
    /// the answer: 3 points of recall@10 where there are no facts.
    static double substance(String text) {
        var stated = new StringBuilder(text.length());
        var from = 0;
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '.', '!' -> {
                    stated.append(text, from, i + 1);
                    from = i + 1;
                }
                case '?' -> {
                    stated.append(' ');
                    from = i + 1;
                }
                default -> {}
            }
        }
        stated.append(text, from, text.length());
        return Math.log(FLOOR + stated.toString().strip().length());
    }

    static boolean tellsTime(String text) {
        return TIME.matcher(text).find();
    }

    static boolean asksForTime(String question) {
        return ASKS_TIME.matcher(question).matches();
    }
}
