/// Questions the codex itself: the four take positions, ALFRED drafts an amendment, the Architect
/// decides elsewhere.
@org.jspecify.annotations.NullMarked
package batos.loops.philosophical;
