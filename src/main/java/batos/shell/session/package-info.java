/// What one line means and how it is carried out, whoever typed it.
@NullMarked
package batos.shell.session;

import org.jspecify.annotations.NullMarked;
