package batos.trainer;

import batos.json.Json;
import batos.text.Sha256;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The files of one training. A request is written whole before the child starts.
final class TrainingFolder {
    static final String PROGRESS = "progress.jsonl";

    private final Path folder;
    private long read;

    TrainingFolder(Path folder) {
        this.folder = folder;
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    /// Writes what the child reads.
    ///
    /// @throws IOException when the disk refuses, or when another training's request is there
    void write(TrainingRequest request, Map<String, String> versions) throws IOException {
        Files.createDirectories(folder);
        var train = lines(request.train());
        var heldOut = lines(request.heldOut());
        var document = new LinkedHashMap<String, Object>();
        var recipe = request.recipe();
        document.put("persona", request.persona());
        document.put("base", request.base().toString());
        document.put("base_sha256", request.baseDigest());
        document.put("data_sha256", Sha256.of(train + heldOut));
        document.put("steps", recipe.steps());
        document.put("rank", recipe.rank());
        document.put("layers", recipe.layers());
        document.put("learning_rate", recipe.learningRate());
        document.put("scale", recipe.scale());
        document.put("max_tokens", recipe.longest());
        document.put("seed", recipe.seed());
        document.put("checkpoint_every", recipe.checkpoint());
        document.put("seconds", request.limits().seconds());
        document.put("memory_mb", request.limits().memoryMb());
        document.put("disk_mb", request.limits().diskMb());
        document.put("environment", versions);
        var text = Json.pretty(Json.tree(document));
        replace("train.jsonl", train);
        replace("heldout.jsonl", heldOut);
        replace("request.json", text);
    }

    private void replace(String name, String text) throws IOException {
        var aside = folder.resolve("." + name + ".new");
        Files.writeString(aside, text);
        Files.move(aside, path(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String lines(List<ChatExample> examples) {
        var lines = new StringBuilder();
        for (var example : examples) {
            lines.append(Json.write(example)).append('\n');
        }
        return lines.toString();
    }

    /// Hands on the complete lines of the log that have come since the last call.
    void follow(Consumer<String> line) throws IOException {
        var log = path(PROGRESS);
        if (!Files.exists(log)) {
            return;
        }
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(read);
            var bytes = new byte[(int) Math.min(1 << 20, file.length() - read)];
            file.readFully(bytes);
            var end = bytes.length;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            read += end;
            new String(bytes, 0, end, StandardCharsets.UTF_8).lines().forEach(line);
        }
    }
}
