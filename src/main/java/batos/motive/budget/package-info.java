/// The budget of idle work: reserved before each call, settled after it, on every level of the
/// tree.
@org.jspecify.annotations.NullMarked
package batos.motive.budget;
