package batos.config;

import java.nio.file.Path;

/// A fault in a file, with its place.
///
/// @param line from 1; 0 when the complaint is about the file as a whole
/// @param column from 1; 0 when the complaint is about the file as a whole
/// @param what the found and the expected, with the nearest name that exists
public record ConfigProblem(Path file, int line, int column, String what) {
    /// `settings.toml:12:1: …`, the form that editors and terminals can jump to.
    @Override
    public String toString() {
        var place = line == 0 ? "" : ":" + line + ":" + column;
        return file.getFileName() + place + ": " + what;
    }
}
