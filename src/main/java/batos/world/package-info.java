/// What each live object answers: domain objects bound to the language.
@org.jspecify.annotations.NullMarked
package batos.world;
