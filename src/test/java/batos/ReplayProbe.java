package batos;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.TreeSet;

/// Replays a tape many times in a process that counts its sockets.
final class ReplayProbe {
    private ReplayProbe() {}

    @SuppressWarnings("deprecation")
    public static void main(String[] args) throws IOException {
        Socket.setSocketImplFactory(() -> {
            throw new AssertionError("a replay opened a socket");
        });
        var folder = Path.of(args[0]);
        var roots = new TreeSet<String>();
        for (int i = 0; i < ReplayIT.REPLAYS; i++) {
            var ran = ReplayIT.run(folder, "replay-" + i, "", "--replay", args[1]);
            if (ran.exit() != 0) {
                System.out.println(ran);
                System.exit(1);
            }
            roots.add(ran.root());
        }
        System.out.println(
                "replays %d roots %s sockets %d"
                        .formatted(ReplayIT.REPLAYS, roots, CountingProvider.opened()));
        System.exit(0);
    }
}
