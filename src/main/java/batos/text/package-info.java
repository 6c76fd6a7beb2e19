/// Words, distances, differences, plurals, and what is safe to print. It knows no other room.
@NullMarked
package batos.text;

import org.jspecify.annotations.NullMarked;
