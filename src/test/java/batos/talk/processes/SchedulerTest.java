package batos.talk.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import batos.talk.TalkFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// In which order the processes of one evaluation run.
class SchedulerTest {
    private final TalkFixture talk = new TalkFixture();

    @AfterEach
    void close() {
        talk.close();
    }

    private String order(String code) {
        return talk.print("| out | out := OrderedCollection new. " + code + ". out asArray");
    }

    @Test
    void aSemaphoreWakesThoseThatWaitInTheOrderInWhichTheyCame() {
        assertEquals(
                "(1 2 3 )",
                order(
                        "| s | s := Semaphore new. #(1 2 3) do: [:i | [s wait. out add: i] fork]."
                                + " Processor yield. 3 timesRepeat: [s signal]. Processor yield"));
    }

    @Test
    void aSemaphoreRemembersTheSignalsThatNobodyWaitedFor() {
        assertEquals(
                "(1 2 )",
                order(
                        "| s | s := Semaphore new. s signal; signal. [s wait. out add: 1. s wait. out"
                                + " add: 2. s wait. out add: 3] fork. Processor yield"));
    }

    @Test
    void theHigherPriorityRunsFirstAndAtOnce() {
        assertEquals(
                "(#high #here #low )",
                order(
                        "[out add: #low] forkAt: Processor userBackgroundPriority. [out"
                                + " add: #high] forkAt: Processor userInterruptPriority. out"
                                + " add: #here. Processor yield. (Delay forMilliseconds: 1) wait"));
    }

    /// As the regression test processes.st of GNU Smalltalk expects.
    @Test
    void oneOfTheSamePriorityRunsAtOnceAndTheForkerGoesToTheBack() {
        assertEquals("(#same #here )", order("[out add: #same] fork. out add: #here"));
        assertEquals(
                "(#first #second #again #here )",
                order(
                        "[out add: #first. Processor yield. out add: #again] fork. [out add:"
                                + " #second] forkAt: Processor userInterruptPriority. out add:"
                                + " #here. Processor yield"));
    }

    @Test
    void equalsTakeTurnsAtEachYield() {
        assertEquals(
                "(#a1 #b1 #a2 #b2 )",
                order(
                        "[out add: #a1. Processor yield. out add: #a2] fork. [out add: #b1. Processor"
                                + " yield. out add: #b2] fork. 3 timesRepeat: [Processor yield]"));
    }

    @Test
    void aSuspendedProcessGoesOnWhereItWasResumed() {
        assertEquals(
                "(1 #between 2 )",
                order(
                        "| p | p := [out add: 1. Processor activeProcess suspend. out add: 2] fork."
                                + " Processor yield. out add: #between. p resume. Processor yield"));
    }

    @Test
    void aNewProcessWaitsToBeResumed() {
        assertEquals(
                "(#first 9 )",
                order(
                        "| p | p := [out add: 9] newProcess. Processor yield. out add: #first. p"
                                + " resume. Processor yield"));
    }

    @Test
    void aMutexIsFreeAgainOnceItsOwnerIsTerminated() {
        assertEquals(
                "(#mine )",
                order(
                        "| m p | m := Semaphore forMutualExclusion. p := [m critical: [Semaphore new"
                                + " wait]] fork. Processor yield. p terminate. m critical: [out add:"
                                + " #mine]"));
    }

    @Test
    void oneThatIsTerminatedWhileItWaitsTakesNoSignal() {
        assertEquals(
                "(#second )",
                order(
                        "| s p | s := Semaphore new. p := [s wait. out add: #first] fork. [s wait. out"
                                + " add: #second] fork. Processor yield. p terminate. s signal."
                                + " Processor yield"));
    }

    @Test
    void aQueueHandsOnItsElementsInOrder() {
        assertEquals(
                "(1 2 3 )",
                order(
                        "| q | q := SharedQueue new. [3 timesRepeat: [out add: q next]] fork. #(1 2 3)"
                                + " do: [:i | q nextPut: i]. Processor yield"));
    }

    @Test
    void anErrorInOneProcessLeavesTheOthersRunning() {
        assertEquals(
                "(#caught #other )",
                order(
                        "[[1/0] on: ZeroDivide do: [:e | out add: #caught. e return]] fork. [out add:"
                                + " #other] fork. Processor yield"));
    }
}
