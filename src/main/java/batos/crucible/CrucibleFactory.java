package batos.crucible;

import java.util.stream.Collectors;

/// Chooses the crucible that the settings ask for.
public final class CrucibleFactory {
    private CrucibleFactory() {}

    /// Quick: asks dockerd two questions and waits for nothing else; containers and workers start
    /// in the background. Where settings name a crucible that is not there, the answer refuses
    /// every trial and says why.
    public static Crucible choose(CrucibleOptions wanted) {
        return switch (wanted.prefer()) {
            case GVISOR -> {
                var docker = DockerProbe.probe(wanted);
                yield docker.missing().isEmpty()
                        ? new GVisorCrucible(wanted, docker)
                        : new UnavailableCrucible(why(docker), docker.missing().getFirst().next());
            }
            case POLYGLOT -> new PolyglotCrucible(wanted, "");
            case AUTO -> {
                var docker = DockerProbe.probe(wanted);
                yield docker.missing().isEmpty()
                        ? new GVisorCrucible(wanted, docker)
                        : new PolyglotCrucible(wanted, why(docker));
            }
        };
    }

    private static String why(DockerProbe docker) {
        return docker.missing().stream()
                .map(Crucible.Finding::detail)
                .collect(Collectors.joining("; "));
    }
}
