"""The network: MiniLM with marks of case, quotation and line starts, a CRF over words, and link projections."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from onrecord.annotate.links import BUCKETS, VIEWS, buckets, layout
from onrecord.encode.labels import LABELS, allowed
from onrecord.encode.tokens import LINE, QUOTATION, SHAPES
from training.data import Window

NEVER = -1e4
LINK_WIDTH = 64
CLS, SEP = 101, 102


class SharedDropout(nn.Module):
    """Dropout with one mask for all rows of a batch: drawing a mask a row costs a fifth of a step on a CPU."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, values: Tensor) -> Tensor:
        if not self.training:
            return values
        keep = torch.empty(1, *values.shape[1:]).bernoulli_(1 - self.rate)
        return values * keep.div_(1 - self.rate)


class Tagger(nn.Module):
    """Pieces and marks in, label emissions and link projections out; the part that is exported to ONNX."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        # Dropout inside attention would cost a third of the time of a step on a CPU.
        config = BertConfig.from_pretrained(base, attention_probs_dropout_prob=0.0)
        self.encoder = BertModel.from_pretrained(base, config=config, add_pooling_layer=False)
        for module in list(self.encoder.modules()):
            for name, child in list(module.named_children()):
                if isinstance(child, nn.Dropout) and child.p:
                    setattr(module, name, SharedDropout(child.p))
        width = config.hidden_size
        self.marks = nn.ModuleList(nn.Embedding(len(kinds), width) for kinds in (SHAPES, QUOTATION, LINE))
        for table in self.marks:
            nn.init.normal_(table.weight, std=0.02)
        self.dropout = SharedDropout(0.1)
        self.emit = nn.Linear(width, len(LABELS))
        self.link = nn.Linear(width, len(VIEWS) * LINK_WIDTH)

    def forward(self, ids: Tensor, marks: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        words = self.encoder.embeddings.word_embeddings(ids)
        for i, table in enumerate(self.marks):
            words = words + table(marks[:, :, i])
        hidden = self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state
        hidden = self.dropout(hidden)
        links = self.link(hidden).unflatten(-1, (len(VIEWS), LINK_WIDTH))
        return self.emit(hidden), links


class Heads(nn.Module):
    """What is decoded outside the graph: CRF transitions and the weights of a pair's layout."""

    def __init__(self) -> None:
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self.layout = nn.Parameter(torch.zeros(2, BUCKETS))
        self.none_key = nn.Parameter(torch.zeros(2, LINK_WIDTH))
        self.none_bias = nn.Parameter(torch.zeros(2))
        self.register_buffer("may_follow", torch.from_numpy(allowed()))
        self.register_buffer("opens", torch.tensor([not label.startswith("I-") for label in LABELS]))


@dataclass
class Batch:
    """Windows padded to one length."""

    ids: Tensor
    marks: Tensor
    mask: Tensor
    windows: list[Window]


def collate(windows: list[Window]) -> Batch:
    """Frame each window with [CLS] and [SEP] and pad with zeros."""
    longest = max(len(w.ids) for w in windows) + 2
    ids = torch.zeros(len(windows), longest, dtype=torch.long)
    marks = torch.zeros(len(windows), longest, 3, dtype=torch.long)
    mask = torch.zeros(len(windows), longest, dtype=torch.long)
    for row, w in enumerate(windows):
        n = len(w.ids)
        ids[row, : n + 2] = torch.from_numpy(np.concatenate([[CLS], w.ids, [SEP]]))
        marks[row, 1 : n + 1] = torch.from_numpy(w.marks)
        mask[row, : n + 2] = 1
    return Batch(ids, marks, mask, windows)


def crf_loss(emissions: Tensor, batch: Batch, heads: Heads) -> Tensor:
    """Mean negative log likelihood per word; emissions (b, t, labels) of the framed pieces."""
    steps = max(len(w.words) for w in batch.windows)
    rows = len(batch.windows)
    index = torch.zeros(rows, steps, dtype=torch.long)
    labels = torch.zeros(rows, steps, dtype=torch.long)
    inside = torch.zeros(rows, steps, dtype=torch.bool)
    starts = torch.zeros(rows, steps, dtype=torch.bool)
    for row, w in enumerate(batch.windows):
        n = len(w.words)
        index[row, :n] = torch.from_numpy(w.words + 1)
        labels[row, :n] = torch.from_numpy(w.labels)
        inside[row, :n] = True
        starts[row, :n] = torch.from_numpy(w.starts_line)
    starts[:, 0] = True
    local = emissions.gather(1, index[:, :, None].expand(-1, -1, len(LABELS)))
    local = local + torch.where(starts[:, :, None] & ~heads.opens, NEVER, 0.0)
    moves = heads.transitions.masked_fill(~heads.may_follow, NEVER)

    gold = local.gather(2, labels[:, :, None]).squeeze(2)
    jump = heads.transitions[labels[:, :-1], labels[:, 1:]]
    score = (gold * inside).sum() + (jump * (inside & ~starts)[:, 1:]).sum()

    alpha = local[:, 0]
    for step in range(1, steps):
        total = torch.logsumexp(alpha, 1, keepdim=True)
        onward = torch.logsumexp(alpha[:, :, None] + moves, 1)
        fresh = torch.where(starts[:, step, None], total, onward) + local[:, step]
        alpha = torch.where(inside[:, step, None], fresh, alpha)
    return (torch.logsumexp(alpha, 1).sum() - score) / inside.sum()


def span_vectors(links: Tensor, window: Window, runs: np.ndarray, view: str) -> Tensor:
    """The mean of a run's first and last word, in one view; links (t, views, d) of one framed window."""
    first = torch.from_numpy(window.words[runs[:, 0]] + 1)
    last = torch.from_numpy(window.words[runs[:, 1] - 1] + 1)
    table = links[:, VIEWS.index(view)]
    return (table[first] + table[last]) / 2


def link_loss(links: Tensor, batch: Batch, heads: Heads) -> Tensor:
    """Mean cross-entropy of each content's cue and each cue's source, "none" among the choices."""
    losses = []
    for row, w in enumerate(batch.windows):
        cues, sources, contents = (w.runs[r] for r in ("cue", "source", "content"))
        lay = layout(w.starts_line, w.is_stop)
        if len(cues):
            scores = _scores(links[row], w, cues, sources, lay, heads, "source")
            target = torch.tensor([len(sources) if s < 0 else s for s in w.source_of])
            none = span_vectors(links[row], w, cues, "cue to source") @ heads.none_key[0] / LINK_WIDTH**0.5
            losses.append(_choice(torch.cat([scores, (none + heads.none_bias[0])[:, None]], 1), target))
        if len(contents):
            scores = _scores(links[row], w, cues, contents, lay, heads, "content").T
            target = torch.tensor([len(cues) if c < 0 else c for c in w.cue_of])
            none = span_vectors(links[row], w, contents, "content") @ heads.none_key[1] / LINK_WIDTH**0.5
            losses.append(_choice(torch.cat([scores, (none + heads.none_bias[1])[:, None]], 1), target))
    return torch.cat(losses).mean() if losses else links.sum() * 0


def _scores(
    links: Tensor, w: Window, cues: np.ndarray, spans: np.ndarray, lay: object, heads: Heads, role: str
) -> Tensor:
    if not len(cues) or not len(spans):
        return links.new_zeros(len(cues), len(spans))
    query = span_vectors(links, w, cues, f"cue to {role}")
    key = span_vectors(links, w, spans, role)
    weights = heads.layout[0 if role == "source" else 1]
    near = weights[torch.from_numpy(buckets(cues, spans, lay))].sum(2)
    return query @ key.T / LINK_WIDTH**0.5 + near


def _choice(scores: Tensor, target: Tensor) -> Tensor:
    return nn.functional.cross_entropy(scores, target, reduction="none")
