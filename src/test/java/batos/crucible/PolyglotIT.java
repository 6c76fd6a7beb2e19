package batos.crucible;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PolyglotIT extends CrucibleContract {
    static Crucible crucible;

    @BeforeAll
    static void open() {
        crucible = Crucibles.choose(Wanted.USUAL.with(Wanted.Prefer.POLYGLOT));
    }

    @AfterAll
    static void close() {
        crucible.close();
    }

    @Override
    Crucible crucible() {
        return crucible;
    }
}
