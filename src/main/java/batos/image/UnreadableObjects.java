package batos.image;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The objects whose bytes showed damage or were missing since the image was opened. Each is
/// reported once.
final class UnreadableObjects {
    private final SortedMap<Long, String> found = new TreeMap<>();
    private final Consumer<String> report;

    UnreadableObjects(Consumer<String> report) {
        this.report = report;
    }

    /// Names the object in the fault and reports it when it is new.
    ///
    /// @return the fault to throw in place of `cause`
    DamagedData found(long oid, byte[] cell, DamagedData cause) {
        return found(
                oid,
                "%s cannot be read: %s. Everything else can. Next: put that back from a backup, or image log names the commits to restore; image verify lists all such objects"
                        .formatted(title(oid, cell), cause.getMessage()));
    }

    /// As [#found], for an object whose entry in the heap file the disk has changed.
    ///
    /// @param cause names the file
    DamagedData inHeap(long oid, byte[] cell, DamagedData cause) {
        return found(
                oid,
                "%s cannot be read: the disk has changed the heap file: %s; the journal has the object. Next: image verify, after which the next start rebuilds the heap"
                        .formatted(title(oid, cell), cause.getMessage()));
    }

    private DamagedData found(long oid, String message) {
        boolean isNew;
        synchronized (found) {
            isNew = found.put(oid, message) == null;
        }
        if (isNew) {
            report.accept(message);
        }
        return new DamagedData(message);
    }

    static String title(long oid, byte[] cell) {
        try {
            var label = ObjectCodec.label(cell);
            return label.name() == null
                    ? "object %s (%s)".formatted(new Oid(oid), label.kind())
                    : "%s %s".formatted(label.kind(), label.name());
        } catch (DamagedData e) {
            return "object " + new Oid(oid);
        }
    }

    SortedMap<Long, String> all() {
        synchronized (found) {
            return Collections.unmodifiableSortedMap(new TreeMap<>(found));
        }
    }
}
