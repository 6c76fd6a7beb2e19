package batos.app;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/// A whole house in this process, with the shipped configuration and the rehearsal mind.
public final class RehearsedHouse {
    private RehearsedHouse() {}

    /// @param folder gets the home and the configuration
    public static Services open(Path folder, DeedQueue deeds) {
        return new Application(
                new OpenOptions(
                        folder.resolve("home"),
                        folder.resolve("config"),
                        Optional.of(Path.of("config")),
                        Optional.of("rehearsal"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        InstantSource.system(),
                        /* rehearsed= */ true,
                        deeds::printed,
                        OpenOptions.ProgramStreams.NONE,
                        deeds::line));
    }
}
