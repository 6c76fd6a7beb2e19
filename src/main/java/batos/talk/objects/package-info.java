/// Objects of the language as the interpreter holds them: heap objects, classes, plain values, the
/// globals that name them, and the log that takes changes back.
///
/// Looks like a mistake and is not: an object that is not loaded yet has [Universe#hollow] as its
/// class, so that every inline cache misses and the slow path loads the object.
@org.jspecify.annotations.NullMarked
package batos.talk.objects;
