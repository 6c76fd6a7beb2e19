// The `openai` Node client as the judge of the OpenAI face: openai_judge.mjs URL KEY
import OpenAI from 'openai';

const [baseURL, apiKey] = process.argv.slice(2);
const client = new OpenAI({ baseURL, apiKey, maxRetries: 0 });
const messages = [{ role: 'user', content: 'hello there' }];

function held(what, condition, shown = '') {
  if (!condition) {
    console.error('does not hold:', what, shown);
    process.exit(1);
  }
  console.log('held:', what);
}

const names = [];
for await (const model of client.models.list()) names.push(model.id);
held('models', names.slice(0, 5).join() === 'council,brick,robin,alfred,babs', names);

const whole = await client.chat.completions.create({ model: 'robin', messages, store: false });
const said = whole.choices[0].message.content;
held('chat', said && whole.usage.total_tokens > 0);

const stream = client.chat.completions.stream({
  model: 'robin', messages, store: false, stream_options: { include_usage: true },
});
held('stream', (await stream.finalContent()) === said && (await stream.totalUsage()).total_tokens > 0);

const runner = client.chat.completions.runTools({
  model: 'council',
  messages: [{ role: 'user', content: "slugify 'Ten Cats'" }],
  tools: [{
    type: 'function',
    function: {
      name: 'slugify', description: 'makes a slug', parse: JSON.parse,
      parameters: { type: 'object', properties: { text: { type: 'string' } } },
      function: () => '"by-node"',
    },
  }],
});
held('runTools', (await runner.finalContent()).includes('by-node'));

const vectors = await client.embeddings.create({ model: 'babs', input: 'a cat' });
held('embeddings', vectors.data[0].embedding.length > 100);

const response = await client.responses.create({ model: 'robin', input: 'hello there' });
held('responses', response.output_text === said);

try {
  await client.chat.completions.create({ model: 'gpt-4', messages });
  held('unknown model', false);
} catch (error) {
  held('unknown model', error instanceof OpenAI.NotFoundError && error.code === 'model_not_found', error);
}
