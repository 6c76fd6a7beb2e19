package batos.motive.goal;

/// The line of the codex that a goal serves.
///
/// @param codex the hash of the codex that it stands in
/// @param line its number among the persona's mandates, from 1; 0 for a goal that the Architect
///   gave
public record Mandate(String codex, int line, String text) {
    public static final Mandate GIVEN = new Mandate("", 0, "given by the Architect");
}
