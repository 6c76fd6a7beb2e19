/// Messages of one line each, as protocols on standard streams send them.
@NullMarked
package batos.faces.lines;

import org.jspecify.annotations.NullMarked;
