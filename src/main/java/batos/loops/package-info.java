/// The climb of dissonance: the loops that act on what the council returns, and resume it.
@org.jspecify.annotations.NullMarked
package batos.loops;
