package batos.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Compares the records of a journal with their checksums, and knows of which segments that was
/// done.
final class JournalCheck {
    private final Journal journal;
    private final Set<Long> whole = ConcurrentHashMap.newKeySet();

    /// Later segments were begun by this process.
    private volatile long old = Long.MAX_VALUE;

    JournalCheck(Journal journal) {
        this.journal = journal;
    }

    /// The first damaged record, from the newest segment back, at an opening.
    ///
    /// @param bytes at most so many of the journal are read
    /// @param passed segments that need not be read
    /// @return segment and offset in words, or null where none was found
    @Nullable String quickly(long bytes, Predicate<Path> passed) throws IOException {
        old = journal.segments().lastKey();
        return damage(bytes, passed, () -> false);
    }

    /// The first damaged record of all, or null.
    ///
    /// @param enough says when to give up
    @Nullable String wholly(BooleanSupplier enough) throws IOException {
        return damage(Long.MAX_VALUE, segment -> false, enough);
    }

    private @Nullable String damage(long bytes, Predicate<Path> passed, BooleanSupplier enough)
            throws IOException {
        var left = bytes;
        for (var segment : journal.segments().descendingMap().values()) {
            if (!passed.test(segment.path)) {
                var last = segment.first == journal.segments().lastKey();
                var length = last ? journal.spot().offset() : segment.length();
                left -= length;
                if (left < 0 || enough.getAsBoolean()) {
                    return null;
                }
                var offset = segment.firstDamage(length);
                if (offset >= 0) {
                    whole.remove(segment.first);
                    return "journal segment %s, offset %d"
                            .formatted(segment.path.getFileName(), offset);
                }
            }
            whole.add(segment.first);
        }
        return null;
    }

    /// The files of which every record was written or checked by this process, or passed.
    List<Path> whole() {
        return journal.segments().values().stream()
                .filter(segment -> segment.first > old || whole.contains(segment.first))
                .map(segment -> segment.path)
                .toList();
    }
}
