package batos.mind;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Tokens that may be spent: by one turn, and by idle work in one day (of UTC). They are reserved
/// before a call, by its longest reply, and settled after it.
public final class Budget {
    private static final int CHARACTERS_PER_TOKEN = 4;

    private final long perTurn;
    private final long perDay;
    private final InstantSource clock;
    private final Purse today;
    private long day = -1;

    public Budget(long perTurn, long perDay, InstantSource clock) {
        this.perTurn = perTurn;
        this.perDay = perDay;
        this.clock = clock;
        this.today = new Purse("today's idle work", "budget.tokens_per_day");
    }

    /// The mind for one turn, with a purse of its own.
    public Mind forTurn(Mind mind) {
        var purse = new Purse("this turn", "budget.tokens_per_turn");
        purse.left = perTurn;
        return new Spending(mind, purse);
    }

    /// The mind for idle work; all idle work of a day shares one purse.
    public Mind forIdleWork(Mind mind) {
        return new Spending(mind, today);
    }

    /// What idle work may still spend today.
    public long leftToday() {
        renew(clock.instant());
        return today.left();
    }

    private void renew(Instant now) {
        synchronized (today) {
            var present = now.atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay();
            if (present != day) {
                day = present;
                today.left = perDay;
            }
        }
    }

    private static final class Purse {
        private final String whose;
        private final String key;
        private long left;

        Purse(String whose, String key) {
            this.whose = whose;
            this.key = key;
        }

        synchronized boolean reserve(long tokens) {
            if (tokens > left) {
                return false;
            }
            left -= tokens;
            return true;
        }

        synchronized void giveBack(long tokens) {
            left += tokens;
        }

        synchronized long left() {
            return left;
        }
    }

    private final class Spending implements Mind {
        private final Mind mind;
        private final Purse purse;

        Spending(Mind mind, Purse purse) {
            this.mind = mind;
            this.purse = purse;
        }

        @Override
        public String name() {
            return mind.name();
        }

        @Override
        public Reply think(Prompt prompt, Consumer<String> heard) {
            if (purse == today) {
                renew(clock.instant());
            }
            var most = tokens(prompt) + prompt.pin().sampling().maxTokens();
            if (!purse.reserve(most)) {
                return new Reply.Failed(
                        false,
                        "%s may spend %,d more tokens and this call of %s (%s) needs up to %,d. Next: /settings set %s N"
                                .formatted(
                                        purse.whose,
                                        purse.left(),
                                        prompt.persona(),
                                        prompt.purpose(),
                                        most,
                                        purse.key),
                        Reply.Fault.BUDGET);
            }
            var spent = 0L;
            try {
                var reply = mind.think(prompt, heard);
                spent =
                        switch (reply) {
                            case Reply.Answered answered -> answered.usage().tokens();
                            case Reply.Refused refused -> tokens(prompt);
                            case Reply.Failed failed -> tokens(prompt);
                            case Reply.Interrupted interrupted -> tokens(prompt);
                        };
                return reply;
            } finally {
                purse.giveBack(most - spent);
            }
        }

        /// An estimate: a token has about 4 characters.
        private long tokens(Prompt prompt) {
            return prompt.messages().toString().length() / CHARACTERS_PER_TOKEN;
        }

        @Override
        public List<Model> models() {
            return mind.models();
        }

        @Override
        public Optional<OllamaServer> server() {
            return mind.server();
        }

        /// The mind belongs to whoever gave it.
        @Override
        public void close() {}
    }
}
