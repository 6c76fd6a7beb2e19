package batos.codex;

/// A persona's position in the deliberation of an amendment.
///
/// @param stance `for`, `against` or `torn`
public record PersonaPosition(String persona, String stance, String text) {}
