/// MCP servers of others as guests of the toolbox.
///
/// Looks like a bug and is not:
///
/// - A server is asked for its tools before each call: one that changed what it says of itself
///   after it was enabled is found out before it gets the arguments.
/// - A server that prints on standard output what is no protocol is ended. The next call starts it
///   again.
/// - Calls of one server run one after the other: which call is to be cancelled is then never in
///   doubt.
@NullMarked
package batos.faces.mcp.guests;

import org.jspecify.annotations.NullMarked;
