/// Ports to language models and embeddings: pins, leases, rehearsal and cassette minds.
@org.jspecify.annotations.NullMarked
package batos.mind;
