"""The fine-tune of train_cuda: Unsloth where it is installed, else PEFT; TRL's trainer in both.

The base is a GGUF file of the llama architecture, or a folder as transformers reads it. A GGUF base is merged by
gguf_llama, so that untouched tensors stay as they are; a folder is exported by Unsloth.
"""
import importlib.util
import os
import pathlib

import gguf_llama
from chat import Chat
from gguf_llama import Gguf, Unsupported
from job import Refused

LEARNED = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]


def train(job):
    base = opened(job)
    folder = pathlib.Path(job.base) if base is None else unpacked(job, base)
    unsloth = importlib.util.find_spec("unsloth") is not None
    model, tokenizer = (by_unsloth if unsloth else by_peft)(job, folder)
    job.say("began", parameters=sum(p.numel() for p in model.parameters()), environment=job.environment)
    held_out = examples(job, base, tokenizer, "heldout")
    tell_losses(job, model, held_out, "before")
    trainer(job, model, tokenizer).train(resume_from_checkpoint=latest(job))
    file = merged(job, base, model, tokenizer)
    job.say("merged", file=file.name, bytes=file.stat().st_size, sha256=gguf_llama.sha256(file))
    tell_losses(job, model, held_out, "after")


def opened(job):
    if pathlib.Path(job.base).is_dir():
        return None
    try:
        return Gguf(job.base)
    except Unsupported as no:
        raise Refused("architecture", str(no)) from None
    except (OSError, ValueError) as broken:
        raise Refused("base", f"{job.base} cannot be read as GGUF: {broken}") from None


def unpacked(job, base):
    folder = job.path("base")
    if not (folder / "tokenizer_config.json").exists():
        gguf_llama.write_folder(base, folder)
    return folder


def by_unsloth(job, folder):
    from unsloth import FastLanguageModel

    model, tokenizer = FastLanguageModel.from_pretrained(
        model_name=str(folder), max_seq_length=job.max_tokens, dtype=None, load_in_4bit=True
    )
    model = FastLanguageModel.get_peft_model(
        model, r=job.rank, lora_alpha=int(job.scale * job.rank), lora_dropout=0.0, bias="none",
        target_modules=LEARNED, finetune_last_n_layers=job.layers, use_gradient_checkpointing="unsloth",
        random_state=job.seed,
    )
    return model, tokenizer


def by_peft(job, folder):
    import torch
    from peft import LoraConfig, get_peft_model, prepare_model_for_kbit_training
    from transformers import AutoModelForCausalLM, AutoTokenizer, BitsAndBytesConfig, set_seed

    set_seed(job.seed)
    four_bits = BitsAndBytesConfig(
        load_in_4bit=True, bnb_4bit_quant_type="nf4", bnb_4bit_compute_dtype=torch.bfloat16,
        bnb_4bit_use_double_quant=True,
    )
    model = AutoModelForCausalLM.from_pretrained(
        folder, quantization_config=four_bits, device_map={"": 0}, local_files_only=True
    )
    model = prepare_model_for_kbit_training(model)
    count = model.config.num_hidden_layers
    config = LoraConfig(
        r=job.rank, lora_alpha=int(job.scale * job.rank), lora_dropout=0.0, bias="none", task_type="CAUSAL_LM",
        target_modules=LEARNED, layers_to_transform=list(range(max(0, count - job.layers), count)),
    )
    return get_peft_model(model, config), AutoTokenizer.from_pretrained(folder, local_files_only=True)


def trainer(job, model, tokenizer):
    from datasets import Dataset
    from transformers import TrainerCallback
    from trl import SFTConfig, SFTTrainer

    class Teller(TrainerCallback):
        def on_log(self, args, state, control, logs=None, **kwargs):
            if logs and "loss" in logs:
                each = job.spent() / max(1, state.global_step)
                job.say("step", step=state.global_step, steps=job.steps, loss=round(logs["loss"], 5),
                        remaining=round(each * (job.steps - state.global_step), 2))

        def on_save(self, args, state, control, **kwargs):
            job.say("checkpoint", step=state.global_step)

    rows = [{"prompt": e["messages"][:-1], "completion": e["messages"][-1:]} for e in job.examples("train")]
    config = SFTConfig(
        output_dir=str(job.path("checkpoints")), max_steps=job.steps, per_device_train_batch_size=1,
        gradient_accumulation_steps=1, learning_rate=job.learning_rate, lr_scheduler_type="constant",
        logging_steps=1, save_steps=job.checkpoint_every, save_total_limit=2, seed=job.seed,
        max_length=job.max_tokens, completion_only_loss=True, packing=False, report_to="none",
    )
    return SFTTrainer(model=model, args=config, train_dataset=Dataset.from_list(rows), processing_class=tokenizer,
                      callbacks=[Teller()])


def latest(job):
    folder = job.path("checkpoints")
    found = sorted(folder.glob("checkpoint-*"), key=lambda f: int(f.name.split("-")[1])) if folder.exists() else []
    if found:
        job.say("resumed", step=int(found[-1].name.split("-")[1]))
    return str(found[-1]) if found else None


def examples(job, base, tokenizer, name):
    if base is not None:
        chat = Chat(base)
        return [(e["id"], *chat.example(e["messages"], job.max_tokens)) for e in job.examples(name)]
    rows = []
    for e in job.examples(name):
        prompt = tokenizer.apply_chat_template(e["messages"][:-1], add_generation_prompt=True)
        rows.append((e["id"], tokenizer.apply_chat_template(e["messages"])[: job.max_tokens], len(prompt)))
    return rows


def tell_losses(job, model, rows, when):
    import torch

    losses = {}
    model.eval()
    with torch.no_grad():
        for name, tokens, answer_at in rows:
            ids = torch.tensor([tokens], device=model.device)
            labels = ids.clone()
            labels[:, :answer_at] = -100
            losses[name] = round(model(input_ids=ids, labels=labels).loss.item(), 5)
    job.say("losses", when=when, losses=losses)


def merged(job, base, model, tokenizer):
    if base is not None:
        deltas = {name: (lambda a=a, b=b: (b @ a) * job.scale) for name, (a, b) in factors(model).items()}
        gguf_llama.write_adapter(base, factors(model), job.scale * job.rank, job.path("adapter.gguf"))
        gguf_llama.merge(base, deltas, job.path("model.new.gguf"))
        os.replace(job.path("model.new.gguf"), job.path("model.gguf"))
        return job.path("model.gguf")
    model.save_pretrained_gguf(str(job.path("export")), tokenizer, quantization_method="q8_0")
    found = sorted(job.path("export").rglob("*.gguf"))
    if not found:
        raise Refused("export", "the export to GGUF left no file")
    os.replace(found[0], job.path("model.gguf"))
    return job.path("model.gguf")


def factors(model):
    """Tensor name -> (A, B) of every adapted linear map."""
    state = {k: v for k, v in model.state_dict().items() if ".lora_A." in k or ".lora_B." in k}
    found = {}
    for key, a in state.items():
        if ".lora_A." not in key:
            continue
        b = state[key.replace(".lora_A.", ".lora_B.")]
        parts = key.split(".")
        at = parts.index("layers")
        name = ".".join(parts[at + 2:at + 4])
        found[gguf_llama.tensor_of(int(parts[at + 1]), name)] = (a.float().cpu().numpy(), b.float().cpu().numpy())
    return found
