/// Tools as live, versioned objects, bound on every turn.
///
/// Looks like a bug and is not:
///
/// - No cache needs news of changes: the toolbox reads the table from the image whenever the
///   image's commit number has moved, so an undo brings tools back with everything else.
/// - A tool's times are not kept in its record: the root hash of the image would then depend on the
///   machine.
/// - The report of a failed hidden test has its arguments and their outcome, never the expected
///   one: else the author writes the next draft to the test.
/// - Results are compared with a relative tolerance of 1e-9 where a fraction is involved: a test
///   that says 0.3 means 0.1 + 0.2.
/// - The static gate is manners, not protection: code that it lets through still runs in the
///   crucible.
@org.jspecify.annotations.NullMarked
package batos.toolbox;
