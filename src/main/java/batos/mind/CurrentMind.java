package batos.mind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The mind of the house, chosen when it is first asked for. Another one may take the seat; turns
/// that run keep the one they have, so all are closed together at the end.
public final class CurrentMind implements Supplier<Mind>, AutoCloseable {
    private final Function<Optional<String>, Minds.Choice.Chosen> chooser;
    private final List<Mind> all = new ArrayList<>();
    private volatile Minds.Choice.@Nullable Chosen sitting;

    /// @param chooser chooses the mind of a name; without one, as the house was opened
    public CurrentMind(Function<Optional<String>, Minds.Choice.Chosen> chooser) {
        this.chooser = chooser;
    }

    @Override
    public Mind get() {
        return chosen().mind();
    }

    /// The mind's kind and place, in words.
    public String line() {
        return chosen().line();
    }

    /// The work that the mind's calls wait for now, in words; empty when they wait for nothing, or
    /// when no mind is chosen yet. For any thread; never waits.
    public String activity() {
        var present = sitting;
        return present == null ? "" : present.mind().activity().line();
    }

    /// Whether a mind was chosen already, so that a further choice is one the Architect asks for.
    public boolean isChosen() {
        return sitting != null;
    }

    private synchronized Minds.Choice.Chosen chosen() {
        var present = sitting;
        if (present == null) {
            present = chooser.apply(Optional.empty());
            take(present);
        }
        return present;
    }

    /// Looks for minds again, from the next turn on: a server may have come, or come back.
    ///
    /// @return which mind it is now, in words
    public String choose(Optional<String> name) {
        var next = chooser.apply(name);
        take(next);
        return next.line();
    }

    /// From the next turn on.
    public synchronized void take(Minds.Choice.Chosen next) {
        sitting = next;
        all.add(next.mind());
    }

    @Override
    public synchronized void close() {
        all.forEach(Mind::close);
        all.clear();
        sitting = null;
    }
}
