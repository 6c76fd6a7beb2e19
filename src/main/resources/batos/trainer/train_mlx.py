"""A LoRA fine-tune with MLX, from a GGUF file to a merged GGUF file. Only the answers of the examples are learned."""
import json
import os
import random

import mlx.core as mx
import mlx.nn as nn
import mlx.optimizers as optim
import numpy as np
from mlx.utils import tree_flatten, tree_unflatten
from mlx_lm.models import llama
from mlx_lm.tuner.lora import LoRALinear

import gguf_llama
from chat import Chat
from gguf_llama import Gguf, Unsupported
from job import Refused

LEARNED = ["self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj", "self_attn.o_proj",
           "mlp.gate_proj", "mlp.up_proj", "mlp.down_proj"]
BYTES_A_PARAMETER = 4
ROOM_FOR_STEPS = 1.25  # weights, activations and the reader's copy; measured 1.2 with 135 million parameters


def train(job):
    base = opened(job)
    chat = Chat(base)
    sets = {name: encoded(job, chat, name) for name in ("train", "heldout")}
    if not sets["train"] or not sets["heldout"]:
        raise Refused("data", "a training set and a held-out set are needed, each with one example or more")
    verify_tokens(job, base, chat)
    job.say("began", parameters=base.parameters, environment=job.environment)
    mx.set_default_device(mx.gpu if mx.metal.is_available() else mx.cpu)
    mx.random.seed(job.seed)
    model = loaded(base)
    adapt(model, job)
    checkpoint = Checkpoint(job)
    optimizer = optim.Adam(learning_rate=job.learning_rate)
    step = checkpoint.restore(model, optimizer)
    if step == 0:
        tell_losses(job, model, sets["heldout"], "before")
        checkpoint.save(model, optimizer, 0)
    descend(job, model, optimizer, sets["train"], step, checkpoint)
    merged(job, base, model)
    del model, optimizer
    mx.clear_cache()
    tell_losses(job, loaded(Gguf(job.path("model.gguf"))), sets["heldout"], "after")


def opened(job):
    try:
        base = Gguf(job.base)
    except Unsupported as no:
        raise Refused("architecture", str(no)) from None
    except (OSError, ValueError) as broken:
        raise Refused("base", f"{job.base} cannot be read as GGUF: {broken}") from None
    needed = base.parameters * BYTES_A_PARAMETER * ROOM_FOR_STEPS / 1e6
    if needed > job.memory_mb:
        raise Refused("memory", f"{base.parameters / 1e6:.0f} million parameters need about {needed:.0f} MB and {job.memory_mb} MB are allowed")
    return base


def encoded(job, chat, name):
    return [(e["id"], *chat.example(e["messages"], job.max_tokens)) for e in job.examples(name)]


def verify_tokens(job, base, chat):
    """Compares the token numbers of every text with those of llama.cpp, where it is installed."""
    try:
        import tokens_llamacpp
    except ImportError:
        job.say("note", text="token numbers were not compared with llama.cpp, which is not installed here")
        return
    texts = [chat.text(e["messages"], False) for name in ("train", "heldout") for e in job.examples(name)]
    other = tokens_llamacpp.encode(base.path, texts)
    for text, theirs in zip(texts, other):
        ours = chat.encode(text)
        if ours != theirs:
            raise Refused("tokenizer", f"the tokenizer of {base.path} is not reproduced: {text[:40]!r} is {ours[:12]} here and {theirs[:12]} in llama.cpp")


def loaded(base):
    model = llama.Model(llama.ModelArgs.from_dict(base.config()))
    model.load_weights([(name, mx.array(w)) for name, w in base.weights()])
    mx.eval(model.parameters())
    model.eval()
    return model


def adapt(model, job):
    """Freezes the model and lays a LoRA over each linear map of its last layers."""
    model.freeze()
    first = max(0, len(model.layers) - job.layers)
    for layer in model.layers[first:]:
        for name in LEARNED:
            owner, last = name.split(".")
            part = getattr(layer, owner)
            setattr(part, last, LoRALinear.from_base(getattr(part, last), r=job.rank, scale=job.scale, dropout=0.0))


def loss_of(model, tokens, answer_at):
    """Mean cross-entropy over the answer's tokens, in nats."""
    x = mx.array(tokens)[None]
    logits = model(x[:, :-1])
    losses = nn.losses.cross_entropy(logits, x[:, 1:])[0]
    return losses[answer_at - 1:].mean()


def tell_losses(job, model, examples, when):
    losses = {}
    for name, tokens, answer_at in examples:
        losses[name] = round(loss_of(model, tokens, answer_at).item(), 5)
    job.say("losses", when=when, losses=losses)


def descend(job, model, optimizer, examples, step, checkpoint):
    gradient = nn.value_and_grad(model, loss_of)
    model.train()
    began = job.spent()
    first = step
    while step < job.steps:
        _, tokens, answer_at = examples[turn(job.seed, step, len(examples))]
        loss, grads = gradient(model, tokens, answer_at)
        grads, _ = optim.clip_grad_norm(grads, max_norm=1.0)
        optimizer.update(model, grads)
        mx.eval(model.trainable_parameters(), optimizer.state, loss)
        step += 1
        if not np.isfinite(loss.item()):
            raise Refused("diverged", f"the loss is {loss.item()} at step {step}; a smaller learning rate may help")
        each = (job.spent() - began) / (step - first)
        job.say("step", step=step, steps=job.steps, loss=round(loss.item(), 5), remaining=round(each * (job.steps - step), 2))
        if step % job.checkpoint_every == 0 or step == job.steps:
            checkpoint.save(model, optimizer, step)
    model.eval()


def turn(seed, step, count):
    """The example of a step: every example once in each round, in an order that seed and round decide."""
    order = list(range(count))
    random.Random(f"{seed}/{step // count}").shuffle(order)
    return order[step % count]


class Checkpoint:
    """Adapter, optimizer and step, written aside and renamed, so that a kill leaves the old or the new one."""

    def __init__(self, job):
        self.job = job
        self.file = job.path("checkpoint.safetensors")
        self.of = {k: job.request[k] for k in ("base_sha256", "seed", "rank", "layers", "scale", "learning_rate", "data_sha256")}

    def save(self, model, optimizer, step):
        arrays = {"model." + k: v for k, v in tree_flatten(model.trainable_parameters())}
        arrays |= {"optimizer." + k: v for k, v in tree_flatten(optimizer.state)}
        aside = self.job.path("checkpoint.new.safetensors")
        mx.save_safetensors(str(aside), arrays, {"step": str(step), "of": json.dumps(self.of)})
        os.replace(aside, self.file)
        self.job.say("checkpoint", step=step)

    def restore(self, model, optimizer):
        if not self.file.exists():
            return 0
        arrays, facts = mx.load(str(self.file), return_metadata=True)
        if json.loads(facts["of"]) != self.of:
            raise Refused("checkpoint", f"{self.file} belongs to another job")
        model.load_weights([(k[len("model."):], v) for k, v in arrays.items() if k.startswith("model.")], strict=False)
        state = [(k[len("optimizer."):], v) for k, v in arrays.items() if k.startswith("optimizer.")]
        optimizer.init(model.trainable_parameters())
        optimizer.state = tree_unflatten(state)
        step = int(facts["step"])
        self.job.say("resumed", step=step)
        return step


def merged(job, base, model):
    factors = {}
    for at, layer in enumerate(model.layers):
        for name in LEARNED:
            owner, last = name.split(".")
            part = getattr(getattr(layer, owner), last)
            if isinstance(part, LoRALinear):
                factors[gguf_llama.tensor_of(at, name)] = (np.array(part.lora_a).T, np.array(part.lora_b).T)
    deltas = {name: (lambda a=a, b=b: (b @ a) * job.scale) for name, (a, b) in factors.items()}
    aside = job.path("model.new.gguf")
    touched = gguf_llama.merge(base, deltas, aside)
    gguf_llama.write_adapter(base, factors, job.scale * job.rank, job.path("adapter.gguf"))
    os.replace(aside, job.path("model.gguf"))
    file = job.path("model.gguf")
    job.say("merged", file=file.name, bytes=file.stat().st_size, sha256=gguf_llama.sha256(file), touched=touched)
