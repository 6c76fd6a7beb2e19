/// Words, distances, differences, plurals, and text safe to print. It knows no other room.
@NullMarked
package batos.text;

import org.jspecify.annotations.NullMarked;
