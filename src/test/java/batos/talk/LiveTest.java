package batos.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.image.ImageFault;
import batos.image.ImageLimits;
import batos.image.LivingImage;
import batos.image.MemoryImage;
import batos.nerve.Pulses;
import batos.talk.bind.Natives;
import batos.talk.bind.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveTest {
    private static Natives natives() {
        return new Natives()
                .source(
                        "Lamp.st",
                        "LiveObject subclass: Lamp [ <comment: 'Shines.'> twice [ ^{self name. self"
                                + " name} ] ]")
                .define("Lamp", "name", Lamps::name)
                .define("Lamp", "dim:", call -> call.value(call.argument(0), call.key()))
                .define(
                        "Lamp",
                        "fail",
                        call -> {
                            throw call.error("the bulb is broken");
                        })
                .define("Lamp", "facts", call -> Map.of("watts", 60, "tags", List.of("a", "b")))
                .define("Lamp class", "all", call -> List.of(new Proxy("Lamp", "desk")))
                .unknown(
                        "Lamp",
                        call -> call.selector().equals("glow") ? Optional.of("glowing") : null)
                .name("lamp", () -> new Proxy("Lamp", "desk"));
    }

    private static final class Lamps {
        private Lamps() {}

        static Object name(batos.talk.bind.NativeCall call) {
            return call.key() + " lamp";
        }
    }

    private final MemoryImage image = new MemoryImage();
    private final TalkFixture fixture = new TalkFixture(image, natives());

    @Test
    void whatTheImageRefusesIsSaidInItsWords(@TempDir Path home) {
        var greedy = ImageLimits.standard().withReserve(Long.MAX_VALUE / 16);
        try (var full =
                        LivingImage.open(
                                home,
                                greedy,
                                InstantSource.system(),
                                new Pulses(InstantSource.system()));
                var refused = new TalkFixture(full, natives())) {
            var end = assertInstanceOf(Evaluation.Uncommitted.class, refused.evaluate("x := 1"));
            assertEquals(Optional.of(ImageFault.Reason.NO_ROOM), end.refusal());
            assertTrue(end.message().startsWith("a new home needs more than "), end.message());
            assertEquals("3", refused.print("1 + 2"));
        }
    }

    @Test
    void compactingTakesNothingThatAVariableAClassOrAParkedComputationHolds(@TempDir Path home) {
        var now = new AtomicReference<>(Instant.EPOCH);
        try (var kept =
                        LivingImage.open(
                                home,
                                ImageLimits.standard(),
                                now::get,
                                new Pulses(InstantSource.system()));
                var here = new TalkFixture(kept, natives())) {
            here.print(
                    "Object subclass: Shelf [ Books := nil. Shelf class [ |top| ] Shelf class >>"
                            + " top [ ^top ] Shelf class >> top: x [ top := x ] Shelf class >> books: x"
                            + " [ Books := x ] Shelf class >> books [ ^Books ] ]");
            here.print(
                    "Shelf top: {1. {2. 'two'}}. Shelf books: (Dictionary new at: 1 put: {3};"
                            + " yourself)");
            here.print("Object subclass: Crate [ |in| in [ ^in ] in: x [ in := x ] ]");
            here.print(
                    "var := {4. [:x | x + 5]}. box := Crate new in: (Crate new in: {7. {8}}). lost"
                            + " := {9. {10}}");
            var other = new TalkFixture(kept, natives());
            now.set(Instant.EPOCH.plusSeconds(3_600));
            var parked =
                    assertInstanceOf(
                                    Evaluation.Unhandled.class,
                                    other.evaluate("| t | t := box. nil foo. again := t. 0"))
                            .parked();
            here.print("box := nil. lost := nil");
            now.set(Instant.EPOCH.plusSeconds(7_200));
            assertTrue(!kept.compact(TalkFixture.cause("compact"), false).unreachable().isEmpty());
            assertInstanceOf(Evaluation.Done.class, parked.resume("nil"));
            kept.compact(TalkFixture.cause("compact"), false);
            var all =
                    "{Shelf top. Shelf books at: 1. var first. (var at: 2) value: 1. again in in."
                            + " box. lost}";
            var expected = "((1 (2 'two' ) ) (3 ) 4 6 (7 (8 ) ) nil nil )";
            assertEquals(expected, here.print(all));
            assertEquals(expected, other.print(all));
            assertEquals(expected, new TalkFixture(kept, natives()).print(all));
        }
    }

    /// Text that was written for other Smalltalks.
    @Nested
    class OldText {
        @Test
        void definesClassesAndMethodsBetweenBangs() {
            fixture.evaluate(
                    """
                    Object subclass: #Crate
                        instanceVariableNames: 'n'
                        classVariableNames: ''
                        poolDictionaries: ''
                        category: 'old'!

                    !Crate methodsFor: 'adding' stamp: 'somebody 1/1/2000'!
                    add
                        ^n := (n ifNil: [0]) + 1!
                    size ^n! !

                    Crate class methodsFor: nil!
                    full ^self new add; add; yourself! !
                    """);
            assertEquals("2", fixture.print("Crate full size"));
        }

        @Test
        void compilesAMethodWithoutBrackets() {
            fixture.evaluate("Object subclass: Box [ ]");
            fixture.evaluate("Box compile: 'twice: n | all | all := n * 2. ^all'");
            fixture.evaluate("Box compile: 'thrice: n [ ^n * 3 ]'");
            assertEquals("(8 12 )", fixture.print("{Box new twice: 4. Box new thrice: 4}"));
            assertEquals("7", fixture.print("Object evaluate: '| a | a := 3. a + 4'"));
        }
    }

    @Nested
    class ALiveObject {
        @Test
        void answersByNatives() {
            assertEquals("'desk lamp'", fixture.print("lamp name"));
            assertEquals("('desk lamp' 'desk lamp' )", fixture.print("lamp twice"));
            assertEquals("'desk!'", fixture.print("lamp dim: [:key | key, '!']"));
            assertEquals("60", fixture.print("lamp facts at: 'watts'"));
            assertEquals("true", fixture.print("Lamp all first = lamp"));
            assertEquals(
                    "'the bulb is broken'",
                    fixture.print("[lamp fail] on: Error do: [:e | e messageText]"));
            assertEquals("the bulb is broken", fixture.fault("lamp fail").message());
        }

        @Test
        void isAskedBeforeItDoesNotUnderstand() {
            assertEquals("'glowing'", fixture.print("lamp glow"));
            assertEquals("MessageNotUnderstood", fixture.fault("lamp shimmer").type());
        }

        @Test
        void isExtendedByTheArchitectAndKept() {
            fixture.print("Lamp extend [ shout [ ^self name asUppercase ] ]. mine := {lamp}");
            var again = new TalkFixture(image, natives());
            assertEquals("'DESK LAMP'", again.print("mine first shout"));
        }

        @Test
        void hasANameThatCannotBeAssigned() {
            assertInstanceOf(Evaluation.Misread.class, fixture.evaluate("lamp := 3"));
        }
    }

    @Nested
    class Code {
        @Test
        void filesInAgainToAnEqualRoot() {
            fixture.print(
                    """
                    Object subclass: Base [ |a| <comment: 'it''s a base'> Limit := 7. a [ ^a ] a: x [ a := x ]
                        Base class >> limit [ ^Limit ] ]
                    Base subclass: Derived [ |b c| Derived class [ |made| ] sum [ ^a + b ] ]
                    Integer extend [ double [ ^self * 2 ] ]
                    """);
            var text = fixture.talk.fileOut("");
            var other = new TalkFixture(new MemoryImage(), natives());
            other.print(text);
            assertEquals(image.now().root(), other.image.now().root());
            assertEquals("14", other.print("Base limit double"));
        }

        @Test
        void isFoundBySendersAndImplementors() {
            fixture.print("Object subclass: Caller [ go [ ^self wobble: 3 ] wobble: n [ ^n ] ]");
            assertEquals("('Caller>>go' )", fixture.print("senders of: #wobble:"));
            assertEquals("('Caller>>wobble:' )", fixture.print("implementors of: #wobble:"));
        }

        @Test
        void isRevertedFromTheChangeLog() {
            fixture.print("Object subclass: Till [ tax [ ^7 ] ]");
            fixture.print("Till extend [ tax [ ^19 ] ]");
            var number = image.now().number();
            assertEquals("19", fixture.print("Till new tax"));
            assertTrue(fixture.print("Smalltalk changes last").contains("Till>>tax"));
            fixture.print("Smalltalk revert: " + number);
            assertEquals("7", fixture.print("Till new tax"));
        }
    }

    @Nested
    class Completion {
        @Test
        void offersNamesAndTheReceiversSelectors() {
            fixture.print("counter := OrderedCollection new");
            assertTrue(fixture.talk.complete("coun", 4).candidates().contains("counter"));
            var selectors = fixture.talk.complete("counter addF", 12);
            assertEquals(8, selectors.start());
            assertTrue(selectors.candidates().contains("addFirst:"));
        }
    }

    @Nested
    class AtRandom {
        /// Statements that change the image in many ways.
        private static final List<String> EDITS =
                List.of(
                        "list add: list size",
                        "list removeFirst",
                        "table at: list size put: list copy",
                        "box n: (box n ifNil: [0]) + 1",
                        "box n: {box. list}",
                        "Smalltalk at: #fresh put: 'a', 'b'",
                        "Box addInstVarName: 'extra'",
                        "Box compile: 'twice [ ^n ]'",
                        "Box removeInstVarName: 'extra'",
                        "Object subclass: #Other",
                        "list := OrderedCollection new",
                        "box become: Box new");

        private static final int SEEDS = Boolean.getBoolean("batos.whole") ? 60 : 8;

        @Test
        void anInterruptedEvaluationLeavesTheRootAsItWas() {
            fixture.print("Object subclass: Box [ |n| n [ ^n ] n: x [ n := x ] ]");
            fixture.print(
                    "list := OrderedCollection new. list add: 1; add: 2. table := Dictionary new."
                            + " box := Box new");
            fixture.print("list add: 3. table at: 1 put: list. box n: table");
            var root = image.now().root();
            var before =
                    fixture.print(
                            "{list. table. box n == table. Box selectors size. Box instSize}");
            for (var seed = 0L; seed < SEEDS; seed++) {
                var random = new Random(seed);
                var program = new StringBuilder();
                for (var i = 0; i < 12; i++) {
                    program.append("[")
                            .append(EDITS.get(random.nextInt(EDITS.size())))
                            .append("] on: Error do: [:e | nil].\n");
                }
                fixture.limits =
                        new Limits(1 + random.nextInt(20_000), java.time.Duration.ZERO, 0, 10_000);
                var outcome = fixture.evaluate("[" + program + "] repeat");
                assertInstanceOf(Evaluation.OverLimit.class, outcome, program.toString());
                fixture.limits = Limits.GENEROUS;
                assertEquals(root, image.now().root());
                assertEquals(
                        before,
                        fixture.print(
                                "{list. table. box n == table. Box selectors size. Box instSize}"),
                        program.toString());
            }
            assertEquals(
                    before,
                    new TalkFixture(image, natives())
                            .print(
                                    "{list. table. box n == table. Box selectors size. Box"
                                            + " instSize}"));
        }

        @Test
        void classEditsNeverLoseASlot() {
            fixture.print("Object subclass: Above [ |u| u [ ^u ] u: x [ u := x ] ]");
            fixture.print("Above subclass: Below [ |v| v [ ^v ] v: x [ v := x ] ]");
            fixture.print("many := (1 to: 5) collect: [:i | Below new u: i; v: i * 10; yourself]");
            var expected = "(11 22 33 44 55 )";
            for (var seed = 0L; seed < 40; seed++) {
                var random = new Random(seed);
                var extra = "s" + random.nextInt(4);
                var edit =
                        switch (random.nextInt(5)) {
                            case 0 -> "Above addInstVarName: '" + extra + "'";
                            case 1 -> "Below addInstVarName: '" + extra + "'";
                            case 2 ->
                                    "[Above removeInstVarName: '"
                                            + extra
                                            + "'] on: Error do: [:e | nil]";
                            case 3 ->
                                    "[Below removeInstVarName: '"
                                            + extra
                                            + "'] on: Error do: [:e | nil]";
                            default ->
                                    "Above superclass: "
                                            + (random.nextBoolean() ? "Object" : "ValueHolder");
                        };
                fixture.print(edit);
                assertEquals(
                        expected,
                        fixture.print("many collect: [:each | each u + each v]"),
                        "seed " + seed + ": " + edit);
            }
            assertEquals(
                    expected,
                    new TalkFixture(image, natives())
                            .print("many collect: [:each | each u + each v]"));
        }
    }
}
