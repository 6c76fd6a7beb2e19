package batos.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatesTest {
    private final TalkFixture fixture = new TalkFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Nested
    class Dates {
        @Test
        void countDaysAndSecondsFromTheBlueBooksDayZero() {
            assertEquals(
                    "(1-Jan-1901 22-Sep-1900 25202 -101 28-Feb-2001 true true )",
                    fixture.print(
                            "{Date fromDays: 0. Date fromSeconds: -8640001. (Date newDay: 1 month:"
                                    + " 1 year: 1970) days. (Date fromSeconds: -8640001) days. Date"
                                    + " newDay: 28 month: #feb year: 2001. (Date fromSeconds: Time"
                                    + " secondClock) = Date today. DateTime now asSeconds // 86400 ="
                                    + " Date today days}"));
        }

        @Test
        void areCountedFromAndTo() {
            assertEquals(
                    "(31:00:00:00 24-Dec-2026  2026-11-22T23:00:00+00:00 29-Feb-2028 28-Feb-2027"
                            + " 31-Dec-2025 )",
                    fixture.print(
                            "| d | d := Date newDay: 23 month: 11 year: 2026. {(d addDays: 31) - d."
                                    + " d + (Duration days: 31). d - (Duration hours: 1). (Date newDay:"
                                    + " 31 month: 1 year: 2028) addMonths: 1. (Date newDay: 29 month: 2"
                                    + " year: 2028) addYears: -1. (Date newDay: 31 month: 1 year: 2026)"
                                    + " addMonths: -1}"));
        }

        @Test
        void haveDurationsThatStartAtNothing() {
            assertEquals(
                    "(2 90 -1 -7/2 0:01:02:03 -0:00:00:03.5 true )",
                    fixture.print(
                            "{(Duration days: 2) days. (Duration seconds: 90) asSeconds. (Duration"
                                    + " hours: -25) hours. (Duration seconds: -63.5) seconds. Duration"
                                    + " days: 0 hours: 1 minutes: 2 seconds: 3. Duration seconds: -3.5."
                                    + " (Duration hours: -24) abs = (Duration days: 1)}"));
        }

        @Test
        void compareMomentsWhereverTheirClocksStand() {
            var moments =
                    "[:h :o | DateTime year: 2026 day: 327 hour: h minute: 30 second: 5 offset:"
                            + " (Duration hours: o)]";
            assertEquals(
                    "( 2026-11-23T14:30:05+02:00 true true 0:01:00:00  2026-11-23T12:30:05+00:00"
                            + " #PM 2 2 1 )",
                    fixture.print(
                            "| at | at := "
                                    + moments
                                    + ". {at value: 14 value: 2. (at value: 14 value: 2) = (at"
                                    + " value: 11 value: -1). (at value: 14 value: 2) < (at value:"
                                    + " 14 value: 1). (at value: 14 value: 2) - (at value: 13"
                                    + " value: 2). (at value: 14 value: 2) asUTC. (at value: 14"
                                    + " value: 2) meridianAbbreviation. (at value: 14 value: 2)"
                                    + " hour12. (at value: 14 value: 2) dayOfWeek. (at value: 14"
                                    + " value: 2) asDate dayOfWeek}"));
        }
    }

    @Nested
    class MomentsAsText {
        private String read(String type, String text) {
            return fixture.print("%s readFrom: '%s' readStream".formatted(type, text));
        }

        @ParameterizedTest
        @CsvSource({
            "Date, 2026-11-23, 23-Nov-2026",
            "Date, 23 November 2026, 23-Nov-2026",
            "Date, 'nov 23, 2026', 23-Nov-2026",
            "Date, 11/23/2026, 23-Nov-2026",
            "Date, 1-Feb--44, 1-Feb--44",
            "Time, 9:05, 9:05:00",
            "Time, 21:05:07, 21:05:07",
            "Duration, 90:30, 3:18:30:00",
            "Duration, -1:02:03:04.5, -1:02:03:04.5",
            "DateTime, 2026-11-23T14:30:05Z, ' 2026-11-23T14:30:05+00:00'",
            "DateTime, 2026-11-23 14:30 +02:00, ' 2026-11-23T14:30:00+02:00'",
            "DateTime, Nov 23 2026, ' 2026-11-23T00:00:00+00:00'"
        })
        void areReadAsTheyAreWritten(String type, String text, String printed) {
            assertEquals(printed, read(type, text));
        }

        @ParameterizedTest
        @CsvSource({
            "Date, 2026-02-29, a date is expected",
            "Date, '', a date is expected",
            "Date, 23 foo 2026, no month has this name",
            "Time, noon, a time of day is expected",
            "Duration, soon, a duration is expected"
        })
        void thatAreNoneAreRefused(String type, String text, String why) {
            var told =
                    fixture.print(
                            "[%s readFrom: '%s' readStream] on: Error do: [:e | e return: e messageText]"
                                    .formatted(type, text));
            assertTrue(told.contains(why), told);
        }
    }
}
