/// Numbered pulses, the events of the house, with a gapless sequence.
@org.jspecify.annotations.NullMarked
package batos.nerve;
