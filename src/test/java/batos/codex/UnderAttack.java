package batos.codex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.image.Author;
import batos.image.Cause;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// A home under attack: every attack must be in vain, and entered.
abstract class UnderAttack extends HomeTest {
    static final Cause ROGUE = new Cause(Author.of("toolforge"), "a rogue commit", 1);

    /// Runs an attack and checks that it was in vain and was entered.
    <T> T inVain(Callable<T> attack) throws Exception {
        var hash = home.codex.inForce().hash();
        var text = home.codex.inForce().text();
        var lines = home.codex.ledger().size();
        var result = attack.call();
        home.codex.attend();
        assertEquals(hash, home.codex.inForce().hash());
        assertEquals(text, home.codex.inForce().text());
        assertTrue(home.codex.ledger().size() > lines, "the ledger has no line of it");
        assertEquals(List.of(), home.codex.verify());
        return result;
    }

    /// As [#inVain], and codex.toml is as it was too.
    <T> T inVainAndUntouched(Callable<T> attack) throws Exception {
        var before = home.fileHash();
        var result = inVain(attack);
        assertEquals(before, home.fileHash());
        return result;
    }

    void refused(Callable<Decision> attack) throws Exception {
        assertInstanceOf(Decision.Refused.class, inVainAndUntouched(attack));
    }

    Decision approve(InputChannel presence, int number, String hash) {
        var hand = home.seal.typed("/codex approve " + number, presence, 1);
        return home.governance.approve(hand, number, Optional.ofNullable(hash));
    }

    void show(Proposal proposal) {
        home.governance.shown(home.typed("/codex show"), proposal.hash());
    }
}
