/// From news to goals, and from a goal to one small step: every call metered, every change on a
/// draft.
@org.jspecify.annotations.NullMarked
package batos.motive.pursuit;
