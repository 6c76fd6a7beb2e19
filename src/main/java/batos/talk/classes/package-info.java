/// Changes of classes while their instances live: definitions, shapes, and the instances to
/// migrate.
@org.jspecify.annotations.NullMarked
package batos.talk.classes;
