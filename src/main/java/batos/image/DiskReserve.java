package batos.image;

import batos.nerve.PulseKind;
import batos.nerve.Pulses;
import java.nio.file.Path;
import java.util.List;

/// Refuses to write when the disk has less than a reserve left, so that there is always room to
/// fold, close and compact. Warns once when eight times the reserve is left.
final class DiskReserve {
    /// In so many nanoseconds nobody fills what an ample disk has beyond the reserve.
    private static final long AMPLE_NANOS = 10_000_000;

    private final Path home;
    private final long reserveBytes;
    private final Pulses pulses;
    private volatile boolean warned;
    private volatile boolean ample;
    private volatile long asked;

    DiskReserve(Path home, long reserveBytes, Pulses pulses) {
        this.home = home;
        this.reserveBytes = reserveBytes;
        this.pulses = pulses;
    }

    /// For the first commit of an image, which nothing can make room for within its home.
    ///
    /// @throws ImageFault when the disk has less than the reserve left
    void checkForNew() {
        var free = home.toFile().getUsableSpace();
        if (free < reserveBytes) {
            throw new ImageFault(
                    ImageFault.Reason.NO_ROOM,
                    "a new home needs more than %,d bytes in %s, %,d are free. Next: make room there, or --home elsewhere"
                            .formatted(reserveBytes, home, free));
        }
    }

    /// @throws ImageFault when the disk has less than the reserve left
    void check() {
        if (!ample || System.nanoTime() - asked > AMPLE_NANOS) {
            check(0);
        }
    }

    /// @param bytes how many are about to be written
    /// @throws ImageFault when the disk would then have less than the reserve left
    void check(long bytes) {
        var free = home.toFile().getUsableSpace();
        if (free - bytes < reserveBytes) {
            throw new ImageFault(
                    ImageFault.Reason.NO_ROOM,
                    "nothing was committed: only %,d bytes are free where %s lies, %,d are kept in reserve%s"
                            .formatted(
                                    free,
                                    home,
                                    reserveBytes,
                                    bytes == 0 ? "" : " and %,d are needed".formatted(bytes)),
                    List.of("make room", "image compact"));
        }
        ample = free >= 8 * reserveBytes;
        asked = System.nanoTime();
        if (ample) {
            warned = false;
        } else if (!warned) {
            warned = true;
            pulses.emit(
                    PulseKind.Image.TROUBLE,
                    "only %,d bytes are free where %s lies; commits end at %,d. Next: make room, or image compact"
                            .formatted(free, home, reserveBytes));
        }
    }
}
