/// Written and recorded sessions, played again.
@NullMarked
package batos.shell.replay;

import org.jspecify.annotations.NullMarked;
