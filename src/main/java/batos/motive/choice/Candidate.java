package batos.motive.choice;

/// A goal that could be pursued now.
///
/// @param goal its number
/// @param weight how much the codex of its persona speaks for it, above 0
public record Candidate(int goal, Region region, double weight) {}
