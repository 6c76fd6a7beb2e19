/// Text to syntax tree and back.
///
/// Nesting is bounded at 400: a tree that deep is a mistake or an attack, and the parser's own
/// stack is a plain thread's. A minus sign directly before a digit belongs to the number only where
/// an operand is expected, so `3-4` and `x -1` subtract, as in GNU Smalltalk.
@org.jspecify.annotations.NullMarked
package batos.talk.syntax;
