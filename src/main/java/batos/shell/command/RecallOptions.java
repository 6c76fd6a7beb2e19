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
            defaultValue = "10",
            converter = CountConverter.class)
    private int limit = 10;

    @Option(
            names = "--tokens",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "room for so many tokens")
    private int tokens = Integer.MAX_VALUE;

    @Option(
            names = {"--speaker", "--persona"},
            paramLabel = "NAME",
            completionCandidates = Candidates.Personas.class,
            description = "only what NAME said, for example brick or a speaker of an import",
            defaultValue = "")
    private String speaker = "";

    @Option(names = "--theme", paramLabel = "ID", defaultValue = "")
    private String theme = "";

    @Option(names = "--from", paramLabel = "DATE", converter = DateConverter.class)
    private @Nullable LocalDate from;

    @Option(
            names = "--until",
            paramLabel = "DATE",
            converter = DateConverter.class,
            description = "that day included")
    private @Nullable LocalDate until;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            converter = DateConverter.class,
            description = "what was known at the end of that day")
    private @Nullable LocalDate asOf;

    @Option(names = "--trust", paramLabel = "0..1", defaultValue = "0")
    private double trust;

    int limit() {
        return limit;
    }

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

    private static Instant day(LocalDate date, int plus) {
        return date.plusDays(plus).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
