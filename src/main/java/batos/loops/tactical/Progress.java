package batos.loops.tactical;

/// Hears what the forge is doing, one line at a time.
@FunctionalInterface
public interface Progress {
    Progress NONE = _ -> {};

    void heard(String line);
}
