package batos.image;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import net.openhft.chronicle.core.OS;
import net.openhft.chronicle.hash.impl.BigSegmentHeader;
import net.openhft.chronicle.hash.impl.SizePrefixedBlob;
import net.openhft.chronicle.hash.impl.TierCountersArea;
import net.openhft.chronicle.hash.impl.VanillaChronicleHash;

/// Checks a heap file before batos trusts that it leads to its own entries.
final class HeapFileCheck {
    private final Path path;
    private final VanillaChronicleHash<?, ?, ?, ?> tiers;

    private HeapFileCheck(Path path, VanillaChronicleHash<?, ?, ?, ?> tiers) {
        this.path = path;
        this.tiers = tiers;
    }

    /// The library follows these numbers to addresses in memory: a wrong one would not be an
    /// exception but the end of the process, at every start again.
    ///
    /// @throws IOException when one of them is wrong
    static void tiers(Path path, VanillaChronicleHash<?, ?, ?, ?> tiers) throws IOException {
        new HeapFileCheck(path, tiers).tiers();
    }

    private void tiers() throws IOException {
        var state = tiers.globalMutableState();
        var headers = tiers.headerSize + VanillaChronicleHash.RESERVED_GLOBAL_MUTABLE_STATE_BYTES;
        check(state.getSegmentHeadersOffset() == OS.pageAlign(headers), "segment headers");
        var bulks = state.getAllocatedExtraTierBulks();
        var end = tiers.sizeInBytesWithoutTiers() + bulks * tiers.tiersInBulk * tiers.tierSize;
        check(bulks >= 0 && end <= path.toFile().length(), "tiers");
        var extra = bulks * tiers.tiersInBulk;
        check(state.getExtraTiersInUse() >= 0 && state.getExtraTiersInUse() <= extra, "tiers");
        check(isTier(state.getFirstFreeTierIndex(), extra), "free tiers");
        for (int i = 0; i < tiers.actualSegments; i++) {
            var header = tiers.segmentHeaderAddress(i);
            checkEntries(BigSegmentHeader.INSTANCE.entries(header), i);
            var next = BigSegmentHeader.INSTANCE.nextTierIndex(header);
            for (int tier = 1; next != 0; tier++) {
                check(isTier(next, extra), "tiers of segment " + i);
                var counters = tiers.tierIndexToBaseAddr(next) + tiers.tierHashLookupOuterSize;
                check(TierCountersArea.segmentIndex(counters) == i, "tiers of segment " + i);
                check(TierCountersArea.tier(counters) == tier, "tiers of segment " + i);
                checkEntries(TierCountersArea.entries(counters), i);
                next = TierCountersArea.nextTierIndex(counters);
            }
        }
    }

    private void checkEntries(long entries, int segment) throws IOException {
        check(
                entries >= 0 && entries <= tiers.actualChunksPerSegmentTier,
                "entries in segment " + segment);
    }

    private boolean isTier(long index, long extra) {
        return index == 0
                || (index > tiers.actualSegments && index <= tiers.actualSegments + extra);
    }

    private void check(boolean isRight, String what) throws IOException {
        if (!isRight) {
            throw new IOException(path + " does not lead to its " + what);
        }
    }

    /// Marks the file's header as complete. A scan marks it as incomplete while it works.
    static void ready(Path path) throws IOException {
        try (var file = new RandomAccessFile(existing(path), "rw")) {
            var word = headerWord(file) & ~SizePrefixedBlob.NOT_COMPLETE;
            file.seek(SizePrefixedBlob.SIZE_WORD_OFFSET);
            file.writeInt(Integer.reverseBytes(word));
        }
    }

    /// The library waits a minute for another process to complete a header that is incomplete;
    /// there is no other process.
    ///
    /// @throws IOException when it is incomplete or missing
    static void header(Path path) throws IOException {
        try (var file = new RandomAccessFile(existing(path), "r")) {
            if ((headerWord(file) & SizePrefixedBlob.NOT_COMPLETE) != 0) {
                throw new IOException(path + " has no complete header");
            }
        }
    }

    private static int headerWord(RandomAccessFile file) throws IOException {
        if (file.length() < SizePrefixedBlob.SELF_BOOTSTRAPPING_HEADER_OFFSET) {
            throw new IOException("the heap file has no header");
        }
        file.seek(SizePrefixedBlob.SIZE_WORD_OFFSET);
        var word = Integer.reverseBytes(file.readInt());
        if (SizePrefixedBlob.extractSize(word) == 0) {
            throw new IOException("the heap file has no header");
        }
        return word;
    }

    private static File existing(Path path) throws IOException {
        if (path.toFile().length() == 0) {
            throw new IOException(path + " is missing");
        }
        return path.toFile();
    }
}
