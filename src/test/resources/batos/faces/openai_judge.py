"""The `openai` Python client as the judge of the OpenAI face.

openai_judge.py URL KEY   prints one line for each thing that held, and fails at the first that does not
"""
import json
import sys

from openai import AuthenticationError, BadRequestError, NotFoundError, OpenAI

url, key = sys.argv[1:3]
client = OpenAI(base_url=url, api_key=key, max_retries=0)


def held(what, condition, shown=""):
    if not condition:
        sys.exit(f"does not hold: {what} {shown}")
    print("held:", what)


def refused(what, error, code, **request):
    try:
        client.chat.completions.create(**request)
        held(what, False)
    except error as e:
        held(what, e.code == code or e.param == code, e)


def asks(text):
    return [{"role": "user", "content": text}]


names = [m.id for m in client.models.list()]
held("models", names[:5] == ["council", "brick", "robin", "alfred", "babs"], names)

whole = client.chat.completions.create(model="robin", messages=asks("hello there"), seed=7, store=False)
said = whole.choices[0].message.content
held("chat", said and whole.usage.total_tokens > 0 and whole.choices[0].finish_reason == "stop")
cut = client.chat.completions.create(model="robin", messages=asks("hello there"), stop=[" "], store=False)
held("stop", cut.choices[0].message.content == said.split(" ")[0])

chunks = list(
    client.chat.completions.create(
        model="robin", messages=asks("hello there"), stream=True, store=False, stream_options={"include_usage": True}
    )
)
text = "".join(c.choices[0].delta.content or "" for c in chunks if c.choices)
held("stream", text == said and chunks[-1].usage.total_tokens == whole.usage.total_tokens)

tools = [{"type": "function", "function": {"name": "slugify", "description": "makes a slug",
          "parameters": {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]}}}]
messages = asks("slugify 'Ten Cats'")
for model in ("council", "brick"):
    first = client.chat.completions.create(model=model, messages=messages, tools=tools)
    call = first.choices[0].message.tool_calls[0]
    held(f"tools of {model}", first.choices[0].finish_reason == "tool_calls" and call.function.name == "slugify")
    gave = [first.choices[0].message, {"role": "tool", "tool_call_id": call.id, "content": '"by-python"'}]
    last = client.chat.completions.create(model=model, messages=messages + gave, tools=tools)
    held(f"what they gave to {model}", "by-python" in last.choices[0].message.content, last)

vectors = client.embeddings.create(model="babs", input=["a cat", "a dog"]).data
held("embeddings", len(vectors) == 2 and len(vectors[0].embedding) == len(vectors[1].embedding) > 100)

response = client.responses.create(model="robin", input="hello there")
held("responses", response.output_text == said)
following = client.responses.create(model="robin", input="hello there", previous_response_id=response.id)
held("previous_response_id", following.output_text == said)
with client.responses.stream(model="robin", input="hello there") as stream:
    for event in stream:
        pass
    held("responses stream", stream.get_final_response().output_text == said)

person = {"type": "object", "properties": {"name": {"type": "string"}, "age": {"type": "integer"}},
          "required": ["name", "age"], "additionalProperties": False}
for model in ("council", "robin"):
    document = client.chat.completions.create(
        model=model, messages=asks("name is Ada, age: 36"), store=False,
        response_format={"type": "json_schema", "json_schema": {"name": "p", "strict": True, "schema": person}},
    ).choices[0].message.content
    held(f"a document of {model}", json.loads(document) == {"name": "Ada", "age": 36}, document)

refused("unknown model", NotFoundError, "model_not_found", model="gpt-4", messages=asks("x"))
refused("no messages", BadRequestError, "messages", model="council", messages=[])
for name, value in (("n", 2), ("logprobs", True), ("presence_penalty", 1), ("logit_bias", {"1": 1})):
    refused(name, BadRequestError, name, model="council", messages=asks("x"), **{name: value})
picture = [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "data:image/png;base64,AA=="}}]}]
refused("pictures", BadRequestError, "messages[0].content", model="council", messages=picture)
try:
    OpenAI(base_url=url, api_key="wrong", max_retries=0).models.list()
    held("a wrong key", False)
except AuthenticationError as e:
    held("a wrong key", e.code == "invalid_api_key")
