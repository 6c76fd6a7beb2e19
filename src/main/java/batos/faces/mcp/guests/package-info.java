/// MCP servers of others as guests of the toolbox.
///
/// Looks like a bug and is not:
///
/// - Each call first asks the server for its tools: one that changed its descriptions after it was
///   enabled is found out before it gets the arguments.
/// - A server that breaks the protocol on standard output is ended. The next call starts it again.
/// - Calls of one server run one after the other: which call is to be cancelled is then never in
///   doubt.
@NullMarked
package batos.faces.mcp.guests;

import org.jspecify.annotations.NullMarked;
