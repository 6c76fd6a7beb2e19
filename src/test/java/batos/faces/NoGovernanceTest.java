package batos.faces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.app.Services;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// No face for programs holds the means to govern: what it cannot reach it cannot offer.
class NoGovernanceTest {
    private static final Set<String> MEANS =
            Set.of(
                    "batos.codex.Governance",
                    "batos.codex.Authority",
                    "batos.codex.Authorization",
                    "batos.codex.Codex$Opened");

    @Test
    void noFaceReachesTheMeansToGovern() {
        var faces = new ClassFileImporter().importPath(Path.of("target/classes/batos/faces"));
        assertTrue(faces.size() > 30, () -> "classes seen: " + faces.size());
        var reached =
                faces.stream()
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .filter(dependency -> MEANS.contains(dependency.getTargetClass().getName()))
                        .map(Object::toString)
                        .toList();
        assertEquals(List.of(), reached);
        var asked =
                faces.stream()
                        .flatMap(type -> type.getMethodCallsFromSelf().stream())
                        .filter(call -> call.getTargetOwner().isAssignableTo(Services.class))
                        .filter(call -> call.getName().equals("codex"))
                        .map(Object::toString)
                        .toList();
        assertEquals(List.of(), asked);
    }
}
