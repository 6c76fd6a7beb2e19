package batos.motive.goal;

/// A product of a goal.
///
/// @param sort `tool`, `thought`, `question` or `proposal`; empty for nothing yet
/// @param reference where it is: a tool's label, the id of a memory, a command to type
public record Product(String sort, String text, String reference) {
    public static final Product NONE = new Product("", "", "");

    public boolean isNone() {
        return sort.isEmpty();
    }

    /// Whether it is something that was learned: a tool or a thought that is there.
    public boolean isKept() {
        return (sort.equals("tool") || sort.equals("thought")) && !reference.isEmpty();
    }

    /// Whether it is this version of a tool.
    public boolean isTool(String label) {
        return sort.equals("tool") && reference.equals(label);
    }
}
