package batos.nerve;

import java.util.List;

/// What a second process asks of the one that owns the image: one command line.
///
/// @param folder the caller's working directory, from which relative paths in the words count
public record Call(List<String> words, String folder) {
    public Call {
        words = List.copyOf(words);
    }
}
