/// The look that costs no model: what is new, and has not been looked at before.
@org.jspecify.annotations.NullMarked
package batos.motive.look;
