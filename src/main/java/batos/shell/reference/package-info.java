/// What is written about the commands from their one description: completion for three shells, the
/// man page, the texts of `--help`.
@NullMarked
package batos.shell.reference;

import org.jspecify.annotations.NullMarked;
