package batos.memory.exchange;

import batos.text.Utf8;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Notes in Markdown. Each note is a session, each heading's section, cut at paragraphs where it is
/// long, a turn of the Architect. Its date is that of the front matter, of the heading, or of the
/// file's name, else of the file.
final class MarkdownNotes implements Format.Reader {
    private static final int LONGEST = 1_200;
    private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");
    private static final Pattern FRONT = Pattern.compile("\\A---\\R(.*?)\\R---\\R", Pattern.DOTALL);
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +");

    @Override
    public void read(Path file, Path root, Consumer<Item> items) throws IOException {
        var whole = Utf8.read(file);
        var front = FRONT.matcher(whole);
        var about = front.find() ? front.group(1) : "";
        var body = about.isEmpty() ? whole : whole.substring(front.end());
        var name = root.toAbsolutePath().relativize(file.toAbsolutePath()).toString();
        var day =
                date(about)
                        .or(() -> date(name))
                        .orElse(Files.getLastModifiedTime(file).toInstant());
        var session = "markdown/" + name;
        var time = day;
        for (var section : sections(body)) {
            // a section without a date is of the day of the one before it
            time = date(section.lines().findFirst().orElse("")).orElse(time);
            for (var piece : pieces(section)) {
                items.accept(
                        Item.turn(
                                ContentIdentity.of(session, piece),
                                session,
                                time,
                                "Architect",
                                piece));
            }
        }
    }

    private static List<String> sections(String body) {
        var starts = HEADING.matcher(body).results().map(found -> found.start()).toList();
        var sections = new ArrayList<String>();
        var from = 0;
        for (var start : starts) {
            sections.add(body.substring(from, start));
            from = start;
        }
        sections.add(body.substring(from));
        return sections.stream().map(String::strip).filter(text -> !text.isEmpty()).toList();
    }

    private static List<String> pieces(String section) {
        var pieces = new ArrayList<String>();
        var piece = new StringBuilder();
        for (var paragraph : section.split("\\R{2,}", 0)) {
            if (!piece.isEmpty() && piece.length() + paragraph.length() > LONGEST) {
                pieces.add(piece.toString());
                piece.setLength(0);
            }
            piece.append(piece.isEmpty() ? "" : "\n\n").append(paragraph);
        }
        pieces.add(piece.toString());
        return pieces;
    }

    private static Optional<Instant> date(String text) {
        var found = DATE.matcher(text);
        while (found.find()) {
            try {
                return Optional.of(
                        LocalDate.of(
                                        Integer.parseInt(found.group(1)),
                                        Integer.parseInt(found.group(2)),
                                        Integer.parseInt(found.group(3)))
                                .atStartOfDay(ZoneOffset.UTC)
                                .toInstant());
            } catch (DateTimeException e) {
                // No day of the calendar: the next match is tried.
            }
        }
        return Optional.empty();
    }
}
