package batos.motive.choice;

/// Goals that are likely to be won or lost together.
///
/// @param theme the identity of the goals' theme
/// @param kind the kind of their product, for example `tool`
/// @param persona whose they are
public record Region(String theme, String kind, String persona) {
    @Override
    public String toString() {
        return (theme.isEmpty() ? "-" : theme) + " x " + kind + " x " + persona;
    }
}
