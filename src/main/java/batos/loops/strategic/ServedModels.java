package batos.loops.strategic;

import batos.json.Json;
import batos.mind.Mind;
import batos.mind.ModelRecipe;
import batos.mind.ModelTag;
import batos.mind.Pin;
import batos.mind.RehearsalMind;
import batos.mind.ServerJob;
import batos.mind.SmallModels;
import batos.persona.Models;
import batos.text.Sha256;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Models as the mind in force serves them: Ollama creates them from merged weights, the local mind
/// takes a link to the file, the rehearsal a script; an OpenAI-compatible server takes none from
/// clients.
public final class ServedModels implements ModelHost {
    private static final String WEIGHTS = "application/vnd.ollama.image.model";

    private final Models models;
    private final Supplier<SmallModels> files;
    private final Path home;
    private final Supplier<String> base;
    private final Path ollama;

    /// @param files of the local mind
    /// @param home of the image; rehearsed models lie in its folder `models`
    /// @param base the file that the settings name, or the empty string
    /// @param environment of this process
    public ServedModels(
            Models models,
            Supplier<SmallModels> files,
            Path home,
            Supplier<String> base,
            Map<String, String> environment) {
        this.models = models;
        this.files = files;
        this.home = home;
        this.base = base;
        var named = environment.getOrDefault("OLLAMA_MODELS", "");
        this.ollama =
                named.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".ollama", "models")
                        : Path.of(named);
    }

    private Mind mind() {
        return models.seat().get();
    }

    @Override
    public Base base(Pin pin) {
        if (!base.get().isEmpty()) {
            return found(Path.of(base.get()), "tuning.base names no file");
        }
        return switch (mind().name()) {
            case RehearsalMind.NAME -> new Base.Found(script(pin.tag()));
            case "local" ->
                    files.get()
                            .find(pin.tag())
                            .<Base>map(Base.Found::new)
                            .orElseGet(() ->
                                    new Base.Missing(
                                            "no file of %s in %s. Next: /models list"
                                                    .formatted(pin.tag(), files.get().folder())));
            case "ollama" -> blob(pin.tag());
            default ->
                    new Base.Missing(
                            "the server does not tell where the weights of %s lie. Next: /settings set tuning.base FILE.gguf"
                                    .formatted(pin.tag()));
        };
    }

    private static Base found(Path file, String otherwise) {
        return Files.exists(file)
                ? new Base.Found(file)
                : new Base.Missing(
                        otherwise + ": " + file + ". Next: /settings set tuning.base FILE");
    }

    private Path script(String tag) {
        return home.resolve("models").resolve(tag.replaceAll("[^A-Za-z0-9._-]", "-") + ".toml");
    }

    /// The weights in Ollama's own store, which names them in a manifest.
    private Base blob(String tag) {
        var parts = tag.split(":", 0);
        var name = parts[0].contains("/") ? parts[0] : "library/" + parts[0];
        var manifest =
                ollama.resolve("manifests/registry.ollama.ai")
                        .resolve(name)
                        .resolve(parts.length > 1 ? parts[1] : "latest");
        try {
            for (JsonNode layer : Json.readForeign(Files.readString(manifest)).path("layers")) {
                if (layer.path("mediaType").asText().equals(WEIGHTS)) {
                    var digest = layer.path("digest").asText().replace(':', '-');
                    return found(
                            ollama.resolve("blobs").resolve(digest),
                            "the weights of " + tag + " are not in Ollama's store");
                }
            }
            return new Base.Missing(
                    manifest + " names no weights. Next: /settings set tuning.base FILE.gguf");
        } catch (IOException e) {
            return new Base.Missing(
                    "Ollama's store has no manifest of %s at %s (a server on another machine, or another user's). Next: /settings set tuning.base FILE.gguf"
                            .formatted(tag, manifest));
        }
    }

    @Override
    public Hosting host(String tag, Path file, Pin like) {
        try {
            return switch (mind().name()) {
                case RehearsalMind.NAME -> {
                    Files.createDirectories(script(tag).getParent());
                    Files.copy(file, script(tag), StandardCopyOption.REPLACE_EXISTING);
                    yield hosted(tag, like, "the rehearsal speaks as " + tag);
                }
                case "local" -> local(tag, file, like);
                case "ollama" -> created(tag, file, like);
                default ->
                        new Hosting.ByHand(
                                "llama-server -m %s --alias %s --jinja".formatted(file, tag));
            };
        } catch (IOException e) {
            return new Hosting.Failed(tag + ": " + e.getMessage());
        }
    }

    /// A link where the disk allows it, so that the weights lie there once.
    private Hosting local(String tag, Path file, Pin like) throws IOException {
        var target = linked(tag);
        Files.createDirectories(files.get().folder());
        Files.deleteIfExists(target);
        try {
            Files.createLink(target, file);
        } catch (IOException | UnsupportedOperationException e) {
            Files.copy(file, target);
        }
        Files.writeString(digest(target), Sha256.of(file));
        return hosted(tag, like, "served from " + target);
    }

    private Hosting created(String tag, Path file, Pin like) {
        var recipe =
                new ModelRecipe(
                        tag,
                        new ModelRecipe.Route.Merged(List.of(file)),
                        "",
                        Map.of("num_ctx", like.context()));
        return switch (models.create(recipe, (step, done, total) -> {})) {
            case ServerJob.Done(var detail) -> hosted(tag, like, detail);
            case ServerJob.Failed(_, var why) -> new Hosting.Failed(why);
            case ServerJob.Interrupted() -> new Hosting.Failed("interrupted");
        };
    }

    private Hosting hosted(String tag, Pin like, String words) {
        return served(tag, like)
                .<Hosting>map(pin -> new Hosting.Hosted(pin, words))
                .orElseGet(() -> new Hosting.Failed("the server shows no " + tag));
    }

    @Override
    public Optional<Pin> served(String tag, Pin like) {
        if (mind().name().equals(RehearsalMind.NAME)) {
            return Files.exists(script(tag)) ? Optional.of(pin(tag, "", like)) : Optional.empty();
        }
        return models.there().stream()
                .filter(model -> ModelTag.same(model.tag(), tag))
                .findFirst()
                .map(model -> pin(model.tag(), model.digest(), like));
    }

    @Override
    public String delete(String tag) {
        try {
            return switch (mind().name()) {
                case RehearsalMind.NAME -> Files.deleteIfExists(script(tag)) ? "" : noModel(tag);
                case "local" -> {
                    var file = linked(tag);
                    Files.deleteIfExists(digest(file));
                    yield Files.deleteIfExists(file) ? "" : noModel(tag);
                }
                default -> models.delete(tag) instanceof ServerJob.Failed(_, var why) ? why : "";
            };
        } catch (IOException e) {
            return tag + ": " + e.getMessage();
        }
    }

    private static String noModel(String tag) {
        return "there is no model " + tag + ". Next: /models list";
    }

    private Path linked(String tag) {
        return files.get().folder().resolve(tag.replace(':', '-') + ".gguf");
    }

    private static Path digest(Path file) {
        return file.resolveSibling(file.getFileName() + ".sha256");
    }

    private static Pin pin(String tag, String digest, Pin like) {
        return new Pin(tag, digest, like.context(), like.sampling(), like.template());
    }
}
