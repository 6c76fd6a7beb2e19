package batos.memory;

import batos.memory.search.Ranked.Signal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A turn that came to mind, and why.
///
/// @param facts facts extracted from it that held at the date asked for
/// @param episode the id of the episode or session that it belongs to
/// @param dissonance of the council's episode that it is part of; 0 for others
/// @param superseded whether another fact has taken the place of all that it said
/// @param parts each signal's share of the score
/// @param raw each signal before it was weighted
public record Recall(
        String id,
        String external,
        String text,
        Instant time,
        String speaker,
        Source source,
        double trust,
        List<MemoryRecord> facts,
        String episode,
        double dissonance,
        boolean superseded,
        double score,
        Map<Signal, Double> parts,
        Map<Signal, Double> raw) {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    public Recall {
        facts = List.copyOf(facts);
    }

    Recall scored(double other) {
        return other == score
                ? this
                : new Recall(
                        id,
                        external,
                        text,
                        time,
                        speaker,
                        source,
                        trust,
                        facts,
                        episode,
                        dissonance,
                        superseded,
                        other,
                        parts,
                        raw);
    }

    /// As it enters a prompt: date, speaker, text, and what weakens it.
    public String line() {
        var marks =
                (superseded ? ", superseded" : "")
                        + (trust < LOW_TRUST
                                ? String.format(Locale.ROOT, ", trust %.1f", trust)
                                : "");
        return "[%s, %s%s] %s: %s"
                .formatted(id, DAY.format(time), marks, speaker, text.replace('\n', ' '));
    }

    private static final Pattern ID = Pattern.compile("\\[([a-z]\\d+(?:\\.\\d)?), ");

    /// The ids of the memories whose [#line()] a prompt's lines hold.
    public static List<String> ids(List<String> lines) {
        return lines.stream()
                .map(ID::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    /// Below this a memory is marked wherever it is quoted.
    public static final double LOW_TRUST = 0.5;

    public String why() {
        return parts.entrySet().stream()
                        .map(part ->
                                String.format(
                                        Locale.ROOT,
                                        "%s %+.2f",
                                        part.getKey().label(),
                                        part.getValue()))
                        .collect(Collectors.joining(", "))
                + String.format(Locale.ROOT, ", score %.2f", score);
    }
}
