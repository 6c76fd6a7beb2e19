/// Everything that is not deterministic passes here, so that a session can be recorded and
/// replayed.
@org.jspecify.annotations.NullMarked
package batos.tape;
