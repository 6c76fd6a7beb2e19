/// The ways in which programs use the house: protocols that their authors know already.
///
/// [batos.faces.http] is the HTTP server on loopback that carries them; each protocol has a package
/// of its own. None of them reaches governance: no request can propose, approve or reject anything
/// about the codex.
@NullMarked
package batos.faces;

import org.jspecify.annotations.NullMarked;
