package batos.mind;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The temporary folder into which ONNX Runtime unpacks its library. It asks the JVM to delete the
/// folder before the files in it, so that an empty one stays after each process, and a full one of
/// 20 MB after a killed process. A library that is loaded needs its file no more.
final class UnpackedLibrary {
    private static final String FOLDER = "onnxruntime-java";
    private static final Path MAPS = Path.of("/proc/self/maps");

    private UnpackedLibrary() {}

    /// Removes the folder of this process, which is the one that its libraries were loaded from.
    /// Where the system does not tell it, or does not let it go, it stays.
    static void remove() {
        try {
            for (var folder : Files.exists(MAPS) ? loadedFrom(Files.readAllLines(MAPS)) : none()) {
                try (var files = Files.list(folder)) {
                    for (var file : files.toList()) {
                        Files.deleteIfExists(file);
                    }
                }
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            System.getLogger("batos.mind")
                    .log(System.Logger.Level.WARNING, "temporary files of the embedder stay", e);
        }
    }

    private static List<Path> none() {
        return List.of();
    }

    /// The folders of that name in lines of `/proc/self/maps` that still exist.
    static List<Path> loadedFrom(List<String> maps) {
        return maps.stream()
                .filter(line -> line.contains("/" + FOLDER))
                .map(line -> Path.of(line.substring(line.indexOf('/')).strip()).getParent())
                .distinct()
                .filter(folder -> folder.getFileName().toString().startsWith(FOLDER))
                .filter(Files::isDirectory)
                .toList();
    }
}
