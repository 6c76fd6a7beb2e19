/// The house put together: every room opened over one image, and the one port that each face uses.
@NullMarked
package batos.app;

import org.jspecify.annotations.NullMarked;
