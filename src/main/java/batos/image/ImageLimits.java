package batos.image;

import java.time.Duration;

/// The sizes that the image may reach, and the length of the past that it keeps.
///
/// @param segmentBytes a segment of the journal ends when it is longer than this
/// @param memoryBytes three quarters for commits until they are in the heap file, of which a third
///   is folded at a time; one quarter for what stays resident of the mapped heap file
/// @param foldBytes commits are folded into the heap file when they take more memory than this; it
///   also bounds the replay after a kill
/// @param heapBytes the first size of the heap file, which grows by itself
/// @param inlineBytes larger objects lie in a file of their own
/// @param largestBytes larger objects are refused
/// @param reserveBytes commits are refused while the disk has less than this left, so that there is
///   room to put things in order
public record ImageLimits(
        long segmentBytes,
        long memoryBytes,
        long foldBytes,
        long heapBytes,
        int inlineBytes,
        long largestBytes,
        long reserveBytes,
        Retention kept) {

    /// Committers wait when the tables hold so many folds.
    static final int FOLDS_IN_MEMORY = 3;

    private static final int PARTS = FOLDS_IN_MEMORY + 1;

    public ImageLimits {
        foldBytes = Math.min(foldBytes, memoryBytes / PARTS);
    }

    /// The bytes of the mapped heap file that stay resident.
    long residentBytes() {
        return memoryBytes / PARTS;
    }

    /// How much of the past stays. The image condenses the journal when its oldest commits are both
    /// beyond the last `commits` and either older than `age` or more than `journalBytes` back. Only
    /// snapshots lead further back.
    ///
    /// @param commits the last this many can be undone, however old they are
    /// @param snapshots saving one more drops the oldest; 0 keeps all
    public record Retention(long commits, Duration age, long journalBytes, int snapshots) {
        public static Retention standard() {
            return new Retention(1000, Duration.ofDays(30), 512L << 20, 50);
        }
    }

    public static ImageLimits standard() {
        return new ImageLimits(
                16L << 20,
                128L << 20,
                64L << 20,
                4L << 20,
                16 << 10,
                80L << 20,
                16L << 20,
                Retention.standard());
    }

    public ImageLimits with(Retention other) {
        return new ImageLimits(
                segmentBytes,
                memoryBytes,
                foldBytes,
                heapBytes,
                inlineBytes,
                largestBytes,
                reserveBytes,
                other);
    }

    public ImageLimits withReserve(long bytes) {
        return new ImageLimits(
                segmentBytes,
                memoryBytes,
                foldBytes,
                heapBytes,
                inlineBytes,
                largestBytes,
                bytes,
                kept);
    }
}
