package batos.image;

/// Hears the progress of a long piece of work, now and then.
@FunctionalInterface
public interface Progress {
    Progress UNHEARD = (what, done, of) -> {};

    /// @param what the part under work, for example `the heap`
    /// @param of as far as it is known; more may be done
    void at(String what, long done, long of);
}
