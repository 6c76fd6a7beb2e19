/// The hands of the Architect: prompt, one-shot commands, rendering.
@org.jspecify.annotations.NullMarked
package batos.shell;
