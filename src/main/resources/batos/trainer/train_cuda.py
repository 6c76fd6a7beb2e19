"""A LoRA fine-tune on an NVIDIA card. What would only fail after a download or an hour is refused first."""
import importlib.util
import os

from job import Refused

FREE_MB = 1000


def train(job):
    check(job)
    import lora_cuda

    lora_cuda.train(job)


def check(job):
    for name in ("train", "heldout"):
        if not job.examples(name):
            raise Refused("data", f"the {name} set is empty")
    if not os.path.exists(job.base):
        raise Refused("base", f"there is no {job.base}")
    if os.path.isdir(job.base) and importlib.util.find_spec("unsloth") is None:
        raise Refused("export", f"{job.base} is a folder, and only the trainer unsloth exports folders to GGUF")
    try:
        import torch
    except ImportError:
        raise Refused("environment", "torch is not installed in this trainer's environment") from None
    if not torch.cuda.is_available():
        raise Refused("device", "torch sees no CUDA device; the trainer mlx works without one")
    free, _ = torch.cuda.mem_get_info()
    if free / 1e6 < FREE_MB:
        raise Refused("memory", f"the card has {free / 1e6:.0f} MB free; unload the models of the server first")
