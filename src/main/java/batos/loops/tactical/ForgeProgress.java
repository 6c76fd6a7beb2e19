package batos.loops.tactical;

/// Hears what the forge is doing, one line at a time.
@FunctionalInterface
public interface ForgeProgress {
    ForgeProgress NONE = _ -> {};

    void heard(String line);
}
