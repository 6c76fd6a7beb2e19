/// The hands of the Architect: prompt, one-shot commands, rendering.
///
/// A [batos.shell.Shell] reads lines, from the process's arguments, a terminal, a pipe or a
/// transcript. Commands are picocli objects, one class for each word, made again for every line and
/// given a [batos.shell.session.CommandContext]: the house (opened when first asked for), a place
/// to write, and the line as it was [batos.shell.session.TypedLine]. Each answers a
/// [batos.shell.session.CommandResult]; the shell alone prints it, with all terminal controls
/// removed.
///
/// Looks like a bug and is not:
///
/// * JLine uses its JNI provider: the FFM one costs 1.4 s of CPU at start, JNI 0.25 s.
/// * No JLine terminal is made unless a person sits at one: JLine writes terminal probes into piped
///   output.
/// * An expression typed while a computation is parked abandons it: otherwise lines typed after an
///   error would join a transaction that nobody ever ends.
/// * Ctrl-C twice ends a one-shot process at once, three times a prompt that does not listen:
///   commits are in the journal, so nothing is lost by it.
@org.jspecify.annotations.NullMarked
package batos.shell;
