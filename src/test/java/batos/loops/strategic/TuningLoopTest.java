package batos.loops.strategic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.council.TurnSignal;
import batos.image.Author;
import batos.image.Cause;
import batos.loops.Rung;
import batos.mind.Pin;
import batos.mind.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// The loop from examples to a model in use and back, with the rehearsal's trainer and a judge that
/// likes the manner.
class TuningLoopTest extends StrategicFixture {
    private boolean judgeLikesTheManner = true;

    @Override
    Reply reply(Asked asked) {
        if (asked.schema()) {
            return asked.text().contains("First answer:") ? verdict(asked.text()) : document();
        }
        var word = asked.text().replaceAll("[^a-z]", "");
        return says(
                asked.pin().tag().equals("brick-1")
                        ? "Aye, Captain. " + word + ". Steady as she goes."
                        : asked.persona() + " thinks of " + word);
    }

    private static Reply document() {
        return says("{\"dissonance\": 0.2, \"why\": \"so\"}");
    }

    private Reply verdict(String prompt) {
        var first = prompt.split("First answer:", 2)[1].split("Second answer:", 2)[0];
        var better = first.contains("Aye, Captain") == judgeLikesTheManner ? "first" : "second";
        return says("{\"better\":\"" + better + "\",\"why\":\"so\"}");
    }

    private Tuning trained() throws IOException {
        loop.datasets().add("BRICK", DatasetsTest.MANNER, CAUSE);
        var ready =
                assertInstanceOf(
                        StrategicLoop.Requested.Ready.class,
                        loop.request("BRICK", Optional.empty(), CAUSE));
        return loop.work(ready.tuning().number(), CAUSE, line -> {});
    }

    private TuningState state() {
        return loop.records().tuning(1).orElseThrow().state();
    }

    private String tag() {
        return pins.inForce("BRICK").tag();
    }

    @Nested
    class ACandidate {
        @Test
        void passesAndWaitsForTheArchitect() throws IOException {
            var tuning = trained();
            assertEquals(TuningState.PASSED, tuning.state(), tuning::why);
            assertEquals("bat:1b", tag());
            assertEquals("owl:2b", tuning.evidence().orElseThrow().judge());
            assertTrue(loop.promotion().promote(1, CAUSE).done());
            assertEquals("brick-1", tag());
        }

        @Test
        void whosePromotionWasKilledHalfWayIsPromotedAgain() throws IOException {
            trained();
            var pin = pins.inForce("BRICK");
            pins.swap("BRICK", new Pin("brick-1", "", pin.context(), pin.sampling(), ""), CAUSE);
            assertEquals(TuningState.PASSED, state());
            assertTrue(loop.promotion().promote(1, CAUSE).done());
            assertEquals(TuningState.PROBATION, state());
            loop.promotion().rollback(loop.records().tuning(1).orElseThrow(), "", CAUSE);
            assertEquals("bat:1b", tag());
        }

        @Test
        void isJudgedByOneWhoAgreesWithTheCorrectionsOrNotAtAll() throws IOException {
            for (int i = 1; i <= 3; i++) {
                var thing = "xyz".substring(i - 1, i).repeat(7);
                answers.add(answer(i, "and what of " + thing, "Aye, Captain. " + thing));
                loop.correct(Optional.of((long) i), Optional.empty(), "Plainly " + thing, CAUSE);
            }
            var tuning = trained();
            assertEquals(TuningState.REFUSED, tuning.state());
            assertTrue(
                    tuning.why()
                            .contains(
                                    "the judge with the Architect: the correction preferred in 0%"
                                            + " of 3 corrected answers"),
                    tuning::why);
        }

        @Test
        void isPromotedByItselfWhereTheSettingsSayAuto() throws IOException {
            promote = "auto";
            assertEquals(TuningState.PROBATION, trained().state());
            assertEquals("brick-1", tag());
        }

        @Test
        void thatTheJudgeDoesNotPreferIsRefusedAndCannotBePromoted() throws IOException {
            judgeLikesTheManner = false;
            var tuning = trained();
            assertEquals(TuningState.REFUSED, tuning.state());
            assertTrue(tuning.why().contains("golden score: preferred in 0%"), tuning.why());
            var step = loop.promotion().promote(1, CAUSE);
            assertFalse(step.done());
            assertTrue(step.words().contains("was refused by the gate and cannot be promoted"));
            assertFalse(loop.promotion().revive(1, CAUSE).done());
            assertEquals("bat:1b", tag());
        }

        @Test
        void whoseFileIsLostBeforeItIsServedIsTrainedAgain() throws IOException {
            loop.datasets().add("BRICK", DatasetsTest.MANNER, CAUSE);
            var asked = loop.request("BRICK", Optional.empty(), CAUSE);
            assertInstanceOf(StrategicLoop.Requested.Ready.class, asked);
            var lost = loop.work(1, CAUSE, this::loseTheFile);
            assertEquals(TuningState.FAILED, lost.state());
            assertTrue(lost.why().endsWith("Next: /tune resume 1 trains it again"), lost.why());
            assertEquals(TuningState.QUEUED, loop.again(1, CAUSE).map(Tuning::state).orElseThrow());
            assertEquals(TuningState.PASSED, loop.work(1, CAUSE, _ -> {}).state());
        }

        private void loseTheFile(String progress) {
            if (progress.startsWith("serving ")) {
                var trained = loop.records().tuning(1).orElseThrow().result().orElseThrow();
                assertTrue(loop.folder(1).resolve(trained.file()).toFile().delete());
            }
        }

        @Test
        void whoseFileWasChangedIsNotServed() throws IOException {
            trained();
            loop.promotion().reject(1, "a whim", CAUSE);
            Files.writeString(loop.folder(1).resolve("model.toml"), "# changed\n");
            var step = loop.promotion().revive(1, CAUSE);
            assertFalse(step.done());
            assertTrue(step.words().contains("was changed since it was trained"), step.words());
        }

        @Test
        void thatWasRejectedStaysInTheArchiveAndComesBack() throws IOException {
            trained();
            loop.promotion().reject(1, "a whim", CAUSE);
            assertEquals(TuningState.REJECTED, state());
            Files.delete(home.resolve("models/brick-1.toml"));
            assertTrue(loop.promotion().revive(1, CAUSE).done());
            assertTrue(Files.exists(home.resolve("models/brick-1.toml")));
            assertEquals("brick-1", tag());
        }
    }

    @Nested
    class ATag {
        @Test
        void isNotDeletedUnseenByThoseWhoDependOnIt() throws IOException {
            trained();
            loop.promotion().promote(1, CAUSE);
            assertEquals(List.of("BRICK"), loop.dependents("brick-1").speaking());
            var base = loop.dependents("bat:1b").others();
            assertTrue(
                    base.contains("BRICK would come back to it. Next: /models rollback BRICK"),
                    base::toString);
            assertTrue(
                    base.getLast().endsWith("by rehearsal) was trained from it"), base::toString);
            assertEquals(
                    List.of("ROBIN", "BABS", "ALFRED").size(),
                    loop.dependents("owl:2b").speaking().size());
            assertEquals(new TagDependents(List.of(), List.of()), loop.dependents("other"));
        }

        @Test
        void thatIsDeletedLeavesTheWeightsInTheArchive() throws IOException {
            trained();
            var others = loop.dependents("brick-1").others();
            assertTrue(others.getFirst().endsWith("Next: /tune revive 1 serves them again"));
            assertEquals(Optional.empty(), loop.delete("brick-1"));
            assertEquals(
                    Optional.of("there is no model brick-1. Next: /models list"),
                    loop.delete("brick-1"));
            assertTrue(loop.promotion().revive(1, CAUSE).done());
        }
    }

    @Nested
    class OnProbation {
        private List<String> turn(double dissonance) {
            return loop.promotion().afterTurn("t1", dissonance, CAUSE);
        }

        private void promoted() throws IOException {
            dissonances.addAll(List.of(0.4, 0.4, 0.4));
            trained();
            loop.promotion().promote(1, CAUSE);
            assertEquals(TuningState.PROBATION, state());
        }

        @Test
        void aModelThatDoesWorseGivesItsPlaceBackWithAnEvent() throws IOException {
            promoted();
            assertEquals(List.of(), turn(0.5));
            var lines = turn(0.7);
            assertTrue(
                    lines.getFirst().contains("did worse: dissonance 0.40 -> 0.60 over 2 turns"));
            assertEquals(TuningState.ROLLED_BACK, state());
            assertEquals("bat:1b", tag());
            assertTrue(
                    pulses.getLast().startsWith("tuning.rolled_back tuning 1 of BRICK"),
                    pulses::toString);
        }

        @Test
        void aModelThatDoesNoWorseStays() throws IOException {
            promoted();
            turn(0.4);
            assertTrue(turn(0.42).getFirst().contains("stays: dissonance 0.40 -> 0.41"));
            assertEquals(TuningState.SETTLED, state());
            assertEquals("brick-1", tag());
        }

        @Test
        void aModelThatTheArchitectReplacedIsWatchedNoMore() throws IOException {
            promoted();
            pins.rollback("BRICK", CAUSE);
            assertTrue(turn(0.9).getFirst().contains("another model took its place: bat:1b"));
            assertEquals(TuningState.ROLLED_BACK, state());
            assertEquals("bat:1b", tag());
            assertEquals(List.of(), turn(0.9));
        }

        @Test
        void aRollbackThatWasKilledHalfWayEnds() throws IOException {
            promoted();
            pins.rollback("BRICK", CAUSE);
            var step =
                    loop.promotion()
                            .rollback(loop.records().tuning(1).orElseThrow(), "worse", CAUSE);
            assertFalse(step.done());
            assertEquals(TuningState.ROLLED_BACK, state());
        }
    }

    @Nested
    class TheClimb {
        private final List<String> told = new ArrayList<>();

        private Rung.Attempt attempt() {
            var cause = new Cause(Author.ARCHITECT, "@ again", 1);
            return new StrategicRung(() -> loop, () -> 3)
                    .attempt(
                            new Rung.ThemeTrouble(
                                    "t1", "bridges", "bridges fall", List.of(1L), 0.8, List.of()),
                            cause,
                            signal -> {
                                if (signal instanceof TurnSignal.Worked(_, var text)) {
                                    told.add(text);
                                }
                            });
        }

        private void said(int many) {
            for (int i = 1; i <= many; i++) {
                var thing = "abcdefghijkl".substring(i - 1, i).repeat(7);
                answers.add(answer(i, "what about " + thing, "Aye, Captain. " + thing));
            }
        }

        @Test
        void asksForCorrectionsWhereTooLittleIsGolden() {
            judge = "architect";
            said(3);
            var postponed = assertInstanceOf(Rung.Attempt.Postponed.class, attempt());
            assertTrue(
                    postponed
                            .why()
                            .startsWith(
                                    "0 golden examples of BRICK, 8 more are needed"
                                            + " (tuning.examples); 3 answers wait for a word of yours."
                                            + " Next: /good, or /correct TEXT"),
                    postponed.why());
            assertEquals(List.of(), loop.records().tunings());
        }

        @Test
        void letsAnotherModelJudgeFirst() {
            said(7);
            var postponed = assertInstanceOf(Rung.Attempt.Postponed.class, attempt());
            assertTrue(
                    told.getFirst().startsWith("owl:2b looked at 6 answers of BRICK and prefers 6"),
                    told::toString);
            assertTrue(postponed.why().startsWith("6 golden examples of BRICK, 2 more are needed"));
        }

        @Test
        void requestsATuningOnceEnoughIsGolden() {
            said(9);
            examples = 6;
            var made = assertInstanceOf(Rung.Attempt.Made.class, attempt());
            assertTrue(made.what().contains("is requested. Next: /tune resume 1"), made.what());
            assertEquals(TuningState.QUEUED, state());
            assertEquals("t1", loop.records().tuning(1).orElseThrow().theme());
            var rung = new StrategicRung(() -> loop, () -> 3);
            assertInstanceOf(Rung.Progress.Pending.class, rung.progress("1"));
            loop.stop(1, CAUSE);
            assertInstanceOf(Rung.Progress.CameToNothing.class, rung.progress("1"));
        }
    }
}
