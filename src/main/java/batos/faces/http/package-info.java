/// The HTTP server on loopback: who may use it ([batos.faces.http.KeyGate]) and what it carries
/// ([batos.faces.http.HttpFace]).
@NullMarked
package batos.faces.http;

import org.jspecify.annotations.NullMarked;
