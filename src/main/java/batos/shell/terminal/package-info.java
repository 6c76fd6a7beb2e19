/// The side of the shell that meets the terminal: the prompt, its keys and completion, colours, and
/// all printing.
@NullMarked
package batos.shell.terminal;

import org.jspecify.annotations.NullMarked;
