package batos.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the trainers for CUDA cards refuse before they load anything, on a machine without a card.
class CudaTrainerIT {
    @TempDir Path dir;

    private TrainerHome home;
    private Path base;
    private int job;

    @BeforeEach
    void prepare() throws IOException {
        home = new TrainerHome(dir);
        base = Files.writeString(dir.resolve("base.gguf"), "GGUF");
    }

    private TrainingEnd.Failed refused(TrainingRequest request) {
        return assertInstanceOf(
                TrainingEnd.Failed.class,
                home.trainer("train_cuda")
                        .train(
                                request,
                                dir.resolve("tunings/" + ++job),
                                new TrainingSignal(),
                                event -> {}));
    }

    private TrainingEnd.Failed refused(Path base) {
        return refused(TrainerHome.request("BRICK", base, TrainerHome.LIMITS));
    }

    /// A torch of this machine that has a card or none.
    private void torch(String available, long freeBytes) throws IOException {
        home.module(
                "torch",
                """
                class cuda:
                    @staticmethod
                    def is_available():
                        return %s
                    @staticmethod
                    def mem_get_info():
                        return %d, 8000000000
                """
                        .formatted(available, freeBytes));
    }

    @Test
    void nothingToLearn() {
        var usual = TrainerHome.request("BRICK", base, TrainerHome.LIMITS);
        var end =
                refused(
                        new TrainingRequest(
                                usual.persona(),
                                base,
                                "0",
                                List.of(),
                                usual.heldOut(),
                                usual.recipe(),
                                usual.limits()));
        assertEquals(new TrainingEnd.Failed("data", "the train set is empty"), end);
    }

    @Test
    void aBaseThatIsNotThere() {
        assertEquals(
                new TrainingEnd.Failed("base", "there is no " + dir.resolve("gone.gguf")),
                refused(dir.resolve("gone.gguf")));
    }

    @Test
    void aFolderThatNobodyHereCouldExport() {
        var end = refused(dir);
        assertEquals("export", end.kind());
        assertTrue(end.why().contains("only the trainer unsloth exports"), end.why());
    }

    @Test
    void anEnvironmentWithoutTorch() {
        var end = refused(base);
        assertEquals("environment", end.kind());
        assertTrue(end.why().startsWith("torch is not installed"), end.why());
        assertTrue(end.why().endsWith("Next: /trainer install mlx"), end.why());
    }

    @Test
    void aMachineWithoutACard() throws IOException {
        torch("False", 0);
        var end = refused(base);
        assertEquals("device", end.kind());
        assertTrue(end.why().contains("the trainer mlx works without one"), end.why());
    }

    @Test
    void aCardThatIsFull() throws IOException {
        torch("True", 300_000_000);
        var end = refused(base);
        assertEquals("memory", end.kind());
        assertTrue(end.why().contains("300 MB free"), end.why());
    }

    @Test
    void anEnvironmentThatLacksALibraryBeyondTorch() throws IOException {
        torch("True", 8_000_000_000L);
        home.module("numpy", "raise ModuleNotFoundError(\"No module named 'numpy'\")");
        var end = refused(base);
        assertEquals("environment", end.kind());
        assertTrue(end.why().contains("No module named 'numpy'"), end.why());
    }
}
