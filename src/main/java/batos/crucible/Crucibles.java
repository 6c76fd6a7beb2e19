package batos.crucible;

import java.util.stream.Collectors;

/// Chooses the crucible that the settings ask for.
public final class Crucibles {
    private Crucibles() {}

    /// Quick: asks dockerd two questions and waits for nothing else; containers and workers start
    /// in the background. Where settings name a crucible that is not there, the answer refuses
    /// every trial and says why.
    public static Crucible choose(Wanted wanted) {
        return switch (wanted.prefer()) {
            case GVISOR -> {
                var docker = Docker.probe(wanted);
                yield docker.missing().isEmpty()
                        ? new GVisor(wanted, docker)
                        : new Absent(why(docker), docker.missing().getFirst().next());
            }
            case POLYGLOT -> new Polyglot(wanted, "");
            case AUTO -> {
                var docker = Docker.probe(wanted);
                yield docker.missing().isEmpty()
                        ? new GVisor(wanted, docker)
                        : new Polyglot(wanted, why(docker));
            }
        };
    }

    private static String why(Docker docker) {
        return docker.missing().stream()
                .map(Crucible.Finding::detail)
                .collect(Collectors.joining("; "));
    }
}
