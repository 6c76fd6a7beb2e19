package batos.motive.budget;

import static java.nio.charset.StandardCharsets.UTF_8;

import batos.text.ForcedFile;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The journal of a budget as a file beside the image and not in it: spent amounts stay spent when
/// an idle step is undone. One line for each event, closed by a full stop, so that a line that a
/// kill cut off differs from a whole one:
///
/// ```
/// R 7 1764470400 3f2a 4000 120000 0 .      reserved: id, epoch second, goal, amount
/// S 7 812 1400 0 .                         settled: id, what it took
/// B 1764470460 2 no server at … .          breaker open: until (epoch second), faults, why
/// B 0 0 .                                  breaker closed
/// ```
///
/// A reservation is forced to disk before it is granted, by a stream and not by a channel, which an
/// interrupt of idle work would close. One without a settlement was cut off, and counts as spent
/// whole.
public final class BudgetFile implements BudgetJournal, AutoCloseable {
    /// A longer file is condensed when it is opened.
    private static final int MOST_LINES = 1_000;

    private static final int MOST_OF_A_REASON = 300;

    private final Path file;
    private FileOutputStream out;

    private BudgetFile(Path file) throws IOException {
        this.file = file;
        if (!Files.exists(file)) {
            Files.createFile(file, ForcedFile.ownerOnly());
        }
        this.out = new FileOutputStream(file.toFile(), true);
    }

    /// A tree that goes on where the file ends.
    public record Opened(BudgetTree tree, BudgetFile file) {}

    public static Opened open(Path file, java.util.function.Supplier<BudgetLimits> limits)
            throws IOException {
        var lines = Files.exists(file) ? Files.readAllLines(file, UTF_8) : List.<String>of();
        var journal = new BudgetFile(file);
        var tree = new BudgetTree(limits, journal);
        var entries = read(lines);
        var breaker = breaker(lines);
        if (lines.size() > MOST_LINES) {
            entries = condensed(entries);
            journal.rewrite(entries, breaker);
        } else if (!lines.isEmpty() && !lines.getLast().endsWith(" .")) {
            journal.append("");
        }
        tree.recover(breaker);
        entries.values().forEach(e -> tree.recover(e.id, e.goal, e.at, e.amount));
        return new Opened(tree, journal);
    }

    private record Entry(long id, String goal, Instant at, Cost amount) {
        String line() {
            return "R %d %d %s %d %d %d ."
                    .formatted(
                            id,
                            at.getEpochSecond(),
                            goal,
                            amount.tokens(),
                            amount.modelMillis(),
                            amount.sandboxMillis());
        }
    }

    private static Map<Long, Entry> read(List<String> lines) {
        var entries = new LinkedHashMap<Long, Entry>();
        for (var line : lines) {
            var word = line.split(" ", -1);
            if (line.matches("R \\d+ \\d+ \\S+ \\d+ \\d+ \\d+ \\.")) {
                var id = Long.parseLong(word[1]);
                entries.put(
                        id,
                        new Entry(
                                id,
                                word[3],
                                Instant.ofEpochSecond(Long.parseLong(word[2])),
                                amount(word, 4)));
            } else if (line.matches("S \\d+ \\d+ \\d+ \\d+ \\.")) {
                entries.computeIfPresent(
                        Long.parseLong(word[1]),
                        (id, entry) -> new Entry(id, entry.goal, entry.at, amount(word, 2)));
            }
        }
        return entries;
    }

    private static Breaker breaker(List<String> lines) {
        Breaker latest = new Breaker.Closed();
        for (var line : lines) {
            if (line.matches("B \\d+ \\d+ (.* )?\\.")) {
                var word = line.substring(0, line.length() - 2).split(" ", 4);
                int faults = Integer.parseInt(word[2]);
                latest =
                        faults == 0
                                ? new Breaker.Closed()
                                : new Breaker.Open(
                                        Instant.ofEpochSecond(Long.parseLong(word[1])),
                                        faults,
                                        word.length > 3 ? word[3] : "");
            }
        }
        return latest;
    }

    private static String line(Breaker breaker) {
        return switch (breaker) {
            case Breaker.Closed() -> "B 0 0 .";
            case Breaker.Open(var until, var faults, var why) -> {
                var one = why.replaceAll("\\s+", " ").strip();
                yield "B %d %d %s ."
                        .formatted(
                                until.getEpochSecond(),
                                faults,
                                one.substring(0, Math.min(one.length(), MOST_OF_A_REASON)));
            }
        };
    }

    private static Cost amount(String[] word, int from) {
        return new Cost(
                Long.parseLong(word[from]),
                Long.parseLong(word[from + 1]),
                Long.parseLong(word[from + 2]));
    }

    /// One entry for each goal and hour.
    private static Map<Long, Entry> condensed(Map<Long, Entry> entries) {
        var sums = new LinkedHashMap<String, Entry>();
        for (var entry : entries.values()) {
            var at = entry.at.truncatedTo(ChronoUnit.HOURS);
            sums.merge(
                    entry.goal + " " + at,
                    new Entry(entry.id, entry.goal, at, entry.amount),
                    (a, b) -> new Entry(Math.max(a.id, b.id), a.goal, at, a.amount.plus(b.amount)));
        }
        var kept = new LinkedHashMap<Long, Entry>();
        sums.values().forEach(entry -> kept.put(entry.id, entry));
        return kept;
    }

    private void rewrite(Map<Long, Entry> entries, Breaker breaker) throws IOException {
        var next = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(next);
        try (var shorter = new BudgetFile(next)) {
            var text = new StringBuilder();
            entries.values().forEach(entry -> text.append(entry.line()).append('\n'));
            if (breaker instanceof Breaker.Open) {
                text.append(line(breaker)).append('\n');
            }
            shorter.write(text.toString());
        }
        out.close();
        Files.move(next, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        out = new FileOutputStream(file.toFile(), true);
    }

    @Override
    public synchronized void reserved(Reservation it) throws IOException {
        append(new Entry(it.id(), it.goal(), it.at(), it.amount()).line());
    }

    @Override
    public synchronized void settled(Reservation it, Cost took) throws IOException {
        append(
                "S %d %d %d %d ."
                        .formatted(
                                it.id(), took.tokens(), took.modelMillis(), took.sandboxMillis()));
    }

    @Override
    public synchronized void breaker(Breaker now) throws IOException {
        append(line(now));
    }

    private void append(String line) throws IOException {
        write(line + "\n");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(UTF_8));
        out.getFD().sync();
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
