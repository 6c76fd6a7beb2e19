package batos.faces.mcp.guests;

import batos.config.McpSettings;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;

/// The address of a server that has a URL in place of a program.
///
/// @param variables names of variables of which the first that is there is its bearer token
record GuestAddress(String name, URI url, List<String> variables) {
    /// @throws GuestConnection.Fault when the URL is none
    static GuestAddress of(McpSettings.Server server) throws GuestConnection.Fault {
        try {
            var url = new URI(server.url());
            if (url.getHost() != null) {
                return new GuestAddress(server.name(), url, server.environment());
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        throw new GuestConnection.Fault(
                "%s is no address with a host. Next: mend mcp.servers.%s.url"
                        .formatted(server.url(), server.name()),
                /* silent= */ false);
    }

    /// @throws GuestConnection.Fault when a token would go over a network as it is
    HttpClientStreamableHttpTransport transport(Environment environment)
            throws GuestConnection.Fault {
        var path = url.getRawPath() == null ? "" : url.getRawPath();
        var query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        var builder =
                HttpClientStreamableHttpTransport.builder(
                                url.getScheme() + "://" + url.getRawAuthority())
                        .endpoint((path.isEmpty() ? "/mcp" : path) + query)
                        .maxResponseSize(ProcessTransport.LONGEST_MESSAGE);
        var token = environment.first(variables);
        if (token.isPresent()) {
            if (url.getScheme().equals("http") && !isOnThisMachine()) {
                throw new GuestConnection.Fault(
                        "the token in %s would go to %s unencrypted. Next: give mcp.servers.%s.url an https address"
                                .formatted(String.join(", ", variables), url.getHost(), name),
                        /* silent= */ false);
            }
            builder.addHttpRequestCustomizer((request, method, uri, body, context) ->
                    request.setHeader("Authorization", "Bearer " + token.get()));
        }
        return builder.build();
    }

    private boolean isOnThisMachine() {
        try {
            return InetAddress.getByName(url.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
