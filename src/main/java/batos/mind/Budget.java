package batos.mind;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Tokens that may be spent: by one turn, and by all work of one day (of UTC). They are reserved
/// from both before a call, by its longest reply, and settled after it by what it took. The words
/// of a rehearsal count in its turn, so that a script without an end is stopped, and not in the
/// day: no model spoke them.
public final class Budget {
    private static final int CHARACTERS_PER_TOKEN = 4;

    private final LongSupplier perTurn;
    private final LongSupplier perDay;
    private final DailyTokens book;

    /// @param perTurn looked up when a turn begins
    /// @param perDay looked up before each call
    public Budget(LongSupplier perTurn, LongSupplier perDay, DailyTokens book) {
        this.perTurn = perTurn;
        this.perDay = perDay;
        this.book = book;
    }

    /// The mind for one turn, with a purse of its own beside the day's.
    public Mind forTurn(Mind mind) {
        return new Spending(mind, perTurn.getAsLong());
    }

    /// Tokens spent since midnight, those of calls under way included.
    public long spentToday() {
        return book.spent();
    }

    public long perDay() {
        return perDay.getAsLong();
    }

    private final class Spending extends ForwardingMind {
        private final long most;
        private long spent;

        Spending(Mind mind, long most) {
            super(mind);
            this.most = most;
        }

        @Override
        public Reply think(Prompt prompt, Consumer<String> heard) {
            var reserved = tokens(prompt) + prompt.pin().sampling().maxTokens();
            var refusal = reserve(prompt, reserved);
            if (refusal.isPresent()) {
                return new Reply.Failed(false, refusal.get(), Reply.Fault.BUDGET);
            }
            var took = 0L;
            try {
                var reply = mind.think(prompt, heard);
                took =
                        switch (reply) {
                            case Reply.Answered answered -> answered.usage().tokens();
                            case Reply.Refused refused -> tokens(prompt);
                            case Reply.Failed failed -> tokens(prompt);
                            case Reply.Interrupted interrupted -> tokens(prompt);
                        };
                return reply;
            } finally {
                settle(reserved, took);
            }
        }

        private synchronized Optional<String> reserve(Prompt prompt, long tokens) {
            if (spent + tokens > most) {
                return Optional.of(
                        refused(prompt, tokens, "this turn", spent, most, "tokens_per_turn"));
            }
            var day = perDay.getAsLong();
            if (!book.reserve(tokens, day)) {
                return Optional.of(
                        refused(
                                prompt,
                                tokens,
                                "today (UTC)",
                                book.spent(),
                                day,
                                "tokens_per_day"));
            }
            spent += tokens;
            return Optional.empty();
        }

        private synchronized void settle(long reserved, long took) {
            spent += took - reserved;
            book.settle(reserved, name().equals(RehearsalMind.NAME) ? 0 : took);
        }

        private static String refused(
                Prompt prompt, long tokens, String when, long spent, long most, String key) {
            return "%s has spent %,d of %,d tokens, and this call of %s (%s) needs up to %,d. Next: /settings set budget.%s N"
                    .formatted(when, spent, most, prompt.persona(), prompt.purpose(), tokens, key);
        }

        /// An estimate: a token has about 4 characters.
        private static long tokens(Prompt prompt) {
            return prompt.messages().toString().length() / CHARACTERS_PER_TOKEN;
        }

        /// The mind belongs to whoever gave it.
        @Override
        public void close() {}
    }
}
