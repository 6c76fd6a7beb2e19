package batos.image;

/// The reason for a commit: its author and the line.
///
/// @param author who acted
/// @param line the line typed, or the step that acted, in words
/// @param deed commits with the same deed are one step for `undo`: a turn with all that it forged
///   and remembered. By convention the number of the image's latest commit when the line was begun
public record Cause(Author author, String line, long deed) {}
