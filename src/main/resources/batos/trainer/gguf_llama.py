"""GGUF files of the llama architecture: read into arrays and a tokenizer, written with a LoRA merged in.

GGUF stores the rows of the query and key projections permuted per head (llama.cpp's rotary layout);
`unpermuted` gives the order of the model's own code, `permuted` goes back.
"""
import hashlib
import json

import numpy as np
from gguf import GGMLQuantizationType, GGUFReader, GGUFValueType, GGUFWriter
from gguf.quants import dequantize, quantize

MODULES = {
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
    "attn_norm": "input_layernorm",
    "ffn_norm": "post_attention_layernorm",
}
TENSORS = {module: tensor for tensor, module in MODULES.items()}
WHOLE = {
    "token_embd.weight": "model.embed_tokens.weight",
    "output_norm.weight": "model.norm.weight",
    "output.weight": "lm_head.weight",
}
BLOCK = 32  # values of one Q8_0 block

# What each name in tokenizer.ggml.pre does before the byte-pair merges.
BYTE_LEVEL = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}
LLAMA3 = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
SPLITS = {
    "smollm": [{"type": "Digits", "individual_digits": True}, BYTE_LEVEL],
    "gpt-2": [BYTE_LEVEL],
    "llama-bpe": [
        {"type": "Split", "pattern": {"Regex": LLAMA3}, "behavior": "Isolated", "invert": False},
        {**BYTE_LEVEL, "use_regex": False},
    ],
}


class Unsupported(Exception):
    """This GGUF cannot be trained here; the message names what stands in the way."""


def permuted(w, heads):
    return w.reshape(heads, 2, w.shape[0] // heads // 2, *w.shape[1:]).swapaxes(1, 2).reshape(w.shape)


def unpermuted(w, heads):
    return w.reshape(heads, w.shape[0] // heads // 2, 2, *w.shape[1:]).swapaxes(1, 2).reshape(w.shape)


class Gguf:
    def __init__(self, path):
        self.path = str(path)
        self.reader = GGUFReader(self.path)
        self.fields = {k: f for k, f in self.reader.fields.items() if not k.startswith("GGUF.")}
        self.architecture = self.value("general.architecture")
        if self.architecture != "llama":
            raise Unsupported(
                f"architecture '{self.architecture}' of {self.path} cannot be trained on this trainer; it knows: llama"
            )
        scaling = self.value("llama.rope.scaling.type", "none")
        if scaling != "none":
            raise Unsupported(f"rotary scaling '{scaling}' of {self.path} is not supported; it knows: none")
        for tensor in self.reader.tensors:
            if module(tensor.name) is None:
                raise Unsupported(f"tensor '{tensor.name}' of {self.path} is not part of the llama mapping")

    def value(self, key, otherwise=None):
        return self.fields[key].contents() if key in self.fields else otherwise

    def hyper(self, key, otherwise=None):
        return self.value("llama." + key, otherwise)

    @property
    def heads(self):
        return self.hyper("attention.head_count")

    @property
    def key_heads(self):
        return self.hyper("attention.head_count_kv", self.heads)

    @property
    def parameters(self):
        return sum(int(np.prod([int(n) for n in t.shape])) for t in self.reader.tensors)

    def config(self):
        names = {t.name for t in self.reader.tensors}
        return {
            "model_type": "llama",
            "hidden_size": self.hyper("embedding_length"),
            "num_hidden_layers": self.hyper("block_count"),
            "intermediate_size": self.hyper("feed_forward_length"),
            "num_attention_heads": self.heads,
            "num_key_value_heads": self.key_heads,
            "rms_norm_eps": float(self.hyper("attention.layer_norm_rms_epsilon")),
            "rope_theta": float(self.hyper("rope.freq_base", 10000.0)),
            "vocab_size": len(self.value("tokenizer.ggml.tokens")),
            "max_position_embeddings": self.hyper("context_length"),
            "tie_word_embeddings": "output.weight" not in names,
        }

    def weights(self):
        """Name in the model's own code and a float32 array, tensor by tensor."""
        for tensor in self.reader.tensors:
            yield module(tensor.name), self.dense(tensor)

    def dense(self, tensor):
        w = dequantize(tensor.data, tensor.tensor_type).astype(np.float32)
        w = np.ascontiguousarray(w.reshape(tuple(int(n) for n in reversed(tensor.shape))))
        return unpermuted(w, self._heads_of(tensor.name)) if self._heads_of(tensor.name) else w

    def _heads_of(self, name):
        kind = name.split(".")[2] if name.startswith("blk.") else ""
        return {"attn_q": self.heads, "attn_k": self.key_heads}.get(kind, 0)

    def tokenizer(self):
        """The tokenizer as the document that the `tokenizers` library reads."""
        model = self.value("tokenizer.ggml.model")
        pre = self.value("tokenizer.ggml.pre", "gpt-2")
        if model != "gpt2" or pre not in SPLITS:
            raise Unsupported(
                f"tokenizer '{model}' with '{pre}' of {self.path} is not known; known: gpt2 with {', '.join(sorted(SPLITS))}"
            )
        tokens = self.value("tokenizer.ggml.tokens")
        kinds = self.value("tokenizer.ggml.token_type")
        control = (GGUF_CONTROL, GGUF_USER_DEFINED)
        added = [
            {
                "id": i, "content": token, "single_word": False, "lstrip": False, "rstrip": False,
                "normalized": False, "special": True,
            }
            for i, (token, kind) in enumerate(zip(tokens, kinds))
            if kind in control
        ]
        return json.dumps({
            "version": "1.0", "truncation": None, "padding": None, "added_tokens": added, "normalizer": None,
            "pre_tokenizer": {"type": "Sequence", "pretokenizers": SPLITS[pre]},
            "post_processor": None,
            "decoder": {**BYTE_LEVEL, "add_prefix_space": True},
            "model": {
                "type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": None,
                "end_of_word_suffix": None, "fuse_unk": False, "byte_fallback": False,
                "ignore_merges": pre == "llama-bpe",
                "vocab": {token: i for i, token in enumerate(tokens)},
                "merges": self.value("tokenizer.ggml.merges"),
            },
        })

    def chat_template(self):
        template = self.value("tokenizer.chat_template")
        if not template:
            raise Unsupported(f"{self.path} has no chat template, so nobody knows how a conversation is written for it")
        return template

    def token(self, key):
        at = self.value("tokenizer.ggml." + key)
        return "" if at is None else self.value("tokenizer.ggml.tokens")[at]


GGUF_CONTROL, GGUF_USER_DEFINED = 3, 4


def module(tensor):
    """The name in the model's own code; None where the mapping has none."""
    if tensor in WHOLE:
        return WHOLE[tensor]
    parts = tensor.split(".")
    if len(parts) == 4 and parts[0] == "blk" and parts[2] in MODULES and parts[3] == "weight":
        return f"model.layers.{parts[1]}.{MODULES[parts[2]]}.weight"
    return None


def tensor_of(layer, name):
    return f"blk.{layer}.{TENSORS[name]}.weight"


def merge(base, deltas, out):
    """Writes `base` with each delta added to its tensor. Touched tensors become Q8_0, all others stay as they are.

    deltas: tensor name -> function answering a float32 array in the order of the model's own code
    """
    writer = GGUFWriter(str(out), base.architecture)
    for key, field in base.fields.items():
        if key == "general.architecture":
            continue
        if field.types[0] == GGUFValueType.ARRAY:
            writer.add_array(key, field.contents())
        else:
            writer.add_key_value(key, field.contents(), field.types[0])
    touched = 0
    for tensor in base.reader.tensors:
        delta = deltas.get(tensor.name)
        if delta is None:
            writer.add_tensor(tensor.name, tensor.data, raw_dtype=tensor.tensor_type)
            continue
        w = base.dense(tensor) + delta()
        heads = base._heads_of(tensor.name)
        w = np.ascontiguousarray(permuted(w, heads) if heads else w).astype(np.float32)
        kind = GGMLQuantizationType.Q8_0 if w.shape[-1] % BLOCK == 0 else GGMLQuantizationType.F16
        writer.add_tensor(tensor.name, quantize(w, kind), raw_dtype=kind)
        touched += 1
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return touched


def write_adapter(base, factors, alpha, out):
    """A LoRA adapter as llama.cpp takes it. factors: tensor name -> (A, B), A rank x in, B out x rank."""
    writer = GGUFWriter(str(out), base.architecture)
    writer.add_type("adapter")
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", float(alpha))
    for name, (a, b) in sorted(factors.items()):
        heads = base._heads_of(name)
        writer.add_tensor(name + ".lora_a", np.ascontiguousarray(a.astype(np.float32)))
        b = permuted(b, heads) if heads else b
        writer.add_tensor(name + ".lora_b", np.ascontiguousarray(b.astype(np.float32)))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def write_folder(base, folder):
    """A folder as transformers reads it: weights, configuration and tokenizer."""
    from safetensors.numpy import save_file

    folder.mkdir(parents=True, exist_ok=True)
    save_file(dict(base.weights()), str(folder / "model.safetensors"), metadata={"format": "pt"})
    ids = {end: base.value(f"tokenizer.ggml.{end}_token_id") for end in ("bos", "eos")}
    config = {
        "architectures": ["LlamaForCausalLM"], "hidden_act": "silu", "torch_dtype": "float32",
        "bos_token_id": ids["bos"], "eos_token_id": ids["eos"], **base.config(),
    }
    (folder / "config.json").write_text(json.dumps(config, indent=1))
    (folder / "tokenizer.json").write_text(base.tokenizer())
    (folder / "tokenizer_config.json").write_text(json.dumps({
        "tokenizer_class": "PreTrainedTokenizerFast", "chat_template": base.chat_template(),
        "bos_token": base.token("bos_token_id"), "eos_token": base.token("eos_token_id"),
        "pad_token": base.token("eos_token_id"), "clean_up_tokenization_spaces": False,
        "model_max_length": base.hyper("context_length"),
    }, indent=1))


def sha256(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        for chunk in iter(lambda: file.read(1 << 20), b""):
            digest.update(chunk)
    return digest.hexdigest()
