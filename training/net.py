"""The network: MiniLM with marks of case, quotation and line starts, two CRFs over words, links, names, references."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from transformers import AttentionInterface, AttentionMaskInterface, BertConfig, BertModel
from transformers.masking_utils import sdpa_mask

from onrecord.annotate.links import BUCKETS, VIEWS, Layout, apart, buckets, layout
from onrecord.encode.labels import LABELS, LAYERS, NAME_LABELS, OUTLOOK_LABELS, allowed
from onrecord.encode.quotation import QUOTATION
from onrecord.encode.tokens import LINE, SHAPES
from training.data import Window, WindowLayer
from training.syntax import COLUMNS, LARGEST, UNKNOWN

NEVER = -1e4
LINK_WIDTH = 64
MISSED = 0.1
"""The share of gold cues that are hidden from the contents that choose one."""
CLS, SEP = 101, 102
SYNTAX_LAYER = 4
"""The layer, of six, whose vectors learn the parse; low tasks help most at low layers (Soegaard and Goldberg 2016)."""


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


def exact_attention(
    _: nn.Module, query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None, **settings: Any
) -> tuple[Tensor, None]:
    """Attention in float32 wherever it stands: rounded, its way back takes twice as long on a CPU."""
    with torch.autocast("cpu", enabled=False):
        exact = (query.float(), key.float(), value.float())
        mixed = nn.functional.scaled_dot_product_attention(*exact, attn_mask=mask, scale=settings["scaling"])
    return mixed.transpose(1, 2).contiguous(), None


AttentionInterface.register("exact", exact_attention)
AttentionMaskInterface.register("exact", sdpa_mask)


class Tagger(nn.Module):
    """Pieces and marks in, label emissions and link projections out; the part that is exported to ONNX."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        # Dropout inside attention would cost a third of the time of a step on a CPU.
        config = BertConfig.from_pretrained(base, attention_probs_dropout_prob=0.0)
        self.encoder = BertModel.from_pretrained(
            base, config=config, add_pooling_layer=False, attn_implementation="exact"
        )
        for module in list(self.encoder.modules()):
            for name, child in list(module.named_children()):
                if isinstance(child, nn.Dropout) and child.p:
                    setattr(module, name, SharedDropout(child.p))
        width = config.hidden_size
        self.marks = nn.ModuleList(nn.Embedding(len(kinds), width) for kinds in (SHAPES, QUOTATION, LINE))
        for table in self.marks:
            nn.init.normal_(table.weight, std=0.02)
        self.dropout = SharedDropout(0.1)
        self.emit = nn.Linear(width, len(LAYERS) * len(LABELS))
        self.link = nn.Linear(width, len(VIEWS) * LINK_WIDTH)
        self.name = nn.Linear(width, len(NAME_LABELS))
        self.outlook = nn.Linear(width, len(OUTLOOK_LABELS))

    def forward(self, ids: Tensor, marks: Tensor, mask: Tensor | None = None) -> tuple[Tensor, ...]:
        """Emissions (b, t, layers, labels), link projections (b, t, views, d), names (b, t, name labels), outlooks
        (b, t, outlook labels) and the vectors of SYNTAX_LAYER (b, t, width)."""
        words = self.encoder.embeddings.word_embeddings(ids)
        for i, table in enumerate(self.marks):
            words = words + table(marks[:, :, i])
        made = self.encoder(inputs_embeds=words, attention_mask=mask, output_hidden_states=True)
        hidden = self.dropout(made.last_hidden_state)
        links = self.link(hidden).unflatten(-1, (len(VIEWS), LINK_WIDTH))
        emissions = self.emit(hidden).unflatten(-1, (len(LAYERS), len(LABELS)))
        return emissions, links, self.name(hidden), self.outlook(hidden), made.hidden_states[SYNTAX_LAYER]


class Heads(nn.Module):
    """What is decoded outside the graph: CRF transitions, the weights of a pair's layout, and three times "none"."""

    def __init__(self) -> None:
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(len(LAYERS), len(LABELS), len(LABELS)))
        self.layout = nn.Parameter(torch.zeros(2, BUCKETS))
        self.none_key = nn.Parameter(torch.zeros(3, LINK_WIDTH))
        self.none_bias = nn.Parameter(torch.zeros(3))
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


class Syntax(nn.Module):
    """Heads for the side task, dropped at export: three kinds of each word, and the word it hangs on."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.kinds = nn.ModuleList(nn.Linear(width, LARGEST) for _ in COLUMNS)
        self.dependent = nn.Linear(width, LINK_WIDTH)
        self.head = nn.Linear(width, LINK_WIDTH)

    def forward(self, vectors: Tensor, batch: Batch) -> Tensor:
        """The sum of four mean cross-entropies; vectors (b, t, width) of framed pieces."""
        rows, kinds, arcs = [], [], []
        for row, w in enumerate(batch.windows):
            words = vectors[row, torch.from_numpy(w.words + 1)]
            heads = torch.from_numpy(w.parse.heads)
            known = heads != UNKNOWN
            if known.any():
                scores = self.dependent(words[known]) @ self.head(words).T / LINK_WIDTH**0.5
                arcs.append(_choice(scores, heads[known]))
            rows.append(words)
            kinds.append(torch.from_numpy(w.parse.kinds))
        if not arcs:
            return vectors.sum() * 0
        flat, gold = torch.cat(rows), torch.cat(kinds)
        losses = [
            nn.functional.cross_entropy(head(flat), gold[:, i], ignore_index=UNKNOWN)
            for i, head in enumerate(self.kinds)
        ]
        return torch.stack(losses).sum() + torch.cat(arcs).mean()


@dataclass
class Chains:
    """The words that a CRF runs over, a row a window: piece indices, labels, what is no padding, and chain starts."""

    index: Tensor
    labels: Tensor
    inside: Tensor
    starts: Tensor


def chains(batch: Batch, layer: int) -> Chains | None:
    """A chain for each line; within contents, a chain for each whose nested attributions are known."""
    rows = []
    for row, w in enumerate(batch.windows):
        if not w.marked:
            continue
        if layer == 0:
            words, starts = np.arange(len(w.words)), w.starts_line.copy()
        else:
            words = np.concatenate([np.zeros(0, np.int64), *(np.arange(*run) for run in w.read)])
            starts = np.isin(words, [start for start, _ in w.read])
        if len(words):
            starts[0] = True
            rows.append((row, w.words[words] + 1, w.layers[layer].labels[words], starts))
    if not rows:
        return None
    shape = len(rows), max(len(words) for _, words, _, _ in rows)
    made = Chains(
        torch.zeros(*shape, 2, dtype=torch.long),
        torch.zeros(shape, dtype=torch.long),
        torch.zeros(shape, dtype=torch.bool),
        torch.zeros(shape, dtype=torch.bool),
    )
    for i, (row, words, labels, starts) in enumerate(rows):
        n = len(words)
        made.index[i, :, 0] = row
        made.index[i, :n, 1] = torch.from_numpy(words)
        made.labels[i, :n] = torch.from_numpy(labels)
        made.starts[i, :n] = torch.from_numpy(starts)
        made.inside[i, :n] = True
    return made


def crf_loss(emissions: Tensor, batch: Batch, heads: Heads, layer: int) -> Tensor:
    """Mean negative log likelihood per word of one layer; emissions (b, t, layers, labels) of the framed pieces."""
    made = chains(batch, layer)
    if made is None:
        return emissions.sum() * 0
    local = emissions[made.index[..., 0], made.index[..., 1], layer]
    local = local + torch.where(made.starts[:, :, None] & ~heads.opens, NEVER, 0.0)
    moves = heads.transitions[layer].masked_fill(~heads.may_follow, NEVER)

    gold = local.gather(2, made.labels[:, :, None]).squeeze(2)
    jump = heads.transitions[layer][made.labels[:, :-1], made.labels[:, 1:]]
    score = (gold * made.inside).sum() + (jump * (made.inside & ~made.starts)[:, 1:]).sum()

    alpha = local[:, 0]
    for step in range(1, local.shape[1]):
        total = torch.logsumexp(alpha, 1, keepdim=True)
        onward = torch.logsumexp(alpha[:, :, None] + moves, 1)
        fresh = torch.where(made.starts[:, step, None], total, onward) + local[:, step]
        alpha = torch.where(made.inside[:, step, None], fresh, alpha)
    return (torch.logsumexp(alpha, 1).sum() - score) / made.inside.sum()


def span_vectors(links: Tensor, window: Window, runs: np.ndarray, view: str) -> Tensor:
    """The mean of a run's first and last word, in one view; links (t, views, d) of one framed window."""
    first = torch.from_numpy(window.words[runs[:, 0]] + 1)
    last = torch.from_numpy(window.words[runs[:, 1] - 1] + 1)
    table = links[:, VIEWS.index(view)]
    return (table[first] + table[last]) / 2


def link_loss(links: Tensor, batch: Batch, heads: Heads) -> Tensor:
    """Mean cross-entropy of each content's cue and each cue's source, "none" among the choices, in both layers.

    Some cues are left out of the choice, as the decoder misses some: what belongs to them belongs to none.
    """
    losses = []
    for row, w in enumerate(batch.windows):
        lay = layout(w.starts_line, w.is_stop)
        for layer in w.layers:
            losses += _link_losses(links[row], w, layer, lay, heads)
    return torch.cat(losses).mean() if losses else links.sum() * 0


def _link_losses(links: Tensor, w: Window, layer: WindowLayer, lay: Layout, heads: Heads) -> list[Tensor]:
    cues, sources, contents = (layer.runs[r] for r in ("cue", "source", "content"))
    losses = []
    if len(cues):
        scores = _scores(links, w, cues, sources, lay, heads, "source")
        target = torch.tensor([len(sources) if s < 0 else s for s in layer.source_of])
        none = span_vectors(links, w, cues, "cue to source") @ heads.none_key[0] / LINK_WIDTH**0.5
        losses.append(_choice(torch.cat([scores, (none + heads.none_bias[0])[:, None]], 1), target))
    if len(contents):
        seen = torch.rand(len(cues)) > MISSED
        place = (torch.cumsum(seen, 0) - 1).tolist()
        scores = _scores(links, w, cues[seen.numpy()], contents, lay, heads, "content").T
        last = scores.shape[1]
        target = torch.tensor([last if c < 0 or not seen[c] else place[c] for c in layer.cue_of])
        none = span_vectors(links, w, contents, "content") @ heads.none_key[1] / LINK_WIDTH**0.5
        losses.append(_choice(torch.cat([scores, (none + heads.none_bias[1])[:, None]], 1), target))
    return losses


def name_loss(names: Tensor, batch: Batch) -> Tensor:
    """Mean cross-entropy of the words whose name label is known, weak ones for less; names (b, t, name labels)."""
    rows = [names[row, torch.from_numpy(w.words + 1)] for row, w in enumerate(batch.windows)]
    labels = torch.from_numpy(np.concatenate([w.names.labels for w in batch.windows]))
    counts = torch.from_numpy(np.concatenate([np.full(len(w.words), w.names.weight) for w in batch.windows])).float()
    counts = counts * (labels != UNKNOWN)
    losses = nn.functional.cross_entropy(torch.cat(rows), labels, reduction="none", ignore_index=UNKNOWN)
    return (losses * counts).sum() / counts.sum().clamp(min=1)


def outlook_loss(outlooks: Tensor, batch: Batch) -> Tensor:
    """Mean cross-entropy of the words whose outlook label is known, weak ones for less; outlooks (b, t, labels)."""
    rows = torch.cat([outlooks[row, torch.from_numpy(w.words + 1)] for row, w in enumerate(batch.windows)])
    labels = torch.from_numpy(np.concatenate([w.future.labels for w in batch.windows]))
    counts = torch.from_numpy(np.concatenate([w.future.weights for w in batch.windows]))
    losses = nn.functional.cross_entropy(rows, labels, reduction="none", ignore_index=UNKNOWN)
    return (losses * counts).sum() / (labels != UNKNOWN).sum().clamp(min=1)


def reference_loss(links: Tensor, batch: Batch, heads: Heads) -> Tensor:
    """Mean negative log likelihood of the antecedents of each mention that is asked for, "none" among the choices.

    All earlier mentions of the same in the window share the likelihood; method: Lee, He, Lewis and Zettlemoyer 2017.
    """
    losses = []
    for row, w in enumerate(batch.windows):
        mentions, clusters = w.names.mentions, w.names.clusters
        if not w.names.asked.any():
            continue
        asked = span_vectors(links[row], w, mentions, "mention")
        before = span_vectors(links[row], w, mentions, "antecedent")
        scores = asked @ before.T / LINK_WIDTH**0.5
        earlier = torch.from_numpy(mentions[None, :, 1] <= mentions[:, :1])
        same = torch.from_numpy(clusters[:, None] == clusters[None, :]) & earlier
        scores = scores.masked_fill(~earlier, NEVER)
        none = asked @ heads.none_key[2] / LINK_WIDTH**0.5 + heads.none_bias[2]
        scores = torch.cat([scores, none[:, None]], 1)
        right = torch.cat([same, ~same.any(1, keepdim=True)], 1)
        likely = torch.logsumexp(scores.masked_fill(~right, NEVER), 1) - torch.logsumexp(scores, 1)
        losses.append(-likely[torch.from_numpy(w.names.asked)] * w.names.weight)
    return torch.cat(losses).mean() if losses else links.sum() * 0


def _scores(
    links: Tensor, w: Window, cues: np.ndarray, spans: np.ndarray, lay: Layout, heads: Heads, role: str
) -> Tensor:
    if not len(cues) or not len(spans):
        return links.new_zeros(len(cues), len(spans))
    query = span_vectors(links, w, cues, f"cue to {role}")
    key = span_vectors(links, w, spans, role)
    number = 0 if role == "source" else 1
    near = heads.layout[number][torch.from_numpy(buckets(cues, spans, lay))].sum(2)
    never = torch.from_numpy(apart(cues, spans, lay, number))
    return (query @ key.T / LINK_WIDTH**0.5 + near).masked_fill(never, NEVER)


def _choice(scores: Tensor, target: Tensor) -> Tensor:
    """The loss of each row; those few whose target no link can join count nothing."""
    losses = nn.functional.cross_entropy(scores, target, reduction="none")
    return losses.masked_fill(scores.gather(1, target[:, None])[:, 0] <= NEVER, 0.0)
