package batos.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What goes on after something went wrong.
class RecoveryTest {
    private final TalkFixture fixture = new TalkFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Nested
    class AfterASyntaxError {
        @Test
        void inAnEvalTheNextPieceSurvives() {
            fixture.run(
                    "Eval [ 3 foo bar: ]\n"
                            + "Object subclass: Good [ a [ ^5 ] ]\n"
                            + "Eval [ Good new a displayNl ]");
            assertTrue(fixture.shown().endsWith("5\n"), fixture.shown());
        }

        @Test
        void inAMethodTheNextClassSurvives() {
            fixture.run(
                    "Object subclass: Bad [ broken [ ^^^ ] fine [ ^2 ] ]\nEval [ 'on' displayNl ]");
            assertTrue(fixture.shown().endsWith("on\n"), fixture.shown());
        }

        @Test
        void inANamespaceWhatFollowsItSurvives() {
            fixture.run(
                    "Namespace current: Smalltalk [ Object subclass: B [ x [ ( ] ] ]\n"
                            + "Eval [ 'on' displayNl ]");
            assertTrue(fixture.shown().endsWith("on\n"), fixture.shown());
        }
    }

    @Test
    void aStatementEndsWithItsLineWhereTheNextBegins() {
        fixture.run("[:x | x] value: 3\n\n'next' displayNl.\n3 +\n  4\n'last' displayNl");
        assertEquals("next\nlast\n", fixture.shown());
    }

    @Nested
    class AMethodWithoutEffect {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Array extend [ at: i [ ^99 ] ]",
                    "Integer extend [ + x [ ^0 ] ]",
                    "SmallInteger extend [ timesRepeat: b [ ] ]",
                    "Boolean extend [ and: b [ ^true ] ]",
                    "Object subclass: Odd [ == other [ ^true ] ]"
                })
        void isRefusedWithTheReason(String source) {
            var why =
                    assertInstanceOf(Evaluation.Misread.class, fixture.evaluate(source)).message();
            assertTrue(why.contains("answered by the interpreter without a send"), why);
        }

        @Test
        void isNoIsNilOfAUser() {
            fixture.print("Object subclass: Nothing [ isNil [ ^true ] ]");
            assertEquals("1", fixture.print("Nothing new isNil ifTrue: [1] ifFalse: [2]"));
        }
    }

    @Nested
    class AnInterruption {
        private Evaluation interrupted(String source) {
            var ended = new CompletableFuture<Evaluation>();
            Thread.ofVirtual()
                    .start(() -> ended.complete(fixture.evaluate("'go' displayNl. " + source)));
            while (!fixture.shown().contains("go")) {
                Thread.onSpinWait();
            }
            fixture.talk.interrupt();
            return ended.join();
        }

        @Test
        void runsEnsureAndIfCurtailedBlocks() {
            assertInstanceOf(
                    Evaluation.Interrupted.class,
                    interrupted(
                            "[[[true] whileTrue] ensure: ['closed' displayNl]] ifCurtailed:"
                                    + " ['curtailed' displayNl]"));
            assertTrue(fixture.shown().endsWith("closed\ncurtailed\n"), fixture.shown());
        }

        @Test
        void cutsOffAnEnsureBlockThatDoesNotEnd() {
            assertInstanceOf(
                    Evaluation.Interrupted.class,
                    interrupted("[[true] whileTrue] ensure: [[true] whileTrue]"));
        }

        @Test
        void stopsALoopOfEnsureBlocks() {
            assertInstanceOf(
                    Evaluation.Interrupted.class, interrupted("[[3 + 4] ensure: [4 + 5]] repeat"));
        }
    }

    @Nested
    class ALimitOfTime {
        private void allow(Duration time) {
            fixture.limits = new Limits(0, time, 0, 100_000);
        }

        @Test
        void boundsPrinting() {
            fixture.print("Object subclass: Slow [ printOn: s [ [true] whileTrue ] ]");
            allow(Duration.ofMillis(200));
            assertInstanceOf(Evaluation.OverLimit.class, fixture.evaluate("Slow new"));
        }

        @Test
        void boundsParsing() {
            allow(Duration.ofMillis(1));
            assertInstanceOf(
                    Evaluation.OverLimit.class, fixture.evaluate("1" + " + 1".repeat(400_000)));
        }

        @Test
        void boundsReadingOneLongLiteral() {
            allow(Duration.ofMillis(1));
            for (var digits :
                    List.of(
                            "9".repeat(400_000),
                            "16r" + "F".repeat(400_000),
                            "1." + "3".repeat(400_000) + "s2")) {
                assertInstanceOf(Evaluation.OverLimit.class, fixture.evaluate(digits + " size"));
            }
        }
    }

    @Nested
    class ManyProcesses {
        @Test
        void waitTogether() {
            assertEquals(
                    "4000",
                    fixture.print(
                            "| gate n | gate := Semaphore new. n := 0. 4000 timesRepeat: [[gate"
                                    + " wait. n := n + 1] fork]. Processor yield. 4000 timesRepeat:"
                                    + " [gate signal]. Processor yield. n"));
        }

        @Test
        void nestLessDeepWhereThereAreMany() {
            var deep =
                    "| gate r done | gate := Semaphore new. r := [:k | k = 0 ifTrue: [0] ifFalse:"
                            + " [[1 + (r value: k - 1)] ensure: [nil]]]. 250 timesRepeat: [[gate"
                            + " wait] fork]. [done := [r value: %d] on: Error do: [:e | e class"
                            + " name]] fork. Processor yield. done";
            assertEquals("50", fixture.print(deep.formatted(50)));
            assertEquals("'RecursionTooDeep'", fixture.print(deep.formatted(100_000)));
        }

        @Test
        void leaveOneAfterTheOther() {
            fixture.print(
                    "| gate n | gate := Semaphore new. n := 0. 300 timesRepeat: [[[gate wait]"
                            + " ifCurtailed: [n := n + 1. n displayNl]] fork]. Processor yield");
            var lines = fixture.shown().lines().toList();
            assertEquals(lines.stream().distinct().toList(), lines);
        }
    }

    @Nested
    class AScript {
        @Test
        void endsWithTheCodeItGives() {
            var ran =
                    fixture.run(
                            "Eval [ 'a' displayNl. ObjectMemory quit: 3 ]\nEval [ 'b' displayNl ]");
            assertEquals(3, ran.exit().orElseThrow());
            assertEquals("a\n", fixture.shown());
        }
    }
}
