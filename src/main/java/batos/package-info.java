/// batos: the process itself.
@org.jspecify.annotations.NullMarked
package batos;
