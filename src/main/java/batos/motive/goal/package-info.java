/// Goals as records of the image: what they are, where they stand, how they are known to be
/// reached.
@org.jspecify.annotations.NullMarked
package batos.motive.goal;
