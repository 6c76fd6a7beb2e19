package batos.talk.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.talk.objects.SourceLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What was cut when batos was built is what the parser finds.
class ParsedUnitsTest {
    private static final Path RESOURCES = Path.of("src/main/resources/batos");

    static List<Path> shipped() throws IOException {
        var all = new ArrayList<Path>();
        for (var folder : List.of("talk/kernel", "world")) {
            try (Stream<Path> files = Files.list(RESOURCES.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".st")).sorted().forEach(all::add);
            }
        }
        assertTrue(all.size() > 25, all.toString());
        return all;
    }

    /// All of it, with offsets, which do not count where units are compared.
    private static List<String> written(List<SourceUnit> units, String source) {
        var all = new ArrayList<String>();
        for (var unit : units) {
            all.add(unit.getClass().getSimpleName() + unit.place().offset());
            var members =
                    switch (unit) {
                        case SourceUnit.Definition(_, var superclass, var name, var some) -> {
                            all.add(superclass + " " + name);
                            yield some;
                        }
                        case SourceUnit.Extension(_, var name, var meta, var some) -> {
                            all.add(name + " " + meta);
                            yield some;
                        }
                        default -> throw new AssertionError(unit.toString());
                    };
            for (var member : members) {
                if (member instanceof SourceUnit.Definer method) {
                    var base = new SourceLocation("here", 1, 1);
                    var place =
                            method.line() == 0
                                    ? base.at(source, method.place().offset())
                                    : base.below(method.line(), method.column());
                    all.add(
                            "%s %d %s %s %s %s %s"
                                    .formatted(
                                            place,
                                            method.place().offset(),
                                            method.on(),
                                            method.meta(),
                                            method.selector(),
                                            method.category(),
                                            method.text()));
                } else {
                    all.add(member.toString());
                }
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void comesBackWithItsPlaces(Path file) throws Exception {
        same(Files.readString(file));
    }

    private static void same(String source) {
        var bytes = ParsedUnits.written(source).orElseThrow();
        assertEquals(
                String.join("\n", written(SourceUnits.all(source, false), source)),
                String.join("\n", written(ParsedUnits.read(source, bytes), source)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Object subclass: A [ | a b | <comment: 'é ω'> <shape: #byte> C := . x [ ^1 ] ]",
                "A class extend [ | z | at: i put: x [ ^x ] ] B extend [ ]",
                "Object subclass: A [ A class [ | n | ] A class >> make [ ^self new ]\n\n B >> + o [ ^\"]\"o ] ]",
                "A extend [ a [ ^'\n' ] b [\n^2 ]\n\n  c [ ] ]\nB class >> c [ ^3 ]"
            })
    void keepsWhateverABodyHas(String source) {
        same(source);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3 + 4",
                "Eval [ 3 ]",
                "| a |",
                "A extend [ C := 3. ]",
                "!A methodsFor: 'x'! b ^1! !"
            })
    void leavesWhatItCannotWriteToTheParser(String source) {
        assertTrue(ParsedUnits.written(source).isEmpty(), source);
        assertEquals(SourceUnits.all(source, false), ParsedUnits.of(source));
    }

    @Test
    void theBuildKnowsWhatIsShippedAndNothingElse() throws Exception {
        Assumptions.assumeTrue(
                ParsedUnits.class.getResource("parsed-units") != null,
                "built without Maven, so nothing was cut");
        for (var file : shipped()) {
            var source = Files.readString(file);
            assertTrue(ParsedUnits.isKnown(source), file.toString());
            assertFalse(ParsedUnits.isKnown(source + " "));
        }
    }
}
