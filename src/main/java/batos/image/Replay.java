package batos.image;

import java.io.IOException;
import java.util.function.Consumer;

/// Reads the journal from a position to its end, and tells a proper end, a torn write and damage
/// apart.
final class Replay {
    private final Journal journal;
    private long expected;
    private long size;
    private RootHash root;
    private long end;
    private long lastRecord;
    private int mended;

    /// @param after the commit before the first to be read
    /// @param size how many objects there are after it
    Replay(Journal journal, long after, long size, RootHash root) {
        this.journal = journal;
        this.expected = after + 1;
        this.size = size;
        this.root = root;
    }

    /// The end of the journal.
    sealed interface JournalEnd {
        record Proper() implements JournalEnd {}

        record Torn(long bytes) implements JournalEnd {}

        /// @param segment the first commit of the damaged segment; 0 where the journal is too
        ///   short, [#UNBELIEVED] where it is missing or another image's
        record Damage(String where, long segment, long offset) implements JournalEnd {
            static final long UNBELIEVED = -1;
        }
    }

    /// The offset behind the last good record of the last segment read.
    long end() {
        return end;
    }

    /// The offset of the last good record of the last segment read; 0 where it holds none, or none
    /// was read there.
    long lastRecord() {
        return lastRecord;
    }

    /// The last commit that was read.
    long number() {
        return expected - 1;
    }

    /// The number of objects after it.
    long size() {
        return size;
    }

    RootHash root() {
        return root;
    }

    /// The number of records in which it flipped one bit back.
    int mended() {
        return mended;
    }

    JournalEnd run(Journal.Position from, Consumer<JournalEntry> visitor) throws IOException {
        var segment = journal.segments().get(from.segment());
        if (segment == null || segment.length() < from.offset()) {
            return new JournalEnd.Damage(
                    "the journal in %s ends before commit %d, which was acknowledged"
                            .formatted(journal.folder(), expected - 1),
                    0,
                    0);
        }
        var offset = from.offset();
        while (true) {
            offset = read(segment, offset, visitor);
            end = offset;
            var higher = journal.segments().higherEntry(segment.first);
            if (higher == null) {
                return ending(segment, offset);
            }
            var next = higher.getValue();
            if (next.first != expected) {
                return damage(segment, offset);
            }
            segment = next;
            size = next.sizeBefore; // may correct the size at the last commit
            root = next.rootBefore;
            lastRecord = 0;
            offset = Segment.HEADER;
        }
    }

    private long read(Segment segment, long from, Consumer<JournalEntry> visitor)
            throws IOException {
        var offset = from;
        while (true) {
            var frame = segment.frame(offset);
            var entry = frame == null ? null : segment.entry(frame);
            if (entry == null) {
                frame = segment.mend(offset, expected, size, root) ? segment.frame(offset) : null;
                entry = frame == null ? null : segment.entry(frame);
                mended += entry == null ? 0 : 1;
            }
            if (entry == null || frame == null || entry.number() != expected) {
                return offset;
            }
            visitor.accept(entry);
            expected++;
            lastRecord = offset;
            size = entry.size();
            root = entry.root();
            offset = frame.next();
        }
    }

    private JournalEnd damage(Segment segment, long offset) {
        return new JournalEnd.Damage(
                "journal segment %s, offset %d, where commit %d should stand"
                        .formatted(segment.path.getFileName(), offset, expected),
                segment.first,
                offset);
    }

    /// The bytes behind the last readable record: none, the remains of a write that was never
    /// acknowledged, or a damaged record, given away by a later one that says it was forced.
    private JournalEnd ending(Segment segment, long bad) throws IOException {
        var length = segment.length();
        long last = bad;
        for (var offset = segment.written((bad + 7) & ~7L);
                offset < length;
                offset = segment.written(offset + 8)) {
            last = offset + 8;
            var frame = segment.frame(offset);
            if (frame != null && frame.durable() > bad) {
                return damage(segment, bad);
            }
        }
        return last == bad
                ? new JournalEnd.Proper()
                : new JournalEnd.Torn(Math.min(last, length) - bad);
    }
}
