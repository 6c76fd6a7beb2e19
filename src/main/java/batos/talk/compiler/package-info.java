/// Makes executable nodes of syntax trees, and inlines control messages whose blocks are literal.
@org.jspecify.annotations.NullMarked
package batos.talk.compiler;
