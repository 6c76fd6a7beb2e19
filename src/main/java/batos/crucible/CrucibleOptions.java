package batos.crucible;

/// The settings of the crucible.
///
/// @param dockerHost for example `unix:///var/run/docker.sock`
/// @param runtime the OCI runtime that is gVisor, as dockerd knows it
/// @param image the container image's name
/// @param limits of one call; its memory is also the container's
/// @param cpus processors of one container
/// @param pids processes and threads of one container, gVisor's own 27 to 39 included
/// @param tmp bytes of the container's /tmp
/// @param pool containers kept warm, 1 to 8
public record CrucibleOptions(
        Prefer prefer,
        String dockerHost,
        String runtime,
        String image,
        Trial.Limits limits,
        double cpus,
        int pids,
        long tmp,
        int pool) {
    public static final CrucibleOptions USUAL =
            new CrucibleOptions(
                    Prefer.AUTO,
                    "unix:///var/run/docker.sock",
                    "runsc",
                    "batos-sandbox:4",
                    Trial.Limits.USUAL,
                    1.0,
                    512,
                    16L << 20,
                    2);

    public CrucibleOptions {
        if (pool < 1 || pool > 8) {
            throw new IllegalArgumentException(
                    "crucible: a pool of " + pool + " containers, expected 1 to 8");
        }
        if (pids < 64 || pids > 4096) {
            throw new IllegalArgumentException(
                    "crucible: a pids limit of " + pids + ", expected 64 to 4096");
        }
    }

    public CrucibleOptions with(Prefer other) {
        return new CrucibleOptions(
                other, dockerHost, runtime, image, limits, cpus, pids, tmp, pool);
    }

    public CrucibleOptions with(Trial.Limits other) {
        return new CrucibleOptions(
                prefer, dockerHost, runtime, image, other, cpus, pids, tmp, pool);
    }

    /// `AUTO` takes gVisor where it is there and polyglot elsewhere; the other two never fall back.
    public enum Prefer {
        AUTO,
        GVISOR,
        POLYGLOT;

        /// @throws IllegalArgumentException when it is none of `auto`, `gvisor`, `polyglot`
        public static Prefer of(String word) {
            return switch (word) {
                case "auto" -> AUTO;
                case "gvisor" -> GVISOR;
                case "polyglot" -> POLYGLOT;
                default ->
                        throw new IllegalArgumentException(
                                "crucible is '%s', expected auto, gvisor or polyglot"
                                        .formatted(word));
            };
        }
    }
}
