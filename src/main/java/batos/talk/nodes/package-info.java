/// The tree that the interpreter executes: one class per kind of node, with its inline cache.
///
/// Looks like a mistake and is not: an early `^` in an inlined block sets a flag in the frame, and
/// only bodies that hold such a return look at it (exceptions for this cost 2.9 times the running
/// time); send sites are reset per selector, not by a global epoch.
@org.jspecify.annotations.NullMarked
package batos.talk.nodes;
