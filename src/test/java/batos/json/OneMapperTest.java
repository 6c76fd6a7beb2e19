package batos.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.CompiledHouse;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// JSON is read and written in one room, with one set of bounds.
class OneMapperTest {
    /// What an interpreter sends across is bounded more tightly than any other document.
    private static final List<String> OTHERS = List.of("batos.crucible.JsonBoundary");

    /// Rooms that still have mappers of their own.
    private static final List<String> LEFT = List.of();

    private static final List<String> MAPPERS =
            List.of(
                    "com.fasterxml.jackson.databind.ObjectMapper",
                    "com.fasterxml.jackson.databind.json.JsonMapper");

    @Test
    void isMadeByThisRoomAlone() {
        var house = CompiledHouse.classes();
        var makers = new TreeSet<String>();
        for (var type : house) {
            if (type.getAccessesFromSelf().stream().anyMatch(OneMapperTest::makes)) {
                makers.add(type.getFullName());
            }
        }
        assertTrue(makers.remove(Json.class.getName()), "the test sees the makers of mappers");
        makers.remove(RecordJson.class.getName());
        makers.remove(DocumentJson.class.getName());
        OTHERS.forEach(makers::remove);
        makers.removeIf(maker -> LEFT.stream().anyMatch(maker::startsWith));
        assertEquals(new TreeSet<>(), makers);
    }

    private static boolean makes(JavaAccess<?> access) {
        return MAPPERS.contains(access.getTargetOwner().getFullName())
                && List.of("<init>", "builder").contains(access.getTarget().getName());
    }
}
