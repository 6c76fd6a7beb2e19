/// The language of the image: a small Smalltalk, its debugger, and its place in the image.
///
/// `syntax` reads and prints text, `objects` holds objects and classes, `classes` changes them
/// while they live, `compiler` makes `nodes` of syntax trees, `processes` runs them, `kernel` has
/// the primitives beneath the source files in the resources, `store` moves objects to and from the
/// image, `bind` what rooms above bind to the language. Where GNU Smalltalk and Pharo differ, it
/// follows GNU Smalltalk: literals are read-only, strings compare without regard to case, `to:do:`
/// shares its counter among the blocks made inside, floats print with the shortest digits and an
/// exponent only beyond 2^53.
///
/// Looks like a bug and is not: each evaluation has a thread of its own with a stack of 1 GiB
/// (reserved, not touched; 200,000 frames deep by default, 1,000,000 at most), because a parked
/// computation keeps its stack; an interrupted evaluation runs no `ensure:` block, because its
/// changes are taken back anyway; a script keeps the effects of its failed statements until its
/// end, as `gst` does, and then commits only if none failed.
@org.jspecify.annotations.NullMarked
package batos.talk;
