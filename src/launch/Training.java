import batos.Main;

/// What the JVM watches when it prepares fast starts: short commands, a program of the language,
/// and, with a third word, a session on standard input.
///
/// `java … Training HOME PROGRAM [SESSION]`
public class Training {
    public static void main(String[] args) {
        var home = "--home=" + args[0];
        for (var round = 0; round < 2; round++) {
            Main.main(new String[] {home, "eval", "3 + 4"});
            Main.main(new String[] {home, "image", "root"});
        }
        Main.main(new String[] {home, "run", args[1]});
        if (args.length > 2) {
            Main.main(new String[] {home, "--mind", "rehearsal"});
        }
    }
}
