/// Numbered pulses, the events of the house, with a gapless sequence; and the way for a second
/// process to the one that owns the image.
@org.jspecify.annotations.NullMarked
package batos.nerve;
