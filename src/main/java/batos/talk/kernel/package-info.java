/// The primitives of the kernel, and the reader that turns its source files into classes.
///
/// A primitive declines by answering null, and the Smalltalk body beneath it names the fault.
@org.jspecify.annotations.NullMarked
package batos.talk.kernel;
