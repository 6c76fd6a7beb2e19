package batos.codex;

/// Where a persona stood when an amendment was deliberated.
///
/// @param stance `for`, `against` or `torn`
public record Position(String persona, String stance, String text) {}
