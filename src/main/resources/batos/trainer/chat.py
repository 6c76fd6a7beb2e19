"""Conversations as token numbers, in the words of a model's own chat template."""
import datetime

import jinja2
import jinja2.ext
import jinja2.sandbox
from tokenizers import Tokenizer

from job import Refused


class Chat:
    def __init__(self, gguf):
        self.gguf = gguf
        self.tokenizer = Tokenizer.from_str(gguf.tokenizer())
        environment = jinja2.sandbox.ImmutableSandboxedEnvironment(
            trim_blocks=True, lstrip_blocks=True, extensions=[jinja2.ext.loopcontrols]
        )
        environment.globals["raise_exception"] = self._refuse
        environment.globals["strftime_now"] = lambda form: datetime.datetime.now().strftime(form)
        self.template = environment.from_string(gguf.chat_template())

    @staticmethod
    def _refuse(why):
        raise Refused("template", f"the chat template refuses a conversation: {why}")

    def text(self, messages, prompt):
        return self.template.render(
            messages=messages,
            add_generation_prompt=prompt,
            bos_token=self.gguf.token("bos_token_id"),
            eos_token=self.gguf.token("eos_token_id"),
        )

    def encode(self, text):
        return self.tokenizer.encode(text, add_special_tokens=False).ids

    def example(self, messages, longest):
        """Token numbers of the conversation, and where the answer begins. Too long a prompt is cut at its beginning."""
        prompt = self.encode(self.text(messages[:-1], True))
        whole = self.encode(self.text(messages, False))
        if whole[: len(prompt)] != prompt:  # a merge across the border: the answer is encoded by itself
            end = self.gguf.token("eos_token_id")
            whole = prompt + self.encode(messages[-1]["content"] + end)
        answer = whole[len(prompt):]
        if len(answer) >= longest:
            raise Refused("length", f"an answer has {len(answer)} tokens and at most {longest - 1} are allowed")
        room = longest - len(answer)
        return prompt[-room:] + answer, min(len(prompt), room)
