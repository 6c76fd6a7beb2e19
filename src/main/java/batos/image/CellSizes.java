package batos.image;

/// The number of cells that a heap file is made for, and their lengths in bytes.
///
/// @param mean their mean length
/// @param square the mean of the squares of their lengths: the more they differ, the more room a
///   part of the map needs for those that chance brings there
record CellSizes(long count, int mean, double square) {
    /// Cells of one length.
    static CellSizes alike(long count, int length) {
        return new CellSizes(count, length, (double) length * length);
    }

    /// Adds cells up.
    static final class Sum {
        private long count;
        private long bytes;
        private double squares;

        void add(long length) {
            count++;
            bytes += length;
            squares += (double) length * length;
        }

        long count() {
            return count;
        }

        CellSizes sizes() {
            var some = Math.max(1, count);
            return new CellSizes(count, (int) ((bytes + some - 1) / some), squares / some);
        }
    }

    CellSizes times(double factor) {
        return new CellSizes((long) (count * factor), mean, square);
    }
}
