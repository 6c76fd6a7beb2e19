package batos.image;

/// How much the image may take, and how much of the past it keeps.
///
/// @param segmentBytes a segment of the journal ends when it is longer than this
/// @param foldBytes commits are folded into the heap file when they take more memory than this; it
///   also bounds what has to be replayed after a kill
/// @param inlineBytes larger objects lie in a file of their own
/// @param largestBytes larger objects are refused
/// @param keptCommits this many commits can be undone after a compaction; beyond them only
///   snapshots lead back
/// @param keptSnapshots saving one more drops the oldest; 0 keeps all
/// @param reserveBytes commits are refused while the disk has less than this left, so that there is
///   room to put things in order
public record ImageLimits(
        long segmentBytes,
        long foldBytes,
        int inlineBytes,
        long largestBytes,
        long keptCommits,
        int keptSnapshots,
        long reserveBytes) {

    public static ImageLimits standard() {
        return new ImageLimits(16L << 20, 4L << 20, 16 << 10, 80L << 20, 100_000, 0, 16L << 20);
    }

    public ImageLimits withKeptCommits(long commits) {
        return new ImageLimits(
                segmentBytes,
                foldBytes,
                inlineBytes,
                largestBytes,
                commits,
                keptSnapshots,
                reserveBytes);
    }
}
