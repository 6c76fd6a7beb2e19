package batos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// `Map.copyOf`, `Set.copyOf` and the collectors into sets iterate in an order that the JVM salts
/// at its start, so a sum, a prompt or a hash over them would differ from run to run.
class SaltedOrderTest {
    private static final List<String> SALTED =
            List.of(
                    "java.util.Map.copyOf",
                    "java.util.Set.copyOf",
                    "java.util.stream.Collectors.toSet",
                    "java.util.stream.Collectors.toUnmodifiableSet",
                    "java.util.stream.Collectors.toUnmodifiableMap");

    @Test
    void isMadeByNoCopy() {
        var house = new ClassFileImporter().importPath(Path.of("target", "classes"));
        var found = new TreeSet<String>();
        for (var type : house) {
            type.getAccessesFromSelf().stream()
                    .filter(access ->
                            SALTED.contains(
                                    access.getTargetOwner().getFullName()
                                            + "."
                                            + access.getTarget().getName()))
                    .forEach(access -> found.add(access.getDescription()));
        }
        assertEquals(new TreeSet<>(), found);
    }
}
