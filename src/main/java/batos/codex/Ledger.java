package batos.codex;

import batos.image.Author;
import batos.text.FileErrors;
import batos.text.ForcedFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The decisions, refusals and findings, in order: a file of JSON lines that only grows, each line
/// with the hash of the one before. A second file of one line, the head, holds number and hash of
/// the last line, which betrays also a removal of lines from the end.
///
/// It fails closed: a ledger that is damaged, or could not be written once, takes no more lines,
/// and without a line nothing governed happens. Against someone who rewrites both files stands what
/// the image knows of them, see [LedgerAnchor].
final class Ledger implements AutoCloseable {
    private final Path file;
    private final Path headFile;
    private final InstantSource clock;

    /// Not a channel, which an interrupted thread would close: a Ctrl-C must not end governance.
    private RandomAccessFile body;

    private RandomAccessFile head;
    private final List<LedgerLine> lines = new ArrayList<>();
    private long size;
    private Mark left;
    private Mark leftHead;
    private @Nullable String broken;

    /// The reason why the files can only be read: a disk mounted read-only, another user's folder.
    private final @Nullable String sealed;

    private Ledger(Path folder, InstantSource clock) throws IOException {
        Files.createDirectories(folder);
        this.file = folder.resolve("ledger.ndjson");
        this.headFile = folder.resolve("ledger.head");
        this.clock = clock;
        this.sealed = sealed(List.of(file, headFile));
        var mode = sealed == null ? "rw" : "r";
        this.body = opened(file, mode);
        this.head = opened(headFile, mode);
        this.left = Mark.of(file);
        this.leftHead = Mark.of(headFile);
    }

    /// Empty where the files can be written, or are not there yet.
    private static @Nullable String sealed(List<Path> files) {
        return files.stream()
                .filter(file -> Files.isRegularFile(file) && !Files.isWritable(file))
                .findFirst()
                .map(file -> file.getFileName() + ": cannot be written")
                .orElse(null);
    }

    /// @throws IOException when something else than a file stands there, so that nobody waits for a
    ///   pipe without an end, or writes behind a link
    private static RandomAccessFile opened(Path file, String mode) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(file.getFileName() + " is no regular file");
        }
        if (Files.notExists(file)) {
            Files.createFile(file, ForcedFile.ownerOnly());
        }
        return new RandomAccessFile(file.toFile(), mode);
    }

    /// Reads the files. A torn last line (one without its line end, from a crash while it was being
    /// written) was never acknowledged and is cut off; any other damage breaks the ledger.
    ///
    /// @throws LedgerFault when the files cannot be opened at all
    static Ledger open(Path folder, InstantSource clock) {
        try {
            var ledger = new Ledger(folder, clock);
            ledger.load();
            return ledger;
        } catch (IOException e) {
            throw new LedgerFault(
                    "the ledger in "
                            + folder
                            + " cannot be opened: "
                            + FileErrors.reason(e)
                            + ". Nothing governed happens without it. Next: "
                            + next(folder),
                    e);
        }
    }

    private static String next(Path folder) {
        for (var name : List.of("ledger.ndjson", "ledger.head")) {
            var file = folder.resolve(name);
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                    && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                return "move " + file + " away, then batos codex verify";
            }
        }
        return "make the folder writable";
    }

    /// The text of a file, read as UTF-8. Bytes that are none become U+FFFD, so that their line
    /// reads as altered, which it is.
    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private void load() throws IOException {
        var text = Files.readString(file, StandardCharsets.ISO_8859_1);
        var whole = text.lastIndexOf('\n') + 1;
        if (whole < text.length() && sealed == null) {
            body.setLength(whole);
            body.getFD().sync();
        }
        size = whole;
        var damage = new ArrayList<String>();
        var acknowledged = text(file);
        acknowledged = acknowledged.substring(0, acknowledged.lastIndexOf('\n') + 1);
        lines.addAll(LedgerCheck.read(acknowledged, text(headFile), damage));
        if (!damage.isEmpty()) {
            broken = damage.getFirst();
        } else if (sealed == null) {
            writeHead();
        }
        left = Mark.of(file);
    }

    /// Reads both files again from disk; an empty answer means that no line was altered, removed or
    /// moved.
    synchronized List<String> verify() {
        var damage = new ArrayList<String>();
        try {
            var read = LedgerCheck.read(text(file), text(headFile), damage);
            if (damage.isEmpty() && !read.equals(lines)) {
                damage.add("ledger.ndjson: is not what this process wrote to it");
            }
        } catch (IOException e) {
            damage.add("ledger.ndjson: cannot be read: " + e);
        }
        var known = broken;
        if (known != null && !damage.contains(known)) {
            damage.add(known);
        }
        return damage;
    }

    /// The reason why no line can be added; empty when all is well.
    synchronized Optional<String> broken() {
        return Optional.ofNullable(broken != null ? broken : sealed);
    }

    /// Whether its lines are as written: so they may be although none can be added.
    synchronized boolean isWhole() {
        return broken == null;
    }

    /// Forced to disk when this returns.
    ///
    /// @throws LedgerFault when the line cannot be added; then whatever it was to record must not
    ///   happen
    synchronized LedgerLine append(
            LedgerLine.Deed deed, Author who, String what, Map<String, String> facts) {
        healthy();
        var last = lines.isEmpty() ? LedgerLine.NOTHING_BEFORE : lines.getLast().hash();
        // a map's own order may differ from one process to the next, and the line is hashed
        SequencedMap<String, String> ordered = new TreeMap<>(facts);
        var text =
                LedgerLine.write(lines.size() + 1, clock.instant(), deed, who, what, ordered, last);
        var line = LedgerLine.read(text).orElseThrow();
        untouched();
        try {
            write(body, size, text + "\n");
            writeHead(line.seq(), line.hash());
            lines.add(line);
            size = body.length();
            left = Mark.of(file);
            return line;
        } catch (IOException e) {
            takeBack(e);
            throw new LedgerFault(
                    "ledger.ndjson: could not be written: %s. Nothing governed happens without its line. Next: %s"
                            .formatted(
                                    e.getMessage(),
                                    broken == null
                                            ? "make room on the disk, then the same again"
                                            : "leave batos, make room on the disk, start it again"),
                    e);
        }
    }

    /// A line that could not be written whole leaves nothing behind, so that the next one can.
    private void takeBack(IOException why) {
        try {
            body.setLength(size);
            body.getFD().sync();
            writeHead();
            left = Mark.of(file);
        } catch (IOException e) {
            broken = "ledger.ndjson: could not be written: " + why.getMessage();
        }
    }

    /// Breaks the ledger where a file is not as this process left it: whoever removes, replaces or
    /// edits one while batos runs ends governance.
    private void untouched() {
        try {
            var now = Mark.of(file);
            if (!now.isOf(left) || !Mark.of(headFile).isOf(leftHead)) {
                broken =
                        "ledger.ndjson: another file stands there than the one this process opened";
            } else if (!now.equals(left)) {
                var damage = new ArrayList<String>();
                var read = LedgerCheck.read(text(file), text(headFile), damage);
                if (damage.isEmpty() && !read.equals(lines)) {
                    damage.add("ledger.ndjson: is not what this process wrote to it");
                }
                broken = damage.isEmpty() ? null : damage.getFirst();
                left = now;
            }
        } catch (IOException e) {
            broken = "ledger.ndjson: was removed while batos ran, or cannot be read: " + e;
        }
        healthy();
    }

    /// A file's identity, size and time: they tell without reading it whether it changed.
    private record Mark(Object key, long size, FileTime modified) {
        static Mark of(Path file) throws IOException {
            var now =
                    Files.readAttributes(
                            file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return new Mark(String.valueOf(now.fileKey()), now.size(), now.lastModifiedTime());
        }

        /// Whether it is the same file, whatever it holds.
        boolean isOf(Mark other) {
            return key.equals(other.key);
        }
    }

    private void writeHead() throws IOException {
        writeHead(
                lines.size(), lines.isEmpty() ? LedgerLine.NOTHING_BEFORE : lines.getLast().hash());
    }

    private void writeHead(long seq, String hash) throws IOException {
        write(head, 0, "%018d %s%n".formatted(seq, hash));
    }

    private static void write(RandomAccessFile to, long at, String text) throws IOException {
        to.seek(at);
        to.write(text.getBytes(StandardCharsets.UTF_8));
        to.getFD().sync();
    }

    /// Breaks it for a reason found outside.
    synchronized void lost(String why) {
        if (broken == null) {
            broken = why;
        }
    }

    /// @throws LedgerFault when the ledger takes no more lines
    synchronized void healthy() {
        objection()
                .ifPresent(why -> {
                    throw new LedgerFault(why);
                });
    }

    /// The same with the next step; empty when all is well.
    synchronized Optional<String> objection() {
        return broken().map(why ->
                why
                        + (isWhole()
                                ? ". Nothing governed happens without its line. Next: make the folder writable"
                                : ". Nothing governed happens until it is whole. Next: codex verify"));
    }

    Path file() {
        return file;
    }

    /// Moves a damaged ledger and its head out of the way, under names that tell when, and is empty
    /// and whole after it.
    ///
    /// @return the place of the damaged ledger
    /// @throws LedgerFault when the files cannot be moved; then the ledger stays broken
    synchronized Path setAside() {
        try {
            var aside = aside(file);
            move(file, aside);
            move(headFile, aside(headFile));
            body.close();
            head.close();
            body = opened(file, "rw");
            head = opened(headFile, "rw");
            left = Mark.of(file);
            leftHead = Mark.of(headFile);
            lines.clear();
            size = 0;
            broken = null;
            return aside;
        } catch (IOException e) {
            throw new LedgerFault("the damaged ledger cannot be set aside: " + e, e);
        }
    }

    /// Does nothing for a file that was removed while batos ran.
    private static void move(Path from, Path to) throws IOException {
        if (Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private Path aside(Path of) {
        var stamp = clock.instant().toString().replace(":", "").replace("-", "");
        var aside = of.resolveSibling(of.getFileName() + ".damaged-" + stamp);
        for (int i = 2; Files.exists(aside, LinkOption.NOFOLLOW_LINKS); i++) {
            aside = of.resolveSibling(of.getFileName() + ".damaged-" + stamp + "-" + i);
        }
        return aside;
    }

    synchronized List<LedgerLine> lines() {
        return List.copyOf(lines);
    }

    @Override
    public synchronized void close() {
        broken = "the ledger is closed";
        try {
            body.close();
            head.close();
        } catch (IOException e) {
            throw new LedgerFault("closing the ledger: " + e.getMessage(), e);
        }
    }
}
