/// The Agent Client Protocol (version 1), by which editors speak with the council: JSON-RPC on a
/// stream of lines.
///
/// A session is an object of the image: which turns belong to it. So undo takes a turn out of its
/// session, too, and a session can be loaded again after a restart. What an editor is asked for
/// permission about is whether a missing tool may be made. It is never asked about the codex.
@NullMarked
package batos.faces.acp;

import org.jspecify.annotations.NullMarked;
