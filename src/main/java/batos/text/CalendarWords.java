package batos.text;

import java.time.DayOfWeek;
import java.time.Month;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The English names of the months and of the days of the week, in lower case and in the order of
/// the calendar.
public final class CalendarWords {
    public static final List<String> MONTHS = named(Month.values());
    public static final List<String> WEEKDAYS = named(DayOfWeek.values());

    private CalendarWords() {}

    private static List<String> named(Enum<?>[] values) {
        return Stream.of(values).map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
    }
}
