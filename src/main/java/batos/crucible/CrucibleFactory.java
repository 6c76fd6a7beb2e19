package batos.crucible;

import java.nio.file.Path;
import java.util.stream.Collectors;

/// Chooses the crucible that the settings ask for.
public final class CrucibleFactory {
    private CrucibleFactory() {}

    /// Quick: asks dockerd two questions and waits for nothing else; containers and workers start
    /// in the background. Where settings name a crucible that is not there, the answer refuses
    /// every trial and says why.
    ///
    /// @param home the image's folder, whose `cache` is used where the user has no home to write to
    public static Crucible choose(CrucibleOptions wanted, Path home) {
        var cache = PolyglotCache.of(home);
        return switch (wanted.prefer()) {
            case GVISOR -> {
                var docker = DockerProbe.probe(wanted);
                yield docker.missing().isEmpty()
                        ? new GVisorCrucible(wanted, docker)
                        : new UnavailableCrucible(why(docker), docker.missing().getFirst().next());
            }
            case POLYGLOT -> new PolyglotCrucible(wanted, "", cache);
            case AUTO -> {
                var docker = DockerProbe.probe(wanted);
                yield docker.missing().isEmpty()
                        ? new GVisorCrucible(wanted, docker)
                        : new PolyglotCrucible(wanted, why(docker), cache);
            }
        };
    }

    /// For a process without an image.
    public static Crucible choose(CrucibleOptions wanted) {
        return choose(wanted, Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
    }

    private static String why(DockerProbe docker) {
        return docker.missing().stream()
                .map(Crucible.Finding::detail)
                .collect(Collectors.joining("; "));
    }
}
