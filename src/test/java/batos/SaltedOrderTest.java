package batos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.Map;
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

    private static final JavaClasses HOUSE = CompiledHouse.classes();

    @Test
    void isMadeByNoCopy() {
        var found = new TreeSet<String>();
        for (var type : HOUSE) {
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

    /// What a face sends is the same bytes after a restart. `Main` names its faces so, and looks
    /// them up.
    @Test
    void isMadeByNoMapOfSeveralThatAProgramGets() {
        var found = new TreeSet<String>();
        for (var type : HOUSE) {
            type.getMethodCallsFromSelf().stream()
                    .filter(call -> type.getPackageName().startsWith("batos.faces"))
                    .filter(call -> call.getTargetOwner().isEquivalentTo(Map.class))
                    .filter(call -> call.getName().equals("of"))
                    .filter(call -> call.getTarget().getRawParameterTypes().size() > 2)
                    .forEach(call -> found.add(call.getDescription()));
        }
        assertEquals(new TreeSet<>(), found);
    }
}
