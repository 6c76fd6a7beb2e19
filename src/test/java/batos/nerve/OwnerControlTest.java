package batos.nerve;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerControlTest {
    @TempDir Path home;

    @Test
    void anOwnerThatAnswersNobodyListensAndOneThatEndedDoesNot() throws Exception {
        assertFalse(OwnerControl.isListening(home));
        var address = OwnerSocket.address(home).orElseThrow();
        try (var frozen = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            frozen.bind(address, 2);
            assertTrue(OwnerControl.isListening(home));
            var waiting = new ArrayList<SocketChannel>();
            try {
                for (var i = 0; i < 4; i++) {
                    var one = SocketChannel.open(StandardProtocolFamily.UNIX);
                    waiting.add(one);
                    one.configureBlocking(false);
                    one.connect(address);
                }
            } catch (IOException full) {
                // the system says so at once, or lets the next one wait
            } finally {
                assertTrue(OwnerControl.isListening(home), "its socket is full");
                for (var one : waiting) {
                    one.close();
                }
            }
        }
        assertFalse(OwnerControl.isListening(home), "its socket is left behind");
    }
}
