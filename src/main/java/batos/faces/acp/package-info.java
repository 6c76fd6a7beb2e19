/// The Agent Client Protocol (version 1), by which editors speak with the council: JSON-RPC on a
/// stream of lines.
///
/// A session is an object of the image: which turns belong to it. So undo takes a turn out of its
/// session, too, and a session can be loaded again after a restart. batos asks an editor for
/// permission to make a missing tool, and never about the codex.
@NullMarked
package batos.faces.acp;

import org.jspecify.annotations.NullMarked;
