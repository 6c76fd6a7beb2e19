/// BRICK, ROBIN, ALFRED and BABS: how each is asked and what each is.
@org.jspecify.annotations.NullMarked
package batos.persona;
