/// The machine outside as programs of the language may reach it.
@org.jspecify.annotations.NullMarked
package batos.talk.host;
