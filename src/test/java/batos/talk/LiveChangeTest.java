package batos.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import batos.image.MemoryImage;
import batos.talk.bind.Natives;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Classes that change under their instances, wherever these are held.
class LiveChangeTest {
    private final MemoryImage image = new MemoryImage();
    private final TalkFixture fixture = new TalkFixture(image, new Natives());

    private TalkFixture reopened() {
        return new TalkFixture(image, new Natives());
    }

    @Nested
    class AnInstance {
        @Test
        void comparesItsKeysAsItsSuperclassOfNowDoes() {
            fixture.print("Dictionary subclass: Keys [ ]");
            var look = "(Keys new) at: 'a' copy put: 1; at: 'a' copy put: 2; size";
            assertEquals("1", fixture.print(look));
            fixture.print("IdentityDictionary subclass: Keys [ ]");
            assertEquals("2", fixture.print(look));
            fixture.print("Dictionary subclass: Keys [ ]");
            assertEquals("1", fixture.print(look));
        }

        @Test
        void isToldThatItsShapeHasChanged() {
            fixture.print(
                    "Object subclass: Tank [ |litres| litres [ ^litres ] litres: n [ litres := n ]"
                            + " ]");
            fixture.print("tank := Tank new litres: 3; yourself");
            fixture.print(
                    "Tank extend [ |full| full [ ^full ] postMigrate [ full := litres > 2 ] ]");
            assertEquals("true", fixture.print("tank full"));
            assertEquals("true", reopened().print("tank full"));
        }

        @Test
        void thatSleepsInTheImageIsToldToo() {
            fixture.print(
                    "Object subclass: Tank [ |litres| litres [ ^litres ] litres: n [ litres := n ]"
                            + " ]");
            fixture.print(
                    "Tank subclass: Barrel [ ]. many := {Tank new litres: 1; yourself. Barrel new"
                            + " litres: 5; yourself}");
            var again = reopened();
            again.print("Tank extend [ |full| full [ ^full ] postMigrate [ full := litres > 2 ] ]");
            assertEquals("(false true )", again.print("many collect: [:each | each full]"));
            assertEquals("(false true )", reopened().print("many collect: [:each | each full]"));
        }

        @Test
        void getsNilInASlotThatWasRemovedAndCameBackEvenWhenItSlept() {
            fixture.print(
                    "Object subclass: Tank [ |litres| litres [ ^litres ] litres: n [ litres := n ]"
                            + " ]");
            fixture.print("tank := Tank new litres: 3; yourself");
            var again = reopened();
            again.print("Tank removeInstVarName: 'litres'");
            again.print("Tank addInstVarName: 'litres'");
            assertEquals("nil", again.print("tank litres"));
        }

        @Test
        void thatOnlyATemporaryHoldsIsMigrated() {
            fixture.print("Object subclass: Pair [ |a| a [ ^a ] a: x [ a := x ] ]");
            assertEquals(
                    "(1 nil )",
                    fixture.print(
                            "| p block | p := Pair new a: 1; yourself. block := [p]. Pair"
                                    + " addInstVarName: 'b'. Pair compile: 'b [ ^b ]'. {p a. block"
                                    + " value b}"));
        }

        @Test
        void ofAParkedComputationIsMigrated() {
            fixture.print("Object subclass: Pair [ |a| a [ ^a ] a: x [ a := x ] ]");
            fixture.print(
                    "Object subclass: Work [ go [ | p | p := Pair new a: 7; yourself. self stop."
                            + " ^{p a. p b} ] ]");
            var parked = parked("Work new go");
            fixture.print("Object subclass: Pair [ |z b| b [ ^b ] postMigrate [ b := a + 1 ] ]");
            var ended = parked.resume("nil");
            assertEquals("(7 8 )", assertInstanceOf(Evaluation.Done.class, ended).printed());
        }

        @Test
        void keepsItsSlotsWhereItsClassGetsAnotherSuperclass() {
            fixture.print("Object subclass: Named [ |name| name [ ^name ] name: x [ name := x ] ]");
            fixture.print("Object subclass: Dog [ |age| age [ ^age ] age: x [ age := x ] ]");
            fixture.print("dog := Dog new age: 4; yourself");
            fixture.print("Named subclass: Dog [ ]. dog name: 'Rex'");
            assertEquals("('Rex' 4 )", reopened().print("{dog name. dog age}"));
            fixture.print("Object subclass: Dog [ ]");
            assertEquals("(4 false )", reopened().print("{dog age. dog respondsTo: #name}"));
        }

        @Test
        void findsItsSlotsFromCodeThatWasRunningWhenTheyMoved() {
            fixture.print(
                    "Object subclass: Above [ |u| ]. Above subclass: Below [ |v| v: x [ v := x ]"
                            + " ]");
            fixture.print(
                    "Below compile: 'shift [ Above addInstVarName: ''w''. Below removeSelector:"
                            + " #shift. v := v + 1. ^v ]'");
            assertEquals("11", fixture.print("Below new v: 10; shift"));
        }

        @Test
        void findsItsSlotsFromABlockThatIsOlderThanTheyAre() {
            fixture.print(
                    "Object subclass: Above [ |u| ]. Above subclass: Below [ |v| v: x [ v := x ]"
                            + " reader [ ^[v] ] ]");
            fixture.print("reader := (Below new v: 5; yourself) reader");
            fixture.print("Above addInstVarName: 'w'. Above addInstVarName: 'x'");
            assertEquals("5", fixture.print("reader value"));
            assertEquals("5", reopened().print("reader value"));
        }
    }

    @Nested
    class AMethod {
        @Test
        void thatIsReplacedIsFoundByARunningLoopAtItsNextCall() {
            fixture.print("Object subclass: Clock [ tick [ ^1 ] ]");
            assertEquals(
                    "(1 1 2 2 )",
                    fixture.print(
                            "| c | c := Clock new. (1 to: 4) asArray collect: [:i |"
                                    + " i = 3 ifTrue: [Clock compile: 'tick [ ^2 ]']. c tick]"));
        }

        @Test
        void thatIsRemovedIsNoMore() {
            fixture.print("Object subclass: Clock [ tick [ ^1 ] ]. c := Clock new");
            assertEquals("1", fixture.print("c tick"));
            fixture.print("Clock removeSelector: #tick");
            assertEquals("MessageNotUnderstood", fixture.fault("c tick").type());
            assertEquals("MessageNotUnderstood", reopened().fault("c tick").type());
        }

        @Test
        void ofTheClassSideAndItsVariablesAreKept() {
            fixture.print(
                    "Object subclass: Till [ Rate := 7. Till class [ |made| ] Till class >> new ["
                            + " made := (made ifNil: [0]) + 1. ^super new ] Till class >> made [ ^made"
                            + " ] rate [ ^Rate ] Till class >> rate: n [ Rate := n ] ]");
            fixture.print("Till new; new. Till rate: 19. till := Till new");
            assertEquals("(3 19 )", reopened().print("{Till made. till rate}"));
        }
    }

    @Nested
    class Becoming {
        @Test
        void exchangesTwoObjectsForEverybody() {
            fixture.print(
                    "a := OrderedCollection new add: 1; yourself. b := Array with: 2. holder := {a."
                            + " b}");
            fixture.print("a become: b");
            assertEquals(
                    "((2 ) OrderedCollection (1 ) (2 ) )", fixture.print("{a. b. holder first}"));
            assertEquals(
                    "((2 ) OrderedCollection (1 ) (2 ) )",
                    reopened().print("{a. b. holder first}"));
        }

        @Test
        void reachesWhatSleepsInTheImage() {
            fixture.print(
                    "a := OrderedCollection new add: 1; yourself. deep := OrderedCollection new"
                            + " add: (OrderedCollection new add: a; yourself); yourself");
            var again = reopened();
            again.print("a becomeForward: #(9)");
            assertEquals("(9 )", again.print("deep first first"));
            assertEquals("(9 )", reopened().print("deep first first"));
        }
    }

    private DebugSession parked(String source) {
        return assertInstanceOf(Evaluation.Unhandled.class, fixture.evaluate(source)).parked();
    }

    /// Instances in variables, collections, temporaries of running code and of parked code, some
    /// asleep in the image: whatever happens to their classes, what they held stays.
    @Nested
    class AtRandom {
        @Test
        void noEditLosesASlot() {
            for (var seed = 0L; seed < 25; seed++) {
                oneLife(new Random(seed), "seed " + seed);
            }
        }

        private void oneLife(Random random, String seed) {
            var home = new MemoryImage();
            var here = new TalkFixture(home, new Natives());
            here.print(
                    "Object subclass: Top [ |t| t [ ^t ] t: x [ t := x ] ].Top subclass: Middle ["
                            + " |m| m [ ^m ] m: x [ m := x ] ].Middle subclass: Leaf [ |l| l [ ^l ] l:"
                            + " x [ l := x ] sum [ ^t + m + l ] later [ ^[t + m + l] ] Leaf class >>"
                            + " at: n [ ^self new t: n; m: n * 10; l: n * 100; yourself ] ].Object"
                            + " subclass: Holder [ wait [ | own | own := Leaf at: 4. self stop. ^own"
                            + " sum ] ]");
            here.print(
                    "one := Leaf at: 1. many := (1 to: 3) collect: [:i | Leaf at: i]. block :="
                            + " (Leaf at: 2) later");
            if (assertInstanceOf(Evaluation.Unhandled.class, here.evaluate("Holder new wait"))
                    instanceof Evaluation.Unhandled(var fault, var parked)) {
                for (var step = 0; step < 8; step++) {
                    var edit = edit(random);
                    var words = seed + " step " + step + ": " + edit;
                    assertEquals(
                            "(333 111 666 222 )",
                            here.print(
                                    "| own | own := Leaf at: 3. "
                                            + edit
                                            + ". {own sum. one sum. many inject: 0 into: [:a :e | a"
                                            + " + e sum]. block value}"),
                            words);
                    if (random.nextInt(4) == 0) {
                        var other = new TalkFixture(home, new Natives());
                        other.print(edit(random));
                        assertEquals(
                                "(111 666 222 )",
                                other.print(
                                        "{one sum. many inject: 0 into: [:a :e | a + e sum]. block"
                                                + " value}"),
                                words);
                    }
                }
                assertEquals(
                        "444",
                        assertInstanceOf(Evaluation.Done.class, parked.resume("nil"), seed)
                                .printed(),
                        seed);
            }
            assertEquals(
                    "(111 222 )",
                    new TalkFixture(home, new Natives()).print("{one sum. block value}"));
        }

        private static String edit(Random random) {
            var type = List.of("Top", "Middle", "Leaf").get(random.nextInt(3));
            var extra = "x" + random.nextInt(3);
            var edits = new ArrayList<String>();
            edits.add(type + " addInstVarName: '" + extra + "'");
            edits.add("[" + type + " removeInstVarName: '" + extra + "'] on: Error do: [:e | nil]");
            edits.add("Top superclass: " + (random.nextBoolean() ? "Object" : "ValueHolder"));
            edits.add(type + " compile: 'unused [ ^" + extra.charAt(1) + " ]'");
            edits.add(
                    type
                            + " instanceVariableNames: '"
                            + extra
                            + " "
                            + type.substring(0, 1).toLowerCase(java.util.Locale.ROOT)
                            + "'");
            return edits.get(random.nextInt(edits.size()));
        }
    }
}
