package batos.talk.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ScopeTest {
    private final Scope method = new Scope(null);

    @Test
    void findsTheInnermostNameOfAnInlinedBlock() {
        var outer = method.declare("x");
        method.enter();
        var inner = method.declare("x");
        assertEquals(inner, method.find("x"));
        method.leave();
        assertEquals(outer, method.find("x"));
        assertEquals(-1, method.find("y"));
    }

    @Test
    void knowsItsParametersAndItsMethod() {
        method.parameter("a");
        method.declare("b");
        assertTrue(method.isParameter("a"));
        assertFalse(method.isParameter("b"));
        assertSame(method, new Scope(new Scope(method)).method());
    }
}
