/// Tools as live, versioned objects, bound on every turn.
@org.jspecify.annotations.NullMarked
package batos.toolbox;
