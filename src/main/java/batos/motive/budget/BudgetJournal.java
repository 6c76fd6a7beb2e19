package batos.motive.budget;

import java.io.IOException;

/// The file in which reservations stand before they are granted, so that a killed process leaves
/// them behind.
public interface BudgetJournal {
    /// In memory only, for simulated time.
    BudgetJournal NONE =
            new BudgetJournal() {
                @Override
                public void reserved(Reservation reservation) {}

                @Override
                public void settled(Reservation reservation, Cost took) {}

                @Override
                public void breaker(Breaker breaker) {}
            };

    /// Durable when it returns.
    void reserved(Reservation reservation) throws IOException;

    void settled(Reservation reservation, Cost took) throws IOException;

    /// The breaker changed its state.
    void breaker(Breaker breaker) throws IOException;
}
