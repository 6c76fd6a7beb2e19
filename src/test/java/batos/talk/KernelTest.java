package batos.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KernelTest {
    private final Desk desk = new Desk();

    @AfterEach
    void close() {
        desk.close();
    }

    @Nested
    class Numbers {
        @Test
        void aLiteralsLetterSaysWhichFloat() {
            assertEquals(
                    "(FloatD FloatE FloatD FloatQ SmallInteger )",
                    desk.print("{1.5. 1.5e0. 1.5d0. 1.5q0. 1e3} collect: [:n | n class]"));
        }

        @Test
        void printTheShortestDigitsThatReadBack() {
            assertEquals(
                    "(0.1 0.30000000000000004 1.0d101 10000000000000000.0 1.0e16 )",
                    desk.print("{0.1. 0.1 + 0.2. 1.0d101. 1.0d16. 1.0e16}"));
        }

        @Test
        void roundHalfAwayFromZeroAtAnySize() {
            assertEquals(
                    "(3 -3 2 9007199254740991 )",
                    desk.print("{2.5. -2.5. 2.49. 9007199254740991.0} collect: [:n | n rounded]"));
        }
    }

    @Nested
    class Dates {
        @Test
        void countDaysAndSecondsFromTheBlueBooksDayZero() {
            assertEquals(
                    "(1/1/1901 9/22/1900 25202 -101 2/28/2001 true true )",
                    desk.print(
                            "{Date fromDays: 0. Date fromSeconds: -8640001. (Date newDay: 1 month: 1 year: 1970) days."
                                    + " (Date fromSeconds: -8640001) days. Date newDay: 28 month: #feb year: 2001."
                                    + " (Date fromSeconds: Time secondClock) = Date today."
                                    + " DateTime now asSeconds // 86400 = Date today days}"));
        }
    }

    @Nested
    class Characters {
        @Test
        void separateWordsWhereTheyDoInSmalltalk() {
            assertEquals(
                    "(9 10 12 13 32 )",
                    desk.print(
                            "((0 to: 127) select: [:v | (Character value: v) isSeparator]) asArray"));
        }
    }

    @Nested
    class Collections {
        @Test
        void forgetWhatIsRemoved() {
            assertEquals("Set (1 )", desk.print("Set new add: 1; add: 2; remove: 2; yourself"));
            assertEquals(
                    "Dictionary ( #b->2 )",
                    desk.print(
                            "Dictionary new at: #a put: 1; at: #b put: 2; removeKey: #a; yourself"));
        }

        @Test
        void initializeWhatIsNew() {
            desk.print("Object subclass: Till [ |n| initialize [ n := 7 ] n [ ^n ] ]");
            assertEquals("7", desk.print("Till new n"));
            assertEquals("nil", desk.print("Till basicNew n"));
        }
    }

    @Nested
    class Processes {
        @Test
        void takeTurns() {
            assertEquals(
                    "(1 2 3 )",
                    desk.print(
                            """
                            | q out |
                            q := SharedQueue new. out := OrderedCollection new.
                            [1 to: 3 do: [:i | q nextPut: i]] fork.
                            3 timesRepeat: [out add: q next].
                            out asArray\
                            """));
        }

        @Test
        void yieldWhatAGeneratorMakes() {
            assertEquals(
                    "(1 4 9 )",
                    desk.print(
                            "((Generator on: [:g | 1 to: 9 do: [:i | g yield: i * i]]) next: 3)"));
        }

        @Test
        void endWithTheEvaluation() {
            desk.print("[[true] whileTrue: [Processor yield]] fork. 3");
            assertTrue(
                    Thread.getAllStackTraces().keySet().stream()
                            .noneMatch(t -> t.getName().equals("talk process") && t.isAlive()));
        }

        @Test
        void areTakenBackWhenAllWait() {
            var ran = desk.run("Semaphore new wait. 'after' displayNl");
            assertEquals(1, ran.faults());
            assertTrue(desk.shown().endsWith("after\n"), desk.shown());
        }

        @Test
        void stopWhenTheEvaluationIsInterrupted() throws InterruptedException {
            var ended = new java.util.concurrent.CompletableFuture<Evaluation>();
            Thread.ofVirtual()
                    .start(() ->
                            ended.complete(
                                    desk.evaluate(
                                            "'go' displayNl. [[true] whileTrue] fork. Semaphore new wait")));
            while (!desk.shown().contains("go")) {
                Thread.sleep(5);
            }
            desk.talk.interrupt();
            assertInstanceOf(Evaluation.Interrupted.class, ended.join());
        }
    }

    @Test
    void aWeakPlaceIsEmptiedAndAMortalObjectIsTold() {
        desk.print("Object subclass: Guest [ finalize [ Transcript showCr: 'gone' ] ]");
        assertEquals(
                "(nil )",
                desk.print(
                        "w := WeakArray new: 1. w at: 1 put: Guest new. (w at: 1) addToBeFinalized. ObjectMemory compact. w"));
        assertEquals("gone\n", desk.shown());
    }

    @Test
    void testsAreMethodsOfATestCase() {
        desk.print(
                "TestCase subclass: StackTest [ |stack| setUp [ stack := OrderedCollection new ]"
                        + " testPush [ stack add: 3. self assert: stack last equals: 3; deny: stack isEmpty ]"
                        + " testPop [ self should: [stack removeFirst] raise: Error ]"
                        + " testWrong [ self assert: 3 + 4 equals: 8 ]"
                        + " testBroken [ stack frobnicate ] ]."
                        + "StackTest subclass: DeepTest [ testMore [ self shouldnt: [stack add: 1] raise: Error ] ]");
        assertEquals(
                """
                4 run, 2 passed, 1 failed, 1 error
                  StackTest>>#testBroken: did not understand #frobnicate
                  StackTest>>#testWrong: got 7 instead of 8\
                """,
                desk.print("StackTest suite run"));
        assertEquals(
                "(4 1 5 )",
                desk.print(
                        "{StackTest suite tests size. DeepTest suite run passedCount. TestCase suite run runCount}"));
        assertEquals("TestFailure", desk.fault("StackTest debug: #testWrong").type());
    }

    @Test
    void regressionModeShowsWhatEachEvalAnswers() {
        desk.talk.regress(
                "Eval [ 3 + 4 ]\nEval [ 'a' displayNl. nil foo. 5 ]",
                "t.st",
                List.of(),
                Desk.cause("t"));
        assertEquals(
                """

                Execution begins...
                returned value is 7

                Execution begins...
                a
                 error: did not understand #foo
                returned value is nil
                """,
                desk.shown());
    }
}
