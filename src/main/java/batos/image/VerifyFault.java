package batos.image;

import static java.util.stream.Collectors.joining;

import java.util.List;

/// A fault that a verification found.
///
/// @param part the part of the image that has the fault
/// @param what one line, which may name the next command
/// @param snapshot the name of the snapshot that has the fault, or the empty string
public record VerifyFault(Part part, String what, String snapshot) {
    VerifyFault(Part part, String what) {
        this(part, what, "");
    }

    public enum Part {
        /// The end of the journal, as found at opening.
        JOURNAL,
        /// The objects of the present.
        HEAP,
        /// A commit of the past: only the way back.
        COMMIT,
        /// The full state from which a lost heap would be rebuilt.
        BASE,
        SNAPSHOT
    }

    /// Whether it is no fault of the present.
    public boolean isPast() {
        return part == Part.COMMIT || part == Part.SNAPSHOT;
    }

    /// Whether the heap is given up until the next opening.
    public boolean isHeapGivenUp() {
        return part == Part.HEAP && what.contains(". Next: leave batos");
    }

    /// The commands that remove a damaged past.
    ///
    /// @param snapshots the names of those that cannot be read any more, and stand in the way
    public static String forgetting(List<String> snapshots) {
        var compact = "image compact --forget-past";
        return snapshots.isEmpty() ? compact : deleting(snapshots) + ", then " + compact;
    }

    /// The commands that drop some snapshots.
    public static String deleting(List<String> snapshots) {
        return snapshots.stream().map(name -> "image delete " + name).collect(joining(", then "));
    }

    @Override
    public String toString() {
        return what;
    }
}
