package batos.nerve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LinkTest {
    private static final long BEAT = Link.BEAT.toNanos();
    private final Link up = new Link.Up(0);

    @Test
    void isSilentAfterOneBeatAndDownAfterThree() {
        assertEquals(up, up.at(BEAT - 1));
        assertEquals(new Link.Silent(0, 1), up.at(BEAT));
        assertEquals(new Link.Silent(0, 2), up.at(BEAT).at(2 * BEAT));
        assertEquals(new Link.Down(0), up.at(BEAT).at(2 * BEAT).at(3 * BEAT));
        assertEquals(new Link.Down(0), up.at(9 * BEAT));
    }

    @Test
    void isUpAgainWithWhateverIsHeard() {
        assertEquals(new Link.Up(BEAT), up.at(BEAT).heard(BEAT));
        assertEquals(new Link.Up(5 * BEAT), up.at(4 * BEAT).heard(5 * BEAT));
    }

    @Test
    void staysDownUntilSomethingIsHeard() {
        assertEquals(new Link.Down(0), up.at(3 * BEAT).at(0));
    }
}
