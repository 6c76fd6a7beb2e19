/// One turn: recall, thesis, antithesis, synthesis, dissonance.
@org.jspecify.annotations.NullMarked
package batos.council;
