package batos;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The floor plan in README.md is the house as it is built: every door in the code stands in the
/// table, every door in the table is used, and each outside library stays in its room.
class FloorPlanTest {
    /// README's name of a library, and the package that its classes begin with.
    private static final Map<String, String> LIBRARIES =
            Map.ofEntries(
                    Map.entry("java-diff-utils", "com.github.difflib"),
                    Map.entry("tomlj", "org.tomlj"),
                    Map.entry("LangChain4j", "dev.langchain4j"),
                    Map.entry("Ollama4j", "io.github.ollama4j"),
                    Map.entry("docker-java", "com.github.dockerjava"),
                    Map.entry("GraalVM Polyglot", "org.graalvm"),
                    Map.entry("Chronicle Map", "net.openhft"),
                    Map.entry("json-schema-validator", "com.networknt"),
                    Map.entry("jvector", "io.github.jbellis"),
                    Map.entry("HikariCP", "com.zaxxer.hikari"),
                    Map.entry("LIBLINEAR", "de.bwaldvogel"),
                    Map.entry("Javalin", "io.javalin"),
                    Map.entry("MCP SDK", "io.modelcontextprotocol"),
                    Map.entry("JLine", "org.jline"),
                    Map.entry("picocli", "picocli"));

    private static final Pattern ROW =
            Pattern.compile(
                    "^\\| `([a-z]+)` \\| ([^|]*) \\| ([^|]*) \\| ([^|]*) \\|$", Pattern.MULTILINE);
    private static final Pattern DOOR = Pattern.compile("`([a-z]+)`");
    private static final String ROOF = "batos.";

    private static JavaClasses house;
    private static final Map<String, Set<String>> doors = new TreeMap<>();
    private static final Map<String, Set<String>> libraries = new TreeMap<>();

    @BeforeAll
    static void readTheTableAndTheHouse() throws IOException {
        var rows = ROW.matcher(Files.readString(Path.of("README.md")));
        while (rows.find()) {
            doors.put(rows.group(1), found(DOOR, rows.group(3)));
            libraries.put(
                    rows.group(1),
                    Arrays.stream(rows.group(4).split(","))
                            .map(String::strip)
                            .filter(LIBRARIES::containsKey)
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        house = CompiledHouse.classes();
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The package directly under `batos`; `Main` for the class that is the roof over all rooms.
    private static String room(String packageName) {
        return packageName.startsWith(ROOF)
                ? packageName.substring(ROOF.length()).split("\\.")[0]
                : "Main";
    }

    @Test
    void isReadWhole() {
        assertTrue(doors.size() >= 12, () -> "rooms in the table: " + doors.keySet());
        assertTrue(house.size() >= 150, () -> "classes seen: " + house.size());
    }

    @Test
    void namesEveryDoorAndNoOther() {
        Map<String, Set<String>> built = new TreeMap<>();
        doors.keySet().forEach(room -> built.put(room, new TreeSet<>()));
        for (var type : house) {
            var from = room(type.getPackageName());
            if (from.equals("Main")) {
                continue;
            }
            var into = built.computeIfAbsent(from, room -> new TreeSet<>());
            for (var dependency : type.getDirectDependenciesFromSelf()) {
                var target = dependency.getTargetClass().getBaseComponentType().getPackageName();
                if (target.startsWith(ROOF) && !room(target).equals(from)) {
                    into.add(room(target));
                }
            }
        }
        assertAll(
                built.entrySet().stream()
                        .map(entry ->
                                () ->
                                        assertEquals(
                                                doors.get(entry.getKey()),
                                                entry.getValue(),
                                                "doors of the room '" + entry.getKey() + "'")));
    }

    @Test
    void runsOneWayOnly() {
        var above = new TreeSet<String>();
        var left = new TreeSet<>(doors.keySet());
        while (!left.isEmpty()) {
            var next =
                    left.stream()
                            .filter(room -> above.containsAll(doors.get(room)))
                            .collect(Collectors.toSet());
            assertTrue(!next.isEmpty(), () -> "rooms that import each other in a circle: " + left);
            above.addAll(next);
            left.removeAll(next);
        }
    }

    @Test
    void keepsEachLibraryInItsRoom() {
        Map<String, Set<String>> used = new TreeMap<>();
        for (var type : house) {
            for (var dependency : type.getDirectDependenciesFromSelf()) {
                library(dependency.getTargetClass())
                        .ifPresent(library ->
                                used.computeIfAbsent(
                                                room(type.getPackageName()),
                                                room -> new TreeSet<>())
                                        .add(library));
            }
        }
        assertAll(
                doors.keySet().stream()
                        .map(room ->
                                () ->
                                        assertEquals(
                                                libraries.get(room),
                                                used.getOrDefault(room, Set.of()),
                                                "libraries of the room '" + room + "'")));
    }

    /// A frame on the wire and one of the stack, a token of a sentence and one of the language, a
    /// turn of the council and one speaker's: each is the standard term of its own field.
    private static final Set<String> TERMS_OF_TWO_FIELDS = Set.of("Frame", "Token", "Turn");

    @Test
    void givesNoBareNameToClassesOfTwoRooms() {
        Map<String, Set<String>> rooms = new TreeMap<>();
        for (var type : house) {
            if (type.isTopLevelClass() && !type.getSimpleName().equals("package-info")) {
                rooms.computeIfAbsent(type.getSimpleName(), name -> new TreeSet<>())
                        .add(room(type.getPackageName()));
            }
        }
        rooms.keySet().removeAll(TERMS_OF_TWO_FIELDS);
        rooms.values().removeIf(each -> each.size() == 1);
        assertEquals(Map.of(), rooms);
    }

    private static java.util.Optional<String> library(JavaClass target) {
        return LIBRARIES.entrySet().stream()
                .filter(entry -> target.getPackageName().startsWith(entry.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Test
    void keepsTheThreeLoopsApart() {
        for (var type :
                house.that(
                        new com.tngtech.archunit.base.DescribedPredicate<JavaClass>(
                                "in one of the loops") {
                            @Override
                            public boolean test(JavaClass type) {
                                return type.getPackageName().startsWith("batos.loops.");
                            }
                        })) {
            for (var dependency : type.getDirectDependenciesFromSelf()) {
                var target = dependency.getTargetClass().getPackageName();
                assertTrue(
                        !target.startsWith("batos.loops.") || target.equals(type.getPackageName()),
                        () -> type.getName() + " reaches into another loop: " + target);
            }
        }
    }
}
