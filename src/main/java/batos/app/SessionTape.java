package batos.app;

import batos.image.Image;
import batos.mind.Secrets;
import batos.tape.Tape;
import java.util.List;
import java.util.Locale;

/// The tape of a session: the world, a recording of it, or a recording in its place.
final class SessionTape {
    private static final long REHEARSED = 4;

    private SessionTape() {}

    static Tape of(OpenOptions opening) {
        var from =
                opening.replay()
                        .map(file ->
                                opening.at()
                                        .map(lines -> Tape.fork(file, lines, Tape.live()))
                                        .orElseGet(() -> Tape.replay(file)))
                        .orElseGet(
                                () -> opening.rehearsed() ? Tape.seeded(REHEARSED) : Tape.live());
        return opening.record().map(file -> Tape.record(file, from, secrets())).orElse(from);
    }

    /// The environment's values under names of keys and tokens; no recording may hold them.
    private static Secrets secrets() {
        return new Secrets(
                System.getenv().entrySet().stream()
                        .filter(entry -> secret(entry.getKey()))
                        .map(entry -> entry.getValue())
                        .toList());
    }

    private static boolean secret(String name) {
        var upper = name.toUpperCase(Locale.ROOT);
        return List.of("KEY", "TOKEN", "SECRET", "PASSWORD").stream().anyMatch(upper::endsWith);
    }

    /// A replay begins with the image that the recording began with.
    static void sameImage(Tape tape, Image image) {
        var present = image.now().root();
        var recorded = tape.ask("image.root", "", () -> present);
        if (!recorded.equals(present)) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "the recording began with the image %s, and %s is %s. Next: --home DIR, an empty folder or a copy of that image"
                            .formatted(
                                    recorded.substring(0, 12),
                                    image.home(),
                                    present.substring(0, 12)));
        }
    }
}
