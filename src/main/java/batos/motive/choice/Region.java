package batos.motive.choice;

/// Goals that are likely to be won or lost together.
///
/// @param theme what they are about, by its identity
/// @param kind what they would produce, for example `tool`
/// @param persona whose they are
public record Region(String theme, String kind, String persona) {
    @Override
    public String toString() {
        return (theme.isEmpty() ? "-" : theme) + " x " + kind + " x " + persona;
    }
}
