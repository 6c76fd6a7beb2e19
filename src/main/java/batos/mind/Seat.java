package batos.mind;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The mind of the house, chosen when it is first asked for. Another one may take the seat; turns
/// that run keep the one they have, so all are closed together at the end.
public final class Seat implements Supplier<Mind>, AutoCloseable {
    private final Supplier<Minds.Choice.Chosen> first;
    private final List<Mind> all = new ArrayList<>();
    private Minds.Choice.@Nullable Chosen sitting;

    public Seat(Supplier<Minds.Choice.Chosen> first) {
        this.first = first;
    }

    @Override
    public Mind get() {
        return chosen().mind();
    }

    /// Which mind it is, in words.
    public String line() {
        return chosen().line();
    }

    private synchronized Minds.Choice.Chosen chosen() {
        var present = sitting;
        if (present == null) {
            present = first.get();
            take(present);
        }
        return present;
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
