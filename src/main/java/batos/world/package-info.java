/// The messages of each live object: domain objects bound to the language.
@org.jspecify.annotations.NullMarked
package batos.world;
