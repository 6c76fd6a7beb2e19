/// The OpenAI API over the council: models, chat completions, responses, embeddings.
@NullMarked
package batos.faces.openai;

import org.jspecify.annotations.NullMarked;
