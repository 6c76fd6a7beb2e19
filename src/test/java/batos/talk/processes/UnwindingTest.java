package batos.talk.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import batos.talk.TalkFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Which blocks run, and in which order, when a stack is left.
class UnwindingTest {
    private final TalkFixture talk = new TalkFixture();

    @AfterEach
    void close() {
        talk.close();
    }

    private String order(String code) {
        return talk.print("| out | out := OrderedCollection new. " + code + ". out asArray");
    }

    @Test
    void aBlockCannotReturnFromAMethodThatHasReturned() {
        talk.print("Object subclass: Home [ block [ ^[:x | ^x] ] ]");
        assertEquals("SystemExceptions.DeadReturn", talk.fault("Home new block value: 5").type());
        assertEquals(
                "'return from a dead method context'",
                talk.print(
                        "[Home new block value: 5] on: SystemExceptions.DeadReturn do: [:e | e"
                                + " return: e messageText]"));
    }

    @Test
    void aBlockCannotReturnIntoAnotherProcess() {
        talk.print(
                "Object subclass: Home [ | seen | seen [ ^seen ] run [ [[^9] on: Error do: [:e |"
                        + " seen := e class name. e return: nil]] fork. Processor yield. ^1 ] ]");
        assertEquals(
                "(1 'DeadReturn' )", talk.print("| h | h := Home new. {h run. h seen asString}"));
    }

    @Test
    void aReturnFromWithinRunsTheEnsureBlocksFromInsideOut() {
        talk.print(
                "Object subclass: Home [ run: out [ [[out add: 1. ^7] ensure: [out add: 2]] ensure:"
                        + " [out add: 3]. out add: 9 ] ]");
        assertEquals("(1 2 3 7 )", order("out add: (Home new run: out)"));
    }

    @Test
    void aReturnInAnEnsureBlockWins() {
        talk.print(
                "Object subclass: Home [ run [ [^1] ensure: [^2] ] fail [ [1/0] ensure: [^3] ] ]");
        assertEquals("2", talk.print("Home new run"));
    }

    @Test
    void anEnsureBlockRunsOnceAndItsValueIsDropped() {
        assertEquals("(1 5 )", order("out add: ([out add: 1. 5] ensure: [6])"));
    }

    @Test
    void ifCurtailedRunsOnlyWhereTheBlockIsLeftEarly() {
        talk.print(
                "Object subclass: Home [ leave: out [ [^4] ifCurtailed: [out add: #curtailed] ] ]");
        assertEquals(
                "(3 #curtailed 4 )",
                order(
                        "out add: ([3] ifCurtailed: [out add: #never]). out add: (Home new leave:"
                                + " out)"));
    }

    @Test
    void aHandlerRunsBeforeTheEnsureBlocksBelowIt() {
        assertEquals(
                "(#before #handler #ensured 0 )",
                order(
                        "out add: ([[out add: #before. 1/0. out add: #never] ensure: [out add:"
                                + " #ensured]] on: ZeroDivide do: [:e | out add: #handler. e return: 0])"));
    }

    @Test
    void aRetryRunsTheEnsureBlockOfEachTry() {
        assertEquals(
                "(1 #e 2 #e )",
                order(
                        "| n | n := 0. [[n := n + 1. out add: n. n < 2 ifTrue: [Error signal]] ensure:"
                                + " [out add: #e]] on: Error do: [:e | e retry]"));
    }

    @Test
    void anErrorInAnEnsureBlockReachesTheHandlerOutside() {
        assertEquals(
                "(#inner #outer )",
                order(
                        "[[out add: #inner] ensure: [1/0]] on: ZeroDivide do: [:e | out add: #outer. e"
                                + " return]"));
    }

    @Test
    void aTerminatedProcessRunsItsEnsureAndIfCurtailedBlocksFromInsideOut() {
        assertEquals(
                "(#curtailed #inner #outer true )",
                order(
                        "| p | p := [[[[Semaphore new wait. out add: #never] ifCurtailed: [out add:"
                                + " #curtailed]] ensure: [out add: #inner]] ensure: [out add: #outer]]"
                                + " fork. Processor yield. p terminate. out add: p isTerminated"));
    }

    @Test
    void aProcessThatTerminatesItselfRunsThemToo() {
        assertEquals(
                "(#ensured #after )",
                order(
                        "[[Processor activeProcess terminate. out add: #never] ensure: [out add:"
                                + " #ensured]] fork. Processor yield. out add: #after"));
    }
}
