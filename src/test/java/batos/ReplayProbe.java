package batos;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.TreeSet;

/// Replays each shipped cassette many times in a process that counts its sockets.
final class ReplayProbe {
    private ReplayProbe() {}

    @SuppressWarnings("deprecation")
    public static void main(String[] args) throws IOException {
        Socket.setSocketImplFactory(() -> {
            throw new AssertionError("a replay opened a socket");
        });
        var folder = Path.of(args[0]);
        Cassettes.MINDS.parallelStream().forEach(mind -> replay(folder, mind));
        System.out.println("sockets " + CountingProvider.opened());
        System.exit(0);
    }

    private static void replay(Path folder, String mind) {
        var roots = new TreeSet<String>();
        var tape = Cassettes.of(mind).toString();
        for (int i = 0; i < ReplayIT.REPLAYS; i++) {
            var ran = ReplayIT.run(folder, mind + i, "", "--replay", tape);
            if (ran.exit() != 0) {
                System.out.println(ran);
                System.exit(1);
            }
            roots.add(ran.root());
        }
        System.out.println(
                "%s: replays %d roots %d %s"
                        .formatted(mind, ReplayIT.REPLAYS, roots.size(), roots));
    }
}
