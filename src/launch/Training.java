import batos.Main;
import java.io.FileInputStream;
import java.io.IOException;

/// What the JVM watches when it prepares fast starts: short commands in a new home and in one that
/// is there, then a session, whose lines come from a file.
///
/// `java … Training HOME SESSION`
public class Training {
    public static void main(String[] args) throws IOException {
        var home = "--home=" + args[0];
        for (var round = 0; round < 2; round++) {
            Main.main(new String[] {home, "eval", "3 + 4"});
            Main.main(new String[] {home, "image", "root"});
        }
        try (var session = new FileInputStream(args[1])) {
            System.setIn(session);
            Main.main(new String[] {home, "--mind", "rehearsal"});
        }
    }
}
