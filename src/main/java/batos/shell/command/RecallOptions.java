package batos.shell.command;

import batos.memory.MemoryQuery;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The filters of a recall.
final class RecallOptions {
    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            defaultValue = "10")
    private int limit = 10;

    @Option(names = "--tokens", paramLabel = "N", description = "room for so many tokens")
    private int tokens = Integer.MAX_VALUE;

    @Option(
            names = {"--speaker", "--persona"},
            paramLabel = "NAME",
            defaultValue = "")
    private String speaker = "";

    @Option(names = "--theme", paramLabel = "ID", defaultValue = "")
    private String theme = "";

    @Option(names = "--from", paramLabel = "DATE")
    private @Nullable String from;

    @Option(names = "--until", paramLabel = "DATE", description = "that day included")
    private @Nullable String until;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "what was known at the end of that day")
    private @Nullable String asOf;

    @Option(names = "--trust", paramLabel = "0..1", defaultValue = "0")
    private double trust;

    int limit() {
        return limit;
    }

    /// @throws java.time.DateTimeException where a date does not read
    MemoryQuery query(String text) {
        return new MemoryQuery(
                text,
                limit,
                tokens,
                speaker,
                theme,
                from == null ? Instant.MIN : day(from, 0),
                until == null ? Instant.MAX : day(until, 1),
                Optional.ofNullable(asOf).map(date -> day(date, 1).minusMillis(1)),
                trust);
    }

    private static Instant day(String date, int plus) {
        return LocalDate.parse(date).plusDays(plus).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
