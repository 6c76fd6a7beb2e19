/// The look that costs no model: news that no look has seen before.
@org.jspecify.annotations.NullMarked
package batos.motive.look;
