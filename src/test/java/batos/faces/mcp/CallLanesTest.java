package batos.faces.mcp;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.app.TraceLog;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallLanesTest {
    @Test
    void aCallThatThrowsIsWrittenDownAndItsClientHears(@TempDir Path home) throws Exception {
        try (var log = TraceLog.open(home, "warning", 1 << 20, () -> "");
                var lanes = new CallLanes()) {
            var call = lanes.call("client", CallLanesTest::broken);
            assertThrows(IllegalStateException.class, call::block);
        }
        var trace = Files.readString(home.resolve(TraceLog.NAME));
        assertTrue(trace.contains("broken face"), trace);
        assertTrue(trace.contains("\tat batos.faces.mcp."), trace);
    }

    private static String broken() {
        throw new IllegalStateException("broken face");
    }
}
