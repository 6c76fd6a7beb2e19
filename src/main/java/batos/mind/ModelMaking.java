package batos.mind;

import batos.tape.Tape;
import io.github.ollama4j.Ollama;
import io.github.ollama4j.exceptions.OllamaException;
import io.github.ollama4j.models.request.CustomModelRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes a model on an Ollama server: files go up as blobs, the server puts them together, and its
/// description of the result is compared with the recipe.
final class ModelMaking {
    /// Architectures whose safetensors adapters Ollama converts.
    private static final Set<String> CONVERTED = Set.of("llama", "gemma2");

    private final OllamaServer server;
    private final Ollama client;
    private final BlobUpload blobs;
    private final Tape tape;

    ModelMaking(OllamaServer server, Ollama client, ServerConnection wire, Tape tape) {
        this.server = server;
        this.client = client;
        this.blobs = new BlobUpload(wire.base());
        this.tape = tape;
    }

    ServerJob make(ModelRecipe recipe, ServerJob.Progress progress) {
        if (tape.replaying()) {
            return new ServerJob.Failed(
                    false, "a replay makes no models. Next: run it without --replay");
        }
        var closed = closed(recipe);
        if (closed != null) {
            return closed;
        }
        try {
            var files =
                    switch (recipe.route()) {
                        case ModelRecipe.Route.Adapter adapter -> adapter.files();
                        case ModelRecipe.Route.Merged merged -> merged.files();
                    };
            var digests = new LinkedHashMap<String, String>();
            for (var file : files) {
                digests.put(file.getFileName().toString(), blobs.upload(file, progress));
            }
            progress.at("creating " + recipe.tag(), 0, 0);
            client.createModel(request(recipe, digests));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ServerJob.Interrupted();
        } catch (IOException e) {
            return new ServerJob.Failed(
                    true,
                    server.address()
                            + ": uploading for "
                            + recipe.tag()
                            + ": "
                            + e.getMessage()
                            + ". Next: the same command again goes on");
        } catch (OllamaException e) {
            return new ServerJob.Failed(
                    false, server.address() + ": making " + recipe.tag() + ": " + e.getMessage());
        }
        // Ollama4j returns normally even when the server never said success.
        return server.show(recipe.tag())
                .<ServerJob>map(shown ->
                        new ServerJob.Done(
                                "made %s: %s, %s, %s"
                                        .formatted(
                                                recipe.tag(),
                                                shown.architecture(),
                                                shown.parameters(),
                                                shown.quantization())))
                .orElseGet(() ->
                        new ServerJob.Failed(
                                true,
                                server.address()
                                        + ": "
                                        + recipe.tag()
                                        + " was not made: the server ended without success and"
                                        + " shows no such model. Next: see the server's log"));
    }

    private static CustomModelRequest request(ModelRecipe recipe, Map<String, String> digests) {
        var request = CustomModelRequest.builder().model(recipe.tag()).stream(true);
        if (!recipe.system().isEmpty()) {
            request.system(recipe.system());
        }
        if (!recipe.parameters().isEmpty()) {
            request.parameters(recipe.parameters());
        }
        switch (recipe.route()) {
            case ModelRecipe.Route.Adapter(var base, var files) ->
                    request.from(base).adapters(digests);
            case ModelRecipe.Route.Merged merged -> request.files(digests);
        }
        return request.build();
    }

    /// The reason why the route is closed on this server; null when it is open.
    private @Nullable ServerJob closed(ModelRecipe recipe) {
        var version = server.version(2000).orElse("");
        if (version.isEmpty()) {
            return new ServerJob.Failed(
                    true,
                    server.address() + ": nobody answers. Next: start the server, then again");
        }
        var missing = files(recipe).stream().filter(file -> !Files.isRegularFile(file)).findFirst();
        if (missing.isPresent()) {
            return new ServerJob.Failed(
                    false, "no file " + missing.get() + " to make " + recipe.tag() + " from");
        }
        if (!(recipe.route() instanceof ModelRecipe.Route.Adapter(var base, var files))) {
            var folder =
                    files(recipe).stream()
                            .anyMatch(file -> file.toString().endsWith(".safetensors"));
            return folder && !VersionOrder.before(version, "0.34.1")
                    ? new ServerJob.Failed(
                            false,
                            "Ollama %s takes whole weights as one GGUF file only (from 0.34.1 on). Next: convert the folder with llama.cpp's convert_hf_to_gguf.py, then --weights FILE.gguf"
                                    .formatted(version))
                    : null;
        }
        var shown = server.show(base);
        if (shown.isEmpty()) {
            return new ServerJob.Failed(
                    false,
                    server.address() + " has no model " + base + ". Next: /models pull " + base);
        }
        if (!VersionOrder.before(version, "0.34.1")) {
            return new ServerJob.Failed(
                    false,
                    "Ollama %s makes no models from adapters (from 0.34.1 on). Next: merge the adapter into the base and make it from whole weights"
                            .formatted(version));
        }
        var architecture = shown.get().architecture().toLowerCase(Locale.ROOT);
        var raw = files.stream().anyMatch(file -> file.toString().endsWith(".safetensors"));
        return raw && !CONVERTED.contains(architecture)
                ? new ServerJob.Failed(
                        false,
                        "Ollama converts safetensors adapters for llama and gemma2, and %s is %s. Next: convert the adapter to GGUF, or merge it into the base"
                                .formatted(base, architecture))
                : null;
    }

    private static List<Path> files(ModelRecipe recipe) {
        return switch (recipe.route()) {
            case ModelRecipe.Route.Adapter(var base, var files) -> files;
            case ModelRecipe.Route.Merged(var files) -> files;
        };
    }
}
