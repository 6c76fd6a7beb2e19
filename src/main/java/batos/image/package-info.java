/// The Living Image: objects, commits, journal, snapshots, undo.
@org.jspecify.annotations.NullMarked
package batos.image;
