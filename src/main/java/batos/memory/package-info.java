/// The Scrapbook: episodes and their recall.
@org.jspecify.annotations.NullMarked
package batos.memory;
