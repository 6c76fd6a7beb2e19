/// The meaning of one line and its execution, for every source of lines.
@NullMarked
package batos.shell.session;

import org.jspecify.annotations.NullMarked;
