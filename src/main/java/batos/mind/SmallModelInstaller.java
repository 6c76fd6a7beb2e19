package batos.mind;

import batos.json.Json;
import batos.text.FileErrors;
import batos.text.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Fetches small models and the server that runs them with pip, from whatever package index pip is
/// set up for, and checks the model's SHA-256 before it takes its place. Fetches nothing that is
/// there already.
public final class SmallModelInstaller {
    public static final String SMALL = "small";

    /// llama.cpp's server as a Python package; 34 MB to fetch.
    private static final String SERVER = "xllamacpp==2026.10.11549";

    private static final long SERVER_BYTES = 34L << 20;

    private final SmallModels models;
    private final String python;

    /// @param python the interpreter whose pip fetches, and which will run the server
    public SmallModelInstaller(SmallModels models, String python) {
        this.models = models;
        this.python = python;
    }

    /// A model that batos knows how to fetch.
    ///
    /// @param name the name to type
    /// @param about a description, and its licence
    /// @param packages with their versions, as pip takes them
    /// @param files the parts of the GGUF file within the packages, in order
    /// @param bytes of the GGUF file
    public record Offer(
            String name,
            String tag,
            String about,
            List<String> packages,
            List<String> files,
            long bytes,
            String sha256,
            int context,
            int maxTokens) {
        public Offer {
            packages = List.copyOf(packages);
            files = List.copyOf(files);
        }

        /// Bytes to fetch where nothing is there yet, the server's included.
        public long download() {
            return bytes + SERVER_BYTES;
        }
    }

    public static List<Offer> offers() {
        try (var resource = SmallModelInstaller.class.getResourceAsStream("small-models.json")) {
            if (resource == null) {
                throw new IllegalStateException("small-models.json is not among the resources");
            }
            return Json.foreignItems(new String(resource.readAllBytes(), StandardCharsets.UTF_8))
                    .stream()
                    .map(node ->
                            new Offer(
                                    node.path("name").asText(),
                                    node.path("tag").asText(),
                                    node.path("about").asText(),
                                    Json.texts(node.path("packages")),
                                    Json.texts(node.path("files")),
                                    node.path("bytes").asLong(),
                                    node.path("sha256").asText(),
                                    node.path("context").asInt(),
                                    node.path("max_tokens").asInt()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("small-models.json cannot be read from the jar", e);
        }
    }

    public static Optional<Offer> offer(String name) {
        return offers().stream()
                .filter(offer -> offer.name().equals(name) || offer.tag().equals(name))
                .findFirst();
    }

    /// Blocking; an interrupt ends it and leaves complete parts.
    public ServerJob install(String name, ServerJob.Progress progress) {
        var offer = offer(name);
        if (offer.isEmpty()) {
            return new ServerJob.Failed(
                    false,
                    "no small model '%s'. Known: %s"
                            .formatted(
                                    name,
                                    String.join(
                                            ", ", offers().stream().map(Offer::name).toList())));
        }
        try {
            Files.createDirectories(models.folder());
            return install(offer.get(), progress);
        } catch (IOException e) {
            return new ServerJob.Failed(
                    true,
                    "%s cannot be written: %s. Next: /settings set mind.local_models FOLDER"
                            .formatted(models.folder(), FileErrors.reason(e)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ServerJob.Interrupted();
        }
    }

    /// Bytes that are still to be fetched before the model can think here.
    public long missing(Offer offer) {
        return (hasServer() ? 0 : SERVER_BYTES) + (hasModel(offer) ? 0 : offer.bytes());
    }

    private boolean hasServer() {
        return Files.isDirectory(models.packages().resolve("xllamacpp"));
    }

    private boolean hasModel(Offer offer) {
        return models.find(offer.tag()).isPresent();
    }

    private ServerJob install(Offer offer, ServerJob.Progress progress)
            throws IOException, InterruptedException {
        if (!hasServer()) {
            progress.at("fetching llama.cpp's server (%s)".formatted(SERVER), 0, 0);
            var failed = server();
            if (failed.isPresent()) {
                return failed.get();
            }
        }
        if (!hasModel(offer)) {
            var work = Files.createTempDirectory(models.folder(), ".fetching-");
            try {
                progress.at(
                        "fetching %s (%d MB)".formatted(offer.about(), offer.bytes() / 1_000_000),
                        0,
                        0);
                var failed = pip(work, offer.packages()).or(() -> placed(offer, work));
                if (failed.isPresent()) {
                    return failed.get();
                }
            } finally {
                delete(work);
            }
        }
        return new ServerJob.Done("%s is in %s".formatted(offer.tag(), models.folder()));
    }

    /// Fetches the server beside its place and moves it there whole: half of it would be taken for
    /// an installed one.
    private Optional<ServerJob> server() throws IOException, InterruptedException {
        var work = Files.createTempDirectory(models.folder(), ".fetching-");
        try {
            var failed = pip(work, List.of(SERVER));
            if (failed.isEmpty()) {
                if (Files.exists(models.packages())) {
                    delete(models.packages());
                }
                Files.move(work, models.packages(), StandardCopyOption.ATOMIC_MOVE);
            }
            return failed;
        } finally {
            if (Files.exists(work)) {
                delete(work);
            }
        }
    }

    /// Puts the parts together, checks the whole, and moves it to its place.
    private Optional<ServerJob> placed(Offer offer, Path work) {
        var whole = work.resolve("whole.gguf");
        try (var out = Files.newOutputStream(whole)) {
            for (var part : offer.files()) {
                Files.copy(work.resolve(part), out);
            }
            var digest = Sha256.of(whole);
            if (!digest.equals(offer.sha256())) {
                return Optional.of(
                        new ServerJob.Failed(
                                false,
                                "%s is not the file that was expected: its SHA-256 is %s and not %s. Next: look at the package index that pip uses"
                                        .formatted(offer.tag(), digest, offer.sha256())));
            }
            var place = models.file(offer.tag());
            Files.writeString(place.resolveSibling(place.getFileName() + ".sha256"), digest + "\n");
            Files.move(whole, place, StandardCopyOption.ATOMIC_MOVE);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(
                    new ServerJob.Failed(
                            true,
                            "%s cannot be put together in %s: %s. Next: make room there, or /settings set mind.local_models FOLDER"
                                    .formatted(offer.tag(), models.folder(), e)));
        }
    }

    private Optional<ServerJob> pip(Path target, List<String> packages)
            throws IOException, InterruptedException {
        var command =
                new ArrayList<>(
                        List.of(
                                python,
                                "-m",
                                "pip",
                                "install",
                                "--quiet",
                                "--no-input",
                                "--disable-pip-version-check",
                                "--no-deps",
                                // Python compiles modules at first use
                                "--no-compile",
                                "--only-binary",
                                ":all:",
                                "--target",
                                target.toString()));
        command.addAll(packages);
        var log = Files.createTempFile(models.folder(), ".pip-", ".log");
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            try {
                if (process.waitFor() == 0) {
                    return Optional.empty();
                }
            } finally {
                process.destroyForcibly();
            }
            return Optional.of(new ServerJob.Failed(true, refused(Files.readString(log))));
        } catch (IOException e) {
            return Optional.of(
                    new ServerJob.Failed(
                            false,
                            "%s cannot be started (%s). Next: install Python 3 with pip, or /settings set mind.local_python FILE"
                                    .formatted(python, e.getMessage())));
        } finally {
            Files.deleteIfExists(log);
        }
    }

    /// pip ends with 1 whatever went wrong; its words tell.
    private String refused(String said) {
        if (said.contains("No module named pip")) {
            return "%s has no pip. Next: apt-get install python3-pip, or /settings set mind.local_python FILE"
                    .formatted(python);
        }
        var last =
                said.lines()
                        .filter(line -> line.startsWith("ERROR"))
                        .reduce((a, b) -> b)
                        .or(() -> said.lines().reduce((a, b) -> b))
                        .orElse("it said nothing");
        return last.contains("No space left on device")
                ? "pip: %s. Next: make room in %s and in the folder for temporary files, or /settings set mind.local_models FOLDER"
                        .formatted(last, models.folder())
                : "pip: %s. Next: see that pip reaches its index, then the same command again"
                        .formatted(last);
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
