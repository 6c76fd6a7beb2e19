/// The tactical loop: a missing capability becomes a tool within the turn that missed it.
@org.jspecify.annotations.NullMarked
package batos.loops.tactical;
