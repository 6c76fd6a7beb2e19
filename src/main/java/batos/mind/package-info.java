/// Ports to language models and embeddings: pins, leases, rehearsal and cassette minds.
///
/// Looks like a bug and is not:
///
/// - The client library runs over an HTTP client of ours ([StreamingHttpClient] over
///   [ServerConnection]), on the calling thread. With its own, version 1.18.1 calls back neither
///   with an answer nor with an error when a server falls silent after the first token, ends
///   without `done`, or ends in half a line.
/// - [OllamaLines] numbers tool calls and unpacks arguments that came as text: without it, two
///   calls without an index become one, and a call with textual arguments vanishes.
/// - A prompt counts as trimmed when the server read fewer tokens than one for 8 characters, and
///   only when it has more characters than the context has tokens: short prompts cannot be trimmed.
/// - `truncate: false` is added to each request. Ollama before 0.13 ignores it and trims in
///   silence, which is why the counts are compared as well.
/// - Pulls go through our own HTTP although Ollama4j can pull: its call tells no progress and
///   cannot be interrupted. Its `createModel` returns normally without a final `success`, so batos
///   looks at the made model afterwards.
/// - [OnnxEmbedder] sets two system properties: the tokeniser's library otherwise asks a metadata
///   server and tells a collector that it was loaded.
/// - A waiting model is overtaken by 8 calls of the loaded one at most ([ModelScheduler]): loading
///   costs seconds, so calls go in groups; more would let a persona wait for a whole turn.
@org.jspecify.annotations.NullMarked
package batos.mind;
