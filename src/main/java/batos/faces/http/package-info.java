/// The HTTP server on loopback: its admission ([batos.faces.http.KeyGate]) and its protocols
/// ([batos.faces.http.HttpFace]).
@NullMarked
package batos.faces.http;

import org.jspecify.annotations.NullMarked;
