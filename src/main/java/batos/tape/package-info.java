/// Everything that is not deterministic passes here, so that a session can be recorded and
/// replayed.
///
/// A tape file is a text file of JSON lines: a header `{"tape":1}`, then one [TapeEntry] a line, in
/// the order in which the answers ended. A torn last line, left by a killed process, is cut off in
/// silence: the answers before it are whole.
@org.jspecify.annotations.NullMarked
package batos.tape;
