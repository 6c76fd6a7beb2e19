package batos.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.BooleanSupplier;
import net.openhft.chronicle.hash.impl.BigSegmentHeader;
import net.openhft.chronicle.hash.impl.TierCountersArea;
import net.openhft.chronicle.hash.impl.VanillaChronicleHash;
import org.jspecify.annotations.Nullable;

/// The blocks of an open heap file that were compared with the sums of the last closing, and those
/// written since. Each part of the map is compared when it is first read or written, so that an
/// opening costs nothing for unneeded parts, and no commit rests on bytes that the disk changed.
final class HeapBlocks {
    private final Path path;
    private final VanillaChronicleHash<?, ?, ?, ?> tiers;
    private final boolean[] read;
    private final boolean[] written;
    private final BitSet compared = new BitSet();
    private @Nullable HeapBlockSums sums;
    private boolean overflowWritten;
    private volatile boolean complete;
    private volatile boolean damaged;

    /// @param sums null for a file that was never summed
    /// @param complete whether nothing is to be compared
    HeapBlocks(
            Path path,
            VanillaChronicleHash<?, ?, ?, ?> tiers,
            @Nullable HeapBlockSums sums,
            boolean complete) {
        this.path = path;
        this.tiers = tiers;
        this.sums = sums;
        this.complete = complete || sums == null;
        read = new boolean[tiers.actualSegments];
        written = new boolean[tiers.actualSegments];
    }

    /// Whether all was compared, so that nobody need ask for a part any more.
    boolean isComplete() {
        return complete;
    }

    /// Whether a comparison found a changed block.
    boolean isDamaged() {
        return damaged;
    }

    /// Call this before each read of a part of the map.
    ///
    /// @throws HeapChanged where it has changed
    void reading(int segment) {
        if (!complete && !read[segment]) {
            compare(segment);
        }
    }

    /// To be called before a part of the map is written. It may take one of the free parts at the
    /// end of the file, so that these are compared as well.
    void writing(int segment) {
        reading(segment);
        written[segment] = true;
        if (!overflowWritten) {
            beforeOverflow();
            overflowWritten = true;
        }
    }

    /// To be called before the part of the file behind the map's first tiers changes.
    synchronized void beforeOverflow() {
        var known = sums;
        if (!complete && known != null) {
            compare(known, tiers.sizeInBytesWithoutTiers(), known.length());
        }
    }

    private synchronized void compare(int segment) {
        var known = sums;
        if (complete || known == null) {
            return;
        }
        var start = first(segment);
        compare(known, start, start + tiers.tierSize);
        var next = BigSegmentHeader.INSTANCE.nextTierIndex(tiers.segmentHeaderAddress(segment));
        while (next != 0) {
            var extra = next - tiers.actualSegments - 1;
            var offset = tiers.sizeInBytesWithoutTiers() + extra * tiers.tierSize;
            compare(known, offset, offset + tiers.tierSize);
            var counters = tiers.tierIndexToBaseAddr(next) + tiers.tierHashLookupOuterSize;
            next = TierCountersArea.nextTierIndex(counters);
        }
        read[segment] = true;
    }

    private long first(int segment) {
        return from() + tiers.segmentBaseAddr(segment) - tiers.segmentBaseAddr(0);
    }

    /// The offset at which the locks end and the summed part begins.
    long from() {
        return tiers.segmentHeadersOffset
                + tiers.segmentBaseAddr(0)
                - tiers.segmentHeaderAddress(0);
    }

    private void compare(HeapBlockSums known, long start, long end) {
        var last = Math.min(known.count() - 1, known.block(end - 1));
        for (int i = compared.nextClearBit(known.block(start));
                i <= last;
                i = compared.nextClearBit(i + 1)) {
            var behind = compared.nextSetBit(i);
            compareBlocks(known, i, behind < 0 || behind > last ? last + 1 : behind);
        }
    }

    private void compareBlocks(HeapBlockSums known, int first, int end) {
        try {
            known.compare(first, end);
            compared.set(first, end);
        } catch (HeapChanged e) {
            damaged = true;
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Compares the parts not yet read.
    ///
    /// @param enough says when to give up
    /// @throws HeapChanged where a part has changed
    void compareAll(boolean gently, BooleanSupplier enough) {
        var rests = new BackgroundThrottle(gently);
        for (int i = 0; i < read.length && !complete && !enough.getAsBoolean(); i++) {
            reading(i);
            rests.after(tiers.tierSize);
        }
        if (!complete && !enough.getAsBoolean()) {
            beforeOverflow();
            complete = true;
        }
    }

    /// Sums the blocks written since the file was last summed. A block never compared keeps its
    /// sum, so that a change by the disk still shows.
    ///
    /// @return whether it did; false when it gave up
    boolean sum(long number, boolean gently, BooleanSupplier enough) throws IOException {
        var before = sums;
        var changes = since(before);
        if (before == null || before.number() != number || !changes.isNone()) {
            var now = HeapBlockSums.of(path, from(), before, changes::spares, gently, enough);
            if (now == null) {
                return false;
            }
            saved(now.save(number));
        }
        return true;
    }

    private synchronized void saved(HeapBlockSums now) {
        sums = now;
        Arrays.fill(written, false);
        overflowWritten = false;
    }

    private record Changes(BitSet blocks, int tail) {
        boolean isNone() {
            return blocks.isEmpty() && tail == Integer.MAX_VALUE;
        }

        boolean spares(int block) {
            return block < tail && !blocks.get(block);
        }
    }

    /// The blocks and the tail that changed after `before` was made.
    private Changes since(@Nullable HeapBlockSums before) {
        if (before == null) {
            return new Changes(new BitSet(), 0);
        }
        var changed = new BitSet();
        var tail = Integer.MAX_VALUE;
        for (int i = 0; i < written.length; i++) {
            if (written[i]) {
                var start = first(i);
                changed.set(before.block(start), before.block(start + tiers.tierSize - 1) + 1);
            }
        }
        var length = path.toFile().length();
        if (overflowWritten || length != before.length()) {
            var first =
                    Math.min(
                            tiers.sizeInBytesWithoutTiers(), Math.min(length, before.length()) - 1);
            tail = before.block(first);
        }
        return new Changes(changed, tail);
    }
}
