package batos.council;

/// A theme: the common subject of several turns.
///
/// @param id the number of the turn that began it, as text; empty for none
/// @param label a few words for reading
public record Theme(String id, String label) {
    public static final Theme NONE = new Theme("", "");
}
