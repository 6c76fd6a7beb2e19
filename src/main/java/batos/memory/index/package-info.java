/// The index over the vectors of memory: a graph on disk, beyond the number of vectors that are
/// compared as fast without one.
///
/// jvector searches a file with a flipped block and answers wrongly, without a word. So the files
/// have checksums of their own, which are compared before the first search.
@org.jspecify.annotations.NullMarked
package batos.memory.index;
