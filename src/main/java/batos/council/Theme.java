package batos.council;

/// What turns are about, taken together.
///
/// @param id the number of the turn that began it, as text; empty for none
/// @param label a few words for reading
public record Theme(String id, String label) {
    public static final Theme NONE = new Theme("", "");
}
