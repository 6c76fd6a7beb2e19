package batos.council.claims;

import batos.text.CalendarWords;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Holds dates and weekdays of a clause against those that a tool gave: `14 March 2025` and
/// `2025-03-14` are one day.
final class SpokenDates {
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");

    private SpokenDates() {}

    static ClaimVerdict check(ClauseView view, List<TurnReceipt.Tool> went) {
        if (view.negated()) {
            return ClaimVerdict.NO_CLAIM;
        }
        return held(dates(view.tokens), went, SpokenDates::datesIn)
                .and(held(weekdays(view.tokens), went, SpokenDates::weekdaysIn));
    }

    /// Whether the clause's numbers are all parts of dates, and a tool gave one of these.
    static boolean alone(ClauseView view, List<TurnReceipt.Tool> went) {
        var dates = dates(view.tokens);
        return !dates.isEmpty()
                && view.tokens.stream().filter(token -> token.kind() == Token.Kind.NUMBER).count()
                        <= 2L * dates.size()
                && !view.negated()
                && held(dates, went, SpokenDates::datesIn) == ClaimVerdict.VERIFIED;
    }

    static boolean in(ClauseView view) {
        return !dates(view.tokens).isEmpty();
    }

    /// `The date is 3 May 2024`, where the tool gave a date.
    static boolean given(ClauseView view, TurnReceipt.Tool call) {
        return !datesIn(call.result()).isEmpty()
                && !dates(view.tokens).isEmpty()
                && view.tokens.stream().anyMatch(token -> token.is("date") || token.is("day"));
    }

    /// Whether a date of the clause went into the call.
    static boolean shared(ClauseView view, TurnReceipt.Tool call) {
        var into = datesIn(call.arguments());
        return dates(view.tokens).stream()
                .anyMatch(said -> into.stream().anyMatch(each -> same(each, said)));
    }

    private static ClaimVerdict held(
            Collection<String> said,
            List<TurnReceipt.Tool> went,
            Function<JsonNode, Collection<String>> in) {
        var given = new TreeSet<String>();
        var known = new TreeSet<String>();
        went.forEach(call -> {
            given.addAll(in.apply(call.result()));
            known.addAll(in.apply(call.arguments()));
        });
        if (said.isEmpty() || given.isEmpty()) {
            return ClaimVerdict.NO_CLAIM;
        }
        known.addAll(given);
        if (!said.stream().allMatch(date -> known.stream().anyMatch(each -> same(each, date)))) {
            return ClaimVerdict.CONTRADICTED;
        }
        return said.stream().anyMatch(date -> given.stream().anyMatch(each -> same(each, date)))
                ? ClaimVerdict.VERIFIED
                : ClaimVerdict.NO_CLAIM;
    }

    /// A date without a year is the same day in any.
    private static boolean same(String given, String said) {
        return given.equals(said) || (said.startsWith("-") && given.endsWith(said));
    }

    private static List<String> dates(List<Token> tokens) {
        var dates = new ArrayList<String>();
        for (int i = 0; i < tokens.size(); i++) {
            var iso = ISO.matcher(tokens.get(i).text());
            while (iso.find()) {
                dates.add(iso.group());
            }
            var month = CalendarWords.MONTHS.indexOf(tokens.get(i).low()) + 1;
            if (month > 0 && Character.isUpperCase(tokens.get(i).text().charAt(0))) {
                var before = number(tokens, i - 1) > 0 ? i - 1 : ordinal(tokens, i - 1);
                var day = before >= 0 ? day(tokens, before) : day(tokens, i + 1);
                var year = before >= 0 ? i + 1 : i + 2;
                if (year < tokens.size() && tokens.get(year).is(",")) {
                    year++;
                }
                if (day > 0) {
                    var number = number(tokens, year);
                    dates.add(
                            (number > 1000 ? "%04d".formatted(number) : "")
                                    + "-%02d-%02d".formatted(month, day));
                }
            }
        }
        return dates;
    }

    private static int ordinal(List<Token> tokens, int at) {
        var place = at >= 0 && tokens.get(at).is("of") ? at - 1 : at;
        return day(tokens, place) > 0 ? place : -1;
    }

    private static int day(List<Token> tokens, int at) {
        if (at < 0 || at >= tokens.size()) {
            return -1;
        }
        var ordinal = tokens.get(at).low().matches("\\d{1,2}(?:st|nd|rd|th)");
        var day =
                ordinal
                        ? Integer.parseInt(tokens.get(at).low().replaceAll("\\D", ""))
                        : number(tokens, at);
        return day >= 1 && day <= 31 ? day : -1;
    }

    private static int number(List<Token> tokens, int at) {
        return at >= 0
                        && at < tokens.size()
                        && tokens.get(at).isNumber()
                        && tokens.get(at).number() == Math.rint(tokens.get(at).number())
                ? (int) tokens.get(at).number()
                : -1;
    }

    private static List<String> weekdays(List<Token> tokens) {
        return tokens.stream()
                .map(token -> token.low().replaceFirst("days$", "day"))
                .filter(CalendarWords.WEEKDAYS::contains)
                .toList();
    }

    private static List<String> datesIn(JsonNode node) {
        var dates = new ArrayList<String>();
        var iso = ISO.matcher(node.toString());
        while (iso.find()) {
            dates.add(iso.group());
        }
        return dates;
    }

    private static List<String> weekdaysIn(JsonNode node) {
        var text = node.toString().toLowerCase(Locale.ROOT);
        return CalendarWords.WEEKDAYS.stream().filter(text::contains).toList();
    }
}
