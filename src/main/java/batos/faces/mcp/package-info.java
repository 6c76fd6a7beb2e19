/// MCP, the Model Context Protocol: the house as a server for programs of others.
///
/// Looks like a bug and is not:
///
/// - Nothing here asks [batos.app.Services#codex()], which holds the means to govern: a test proves
///   it. The codex is read through `readableCodex`.
/// - The SDK's own transport for standard streams ends at the first line that is no JSON, knows no
///   `notifications/cancelled` and serves one client: [StreamClients] stands in its place.
/// - A request that is cancelled gets no answer: so the specification has it.
/// - Tools keep their own check of arguments; the SDK's is switched off, so that there is one.
@NullMarked
package batos.faces.mcp;

import org.jspecify.annotations.NullMarked;
