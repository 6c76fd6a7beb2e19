package batos.memory.search;

import java.util.regex.Pattern;

/// What a turn states, whatever is asked.
final class Content {
    private static final int FLOOR = 20;
    private static final Pattern QUESTION = Pattern.compile("[^.!?]*\\?");
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

    private Content() {}

    /// The logarithm of the letters outside questions. A turn that only asks or greets is seldom
    /// the answer: 3 points of recall@10 where there are no facts.
    static double substance(String text) {
        return Math.log(FLOOR + QUESTION.matcher(text).replaceAll(" ").strip().length());
    }

    static boolean tellsTime(String text) {
        return TIME.matcher(text).find();
    }

    static boolean asksForTime(String question) {
        return ASKS_TIME.matcher(question).matches();
    }
}
