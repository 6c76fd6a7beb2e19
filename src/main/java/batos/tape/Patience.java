package batos.tape;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/// The time to wait for another process on a machine that does much else.
public final class Patience {
    private static final double MOST = 10;

    private Patience() {}

    /// As much longer as there are threads to run for each processor, but at most ten times.
    ///
    /// @param atRest on a machine that does nothing else
    public static Duration underLoad(Duration atRest) {
        var system = ManagementFactory.getOperatingSystemMXBean();
        var share = system.getSystemLoadAverage() / system.getAvailableProcessors();
        return Duration.ofMillis(Math.round(atRest.toMillis() * Math.clamp(share, 1, MOST)));
    }
}
