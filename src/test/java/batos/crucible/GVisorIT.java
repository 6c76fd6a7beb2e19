package batos.crucible;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GVisorIT extends CrucibleContract {
    static Crucible crucible;

    @BeforeAll
    static void open() {
        crucible =
                CrucibleFactory.choose(CrucibleOptions.USUAL.with(CrucibleOptions.Prefer.GVISOR));
        assertEquals("gvisor", crucible.name(), crucible.line());
    }

    @AfterAll
    static void close() {
        crucible.close();
    }

    @Override
    Crucible crucible() {
        return crucible;
    }

    @Test
    void reallyRunsInGVisor() {
        assertTrue(
                survived("def f():\n    return open('/proc/cmdline').read()", "{}")
                        .contains("gvisor"));
    }
}
