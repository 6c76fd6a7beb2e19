/// The texts that are made from the one description of the commands: completion for three shells,
/// the man page, the texts of `--help`.
@NullMarked
package batos.shell.reference;

import org.jspecify.annotations.NullMarked;
