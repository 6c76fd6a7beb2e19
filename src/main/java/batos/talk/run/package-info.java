/// Objects, frames and the tree that is executed.
///
/// What looks like a mistake and is not: an early `^` in an inlined block sets a flag in the frame,
/// and only bodies that hold such a return look at it (exceptions for this cost 2.9 times the
/// running time); a class that is not yet loaded is [Universe#hollow], so that every inline cache
/// misses and the slow path loads the object; send sites are reset per selector, not by a global
/// epoch.
@org.jspecify.annotations.NullMarked
package batos.talk.run;
