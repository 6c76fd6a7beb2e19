package batos.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.image.MemoryImage;
import batos.talk.bind.Natives;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// A computation that an error has stopped, and the ways on.
class DebuggerTest {
    private final MemoryImage image = new MemoryImage();
    private final TalkFixture fixture = new TalkFixture(image, new Natives());

    private DebugSession parked(String source) {
        return assertInstanceOf(Evaluation.Unhandled.class, fixture.evaluate(source)).parked();
    }

    private static String done(Evaluation evaluation) {
        return assertInstanceOf(Evaluation.Done.class, evaluation).printed();
    }

    @Nested
    class AParkedComputation {
        @Test
        void showsArgumentsAndTemporariesOfEachFrame() {
            fixture.print(
                    "Object subclass: Mill [ grind: n [ | half | half := n / 2. ^half frob ] ]");
            var stack = parked("Mill new grind: 8").stack();
            assertEquals("Mill>>grind:", stack.getFirst().where());
            assertTrue(stack.getFirst().variables().contains("n = 8"), stack.toString());
            assertTrue(stack.getFirst().variables().contains("half = 4"), stack.toString());
        }

        @Test
        void goesOnWithAValueInPlaceOfTheMessageOrOfTheFrame() {
            fixture.print("Object subclass: Mill [ grind: n [ ^(n frob) + 1 ] ]");
            assertEquals("42", done(parked("Mill new grind: 8").resume("41")));
            assertEquals("9", done(parked("(Mill new grind: 8) + 2").returned("7", 0)));
        }

        @Test
        void goesOnWithAnotherTextOfItsMethod() {
            fixture.print("Object subclass: Mill [ grind: n [ ^n frob + 1 ] ]");
            var parked = parked("x := (Mill new grind: 8) + 100");
            assertEquals("108", done(parked.edit("grind: n [ ^n ]", 0, TalkFixture.cause("edit"))));
            assertEquals(
                    "(108 8 )",
                    new TalkFixture(image, new Natives()).print("{x. Mill new grind: 8}"));
        }

        @Test
        void goesOnWithTheMethodThatWasMissed() {
            fixture.print("Object subclass: Mill [ grind: n [ ^(self half: n) + 1 ] ]");
            var parked = parked("Mill new grind: 8");
            assertEquals(
                    "5", done(parked.edit("half: n [ ^n / 2 ]", 0, TalkFixture.cause("edit"))));
        }

        @Test
        void tellsWhereATextIsWrongAndStaysParked() {
            fixture.print("Object subclass: Mill [ grind: n [ ^n frob ] ]");
            var parked = parked("Mill new grind: 8");
            assertInstanceOf(
                    Evaluation.Misread.class,
                    parked.edit("grind: n [ ^^ ]", 0, TalkFixture.cause("e")));
            assertInstanceOf(
                    Evaluation.Uncommitted.class,
                    parked.edit("other [ ^1 ]", 0, TalkFixture.cause("e")));
            assertEquals("8", done(parked.edit("grind: n [ ^n ]", 0, TalkFixture.cause("e"))));
        }

        @Test
        void refusesToLeaveAMethodThatHasReturned() {
            fixture.print("Object subclass: Maker [ make [ ^[nil frob. 3] ] ]");
            var parked = parked("Maker new make value");
            assertInstanceOf(Evaluation.Uncommitted.class, parked.returned("1", 0));
            assertEquals("3", done(parked.resume("nil")));
        }
    }

    @Nested
    class MeanwhileAnotherLine {
        @Test
        void isEvaluatedAndKeptWhereTheParkedOneHasChangedNothing() {
            var parked = parked("nil frob. done := true");
            fixture.print("x := 5");
            assertEquals("5", new TalkFixture(image, new Natives()).print("x"));
            assertEquals("true", done(parked.resume("nil")));
            assertEquals("true", new TalkFixture(image, new Natives()).print("done"));
        }

        @Test
        void joinsTheParkedOneWhereThatHasChangedSomething() {
            fixture.print("list := OrderedCollection new");
            var root = image.now().root();
            var parked = parked("list add: 1. nil frob");
            fixture.print("list add: 2");
            assertTrue(fixture.talk.pending());
            assertEquals(root, image.now().root());
            parked.abandon();
            assertEquals("OrderedCollection ()", fixture.print("list"));
        }

        @Test
        void leavesNoTraceWhenItFailsInsideAnOpenTransaction() {
            fixture.print(
                    "Object subclass: Box [ |n| n [ ^n ] n: x [ n := x ] ]. list :="
                            + " OrderedCollection new. box := Box new");
            var parked = parked("list add: 1. box n: 1. y := 1. nil frob");
            fixture.limits = new Limits(10_000, java.time.Duration.ZERO, 0, 10_000);
            var failed =
                    fixture.evaluate(
                            "list add: 2. box n: 2. y := 2. Box addInstVarName: 'm'. [true]"
                                    + " whileTrue");
            assertInstanceOf(Evaluation.OverLimit.class, failed);
            fixture.limits = Limits.GENEROUS;
            assertEquals(
                    "(OrderedCollection (1 ) 1 1 1 )",
                    fixture.print("{list. box n. y. Box instSize}"));
            parked.resume("nil");
            assertEquals(
                    "(OrderedCollection (1 ) 1 1 1 )",
                    new TalkFixture(image, new Natives()).print("{list. box n. y. Box instSize}"));
        }

        @Test
        void parksInFrontOfThoseThatWait() {
            var first = parked("nil frob. 1");
            var second = parked("nil frab. 2");
            assertEquals(2, fixture.talk.parkedCount());
            assertInstanceOf(Evaluation.Uncommitted.class, first.resume("nil"));
            assertEquals("2", done(second.resume("nil")));
            assertEquals("1", done(first.resume("nil")));
        }

        @Test
        void neverMakesMoreThanEightWait() {
            for (var i = 0; i < 30; i++) {
                parked("nil frob");
            }
            assertEquals(8, fixture.talk.parkedCount());
        }
    }

    @Test
    void aCommitInsideRunningCodeIsKeptWhateverFollows() {
        fixture.evaluate("x := 1");
        var natives =
                new Natives()
                        .define("Image", "commit", call -> call.commit())
                        .name("image", () -> new batos.talk.bind.Proxy("Image", ""));
        var other = new TalkFixture(image, natives);
        assertEquals(
                "MessageNotUnderstood",
                other.fault("x := 2. image commit. x := 3. nil frob").type());
        assertEquals("2", other.print("x"));
        assertEquals("2", new TalkFixture(image, new Natives()).print("x"));
    }
}
