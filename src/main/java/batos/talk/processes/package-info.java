/// Execution: the interpreter of one process with its budget, frames, blocks, exception handlers,
/// and the scheduler that decides which process of an evaluation has the turn.
@org.jspecify.annotations.NullMarked
package batos.talk.processes;
