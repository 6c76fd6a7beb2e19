package batos.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.Patience;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TalkTest {
    private final TalkFixture fixture = new TalkFixture();

    @Nested
    class Expressions {
        @Test
        void printAsGnuSmalltalkPrintsThem() {
            assertEquals("7", fixture.print("3 + 4"));
            assertEquals("1/3", fixture.print("1/3"));
            assertEquals("(1 2 3 )", fixture.print("#(1 2 3)"));
            assertEquals("'it''s'", fixture.print("'it''s'"));
            assertEquals("#foo:bar:", fixture.print("#foo:bar:"));
            assertEquals("$a", fixture.print("$a"));
            assertEquals("255", fixture.print("16rFF"));
            assertEquals("1267650600228229401496703205376", fixture.print("2 ** 100"));
            assertEquals("0.1", fixture.print("0.1"));
            assertEquals("3.14s2", fixture.print("3.14s2"));
            assertEquals(
                    "a Set",
                    fixture.print("Set new class new printString. 'a Set'").replace("'", ""));
            assertEquals("(1 4 9 )", fixture.print("(1 to: 3) collect: [:i | i * i]"));
            assertEquals("an Object", fixture.print("Object new"));
        }

        @Test
        void keepWorkspaceVariables() {
            fixture.print("x := 3 + 4");
            assertEquals("8", fixture.print("x + 1"));
        }

        @Test
        void returnFromBlocksToTheirMethod() {
            fixture.print(
                    """
                    Object subclass: Finder [
                        first: block in: list [ list do: [:each | (block value: each) ifTrue: [^each]]. ^nil ]
                    ]\
                    """);
            assertEquals("4", fixture.print("Finder new first: [:n | n even] in: #(1 3 4 5)"));
        }
    }

    @Nested
    class AnError {
        @Test
        void namesReceiverSelectorNearestAndPlace() {
            var fault = fixture.fault("x := 3.\nx facotrial");
            assertEquals("MessageNotUnderstood", fault.type());
            assertEquals("3", fault.receiver());
            assertEquals("facotrial", fault.selector());
            assertEquals("factorial", fault.nearest());
            assertEquals("architect:2:3", fault.place());
            assertEquals("x facotrial\n  ^", fault.excerpt());
            assertTrue(
                    fault.render().contains("#facotrial (nearest: #factorial)\n"), fault::render);
        }

        @Test
        void leavesNoTrace() {
            fixture.print("x := OrderedCollection new");
            var root = fixture.image.now().root();
            fixture.fault("x add: 1. y := 2. Object subclass: #Nope. nil foo");
            assertEquals(root, fixture.image.now().root());
            assertEquals("0", fixture.print("x size"));
            assertEquals("nil", fixture.print("Smalltalk at: #y ifAbsent: [nil]"));
            assertEquals("false", fixture.print("Smalltalk includesKey: #Nope"));
        }

        @Test
        void isResumedInPlace() {
            var unhandled =
                    assertInstanceOf(Evaluation.Unhandled.class, fixture.evaluate("1 + (nil foo)"));
            var done = assertInstanceOf(Evaluation.Done.class, unhandled.parked().resume("41"));
            assertEquals("42", done.printed());
        }

        @Test
        void isMendedWhileTheComputationWaits() {
            fixture.print("Object subclass: Till [ total [ ^self missing + 1 ] ]");
            var unhandled =
                    assertInstanceOf(
                            Evaluation.Unhandled.class, fixture.evaluate("Till new total"));
            fixture.print("Till extend [ missing [ ^9 ] ]");
            var done = assertInstanceOf(Evaluation.Done.class, unhandled.parked().retry());
            assertEquals("10", done.printed());
            assertEquals("10", fixture.reopened().print("Till new total"));
        }

        @Test
        void restartsAFrameInItsPresentVersion() {
            fixture.print("Object subclass: Till [ total: n [ ^n / 0 ] ]");
            var unhandled =
                    assertInstanceOf(
                            Evaluation.Unhandled.class, fixture.evaluate("Till new total: 8"));
            assertEquals(
                    "8",
                    assertInstanceOf(Evaluation.Done.class, unhandled.parked().evaluate("n", 0))
                            .printed());
            fixture.print("Till extend [ total: n [ ^n / 2 ] ]");
            var done = assertInstanceOf(Evaluation.Done.class, unhandled.parked().restart(0));
            assertEquals("4", done.printed());
        }
    }

    @Nested
    class TheImage {
        @Test
        void keepsVariablesClassesMethodsAndObjects() {
            fixture.print(
                    """
                    Object subclass: Counter [
                        |n|
                        Made := 0.
                        increment [ ^n := (n ifNil: [0]) + 1 ]
                        Counter class >> make [ Made := Made + 1. ^self new ]
                        Counter class >> made [ ^Made ]
                    ]
                    c := Counter make.
                    c increment; increment.
                    d := Dictionary new.
                    d at: #counter put: c; at: 'text' put: ('a' , 'b').
                    pair := {c. c}.
                    block := [:x | x + c increment]
                    """);
            var again = fixture.reopened();
            assertEquals("3", again.print("c increment"));
            assertEquals("4", again.print("(d at: #counter) increment"));
            assertEquals("'ab'", again.print("d at: 'text'"));
            assertEquals(
                    "true", again.print("(pair at: 1) == (pair at: 2) and: [(pair at: 1) == c]"));
            assertEquals("1", again.print("Counter made"));
            assertEquals("15", again.print("block value: 10"));
            assertEquals("5", again.reopened().print("c instVarAt: 1"));
        }

        @Test
        void seesWhatOthersCommitted() {
            fixture.print("x := OrderedCollection new. x add: 1");
            fixture.print("x add: 2");
            fixture.image.restore("1", TalkFixture.cause("undo"));
            assertEquals("OrderedCollection (1 )", fixture.print("x"));
        }

        @Test
        void hasTheKernelsClassesBackWhenTheirRedefinitionIsUndone() {
            fixture.print("x := 1. Object subclass: Shape [ |name| ]");
            var before = fixture.image.now().number();
            fixture.print(
                    "Shape subclass: Rectangle [ |width| Sides := 4. width [ ^width ] width: n ["
                            + " width := n ] ]");
            assertEquals(
                    "(Shape 3 )",
                    fixture.print("{Rectangle superclass. Rectangle new width: 3; width}"));
            fixture.image.restore(String.valueOf(before), TalkFixture.cause("undo"));
            assertEquals(
                    "(Object (#origin #corner ) true 0@0 corner: 2@2 )",
                    fixture.print(
                            "{Rectangle superclass. Rectangle instanceVariableNames. Rectangle"
                                    + " classVarNames isEmpty. 0@0 extent: 2@2}"));
        }

        @Test
        void keepsTheNameOfWhatEndsWithItsLine() {
            fixture.print("x := {thisContext. 7}");
            assertEquals("('a context that has ended' 7 )", fixture.print("x"));
            assertEquals("('a context that has ended' 7 )", fixture.reopened().print("x"));
        }
    }

    @Nested
    class Classes {
        @Test
        void areChangedUnderLiveInstances() {
            fixture.print(
                    "Object subclass: Point3 [ |x z| x [ ^x ] x: n [ x := n ] z: n [ z := n ] z ["
                            + " ^z ] ]");
            fixture.print("p := Point3 new. p x: 1; z: 3");
            fixture.print("Object subclass: Point3 [ |y| y [ ^y ] y: n [ y := n ] ]");
            assertEquals("(1 nil 3 )", fixture.print("{p x. p y. p z}"));
            fixture.print("Point3 removeInstVarName: 'x'. Point3 compile: 'sum [ ^y + z ]'");
            fixture.print("p y: 2");
            assertEquals("5", fixture.print("p sum"));
            assertEquals("5", fixture.reopened().print("p sum"));
        }
    }

    @Nested
    class Limits {
        @Test
        void interruptALoop() throws Exception {
            var root = fixture.image.now().root();
            var caller = Thread.currentThread();
            var alarm =
                    Thread.ofVirtual()
                            .start(() -> {
                                while (!fixture.shown().contains("go")) {
                                    Thread.onSpinWait();
                                }
                                caller.interrupt();
                            });
            assertInstanceOf(
                    Evaluation.Interrupted.class,
                    fixture.evaluate("x := 0. 'go' displayNl. [x := x + 1] repeat"));
            alarm.join();
            assertEquals(root, fixture.image.now().root());
            assertEquals("7", fixture.print("3 + 4"));
        }

        /// Each is one message whose primitive would go on for minutes or for ever.
        private static final List<String> LONG =
                List.of(
                        "(3 ** 20000000) printString",
                        "3 ** 20000000 // (7 ** 9000000)",
                        "(3 ** 20000000) gcd: (7 ** 12000000)",
                        "(3 ** 9000000) / (7 ** 9000000)",
                        "(10 ** 5000000 + 1) sqrt",
                        "(2 ** 110503 - 1) isPrime",
                        "((1 / 3) raisedTo: 9000000) + ((1 / 7) raisedTo: 9000000)",
                        "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' =~"
                                + " '^(a+a?)+(b|c)\\1$'",
                        "| s | s := 'x'. [s := s, 'y'] repeat",
                        "| s | s := 'x'. [s := s, s. s size > 1000000 ifTrue: [s := 'x']] repeat",
                        "[Array new: 1000000] repeat",
                        "(Delay forSeconds: 1000) wait",
                        "[(Delay forSeconds: 1000) wait] fork. Semaphore new wait");

        /// Until an expression has run for 50 ms of processor time, or waits.
        private static void awaitWork() {
            try {
                Patience.until(
                        "nothing is evaluated",
                        () -> Thread.getAllStackTraces().keySet().stream().anyMatch(Limits::works));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static boolean works(Thread thread) {
            return thread.getName().equals("talk")
                    && (thread.getState() == Thread.State.TIMED_WAITING
                            || thread.getState() == Thread.State.WAITING
                            || ManagementFactory.getThreadMXBean()
                                            .getThreadCpuTime(thread.threadId())
                                    > 50_000_000);
        }

        @Test
        void interruptALongPrimitive() throws Exception {
            for (var expression : LONG) {
                var caller = Thread.currentThread();
                var alarm =
                        Thread.ofPlatform()
                                .start(() -> {
                                    awaitWork();
                                    caller.interrupt();
                                });
                assertInstanceOf(
                        Evaluation.Interrupted.class, fixture.evaluate(expression), expression);
                alarm.join();
            }
            assertEquals("7", fixture.print("3 + 4"));
        }

        @Test
        void endALongPrimitiveOverItsSteps() {
            fixture.limits = new batos.talk.Limits(20_000, Duration.ZERO, 0, 10_000);
            for (var expression : LONG.subList(0, LONG.size() - 2)) {
                var over =
                        assertInstanceOf(
                                Evaluation.OverLimit.class,
                                fixture.evaluate(expression),
                                expression);
                assertEquals("steps", over.which(), expression);
            }
        }

        @Test
        void turnEndlessRecursionIntoAnError() {
            fixture.print(
                    "Object subclass: Deep [ down: n [ ^(self down: n + 1) + 1 ] sum: n [ ^n = 0"
                            + " ifTrue: [0] ifFalse: [(self sum: n - 1) + 1] ] ]");
            assertEquals("100000", fixture.print("Deep new sum: 100000"));
            var fault = fixture.fault("Deep new down: 1");
            assertEquals("SystemExceptions.RecursionTooDeep", fault.type());
            assertTrue(fault.render().contains("the same 199 times more"), fault.render());
            assertTrue(fault.render().lines().count() < 12, fault.render());
            assertEquals(
                    "'caught'", fixture.print("[Deep new down: 1] on: Error do: [:e | 'caught']"));
        }

        @Test
        void endAnEvaluationOverItsSteps() {
            fixture.limits = new batos.talk.Limits(100_000, Duration.ZERO, 0, 10_000);
            var over =
                    assertInstanceOf(
                            Evaluation.OverLimit.class, fixture.evaluate("[true] whileTrue"));
            assertEquals("steps", over.which());
        }
    }

    @Nested
    class AMisreadText {
        @Test
        void saysWhereAndWhetherMoreCouldMendIt() {
            var open = assertInstanceOf(Evaluation.Misread.class, fixture.evaluate("#(1 2"));
            assertTrue(open.incomplete());
            var wrong = assertInstanceOf(Evaluation.Misread.class, fixture.evaluate("3 + )"));
            assertEquals(5, wrong.column());
            assertTrue(!wrong.incomplete());
        }
    }
}
