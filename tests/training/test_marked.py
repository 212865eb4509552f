"""The marks of our own hold to the training stories, to none that is kept aside, and nest."""

from collections import defaultdict
from pathlib import Path

from evaluation.gold import all_layers, digest, held_out_names, outermost, read_json_lines, worldwide
from evaluation.outlooks import kept_aside
from evaluation.speakers import gold_statements
from training.marked import marks_of_statements, outlooks_marked, stories_marked, within_marked

ROLES = ("source", "cue", "content")


def test_statements_are_those_of_worldwide_stories_that_nothing_is_measured_on(data: Path) -> None:
    texts = _worldwide_texts(data)
    marked = marks_of_statements()
    assert set(marked) <= set(texts)
    for name, attributions in marked.items():
        by_id = {a["id"]: a for a in attributions}
        for a in attributions:
            spans = [span for role in ROLES for span in a[role]]
            assert a["cue"] or a["source"]
            assert a["content"]
            assert all(0 <= start < end <= len(texts[name]) for start, end in spans)
            assert a["within"] is None or _inside(a["content"][0], by_id[a["within"]]["content"])


def test_a_speaker_is_marked_where_the_story_has_words_for_whom_a_source_means(data: Path) -> None:
    texts = {digest(s["text"]): s["text"] for s in read_json_lines(data / "worldwide-ner-train.jsonl.gz")}
    speaking = [(texts[name], a) for name, some in marks_of_statements().items() for a in some if "speaker" in a]
    assert speaking
    for text, attribution in speaking:
        start, end = attribution["speaker"]
        assert attribution["source"]
        assert not text[start - 1 : start + 1].isalnum()
        assert not text[end - 1 : end + 1].isalnum()


def test_statements_marked_read_as_gold_ones_do(data: Path) -> None:
    for story in stories_marked(data):
        for statement, attribution in zip(gold_statements(story), story["annotators"][0], strict=True):
            assert statement.form in ("direct", "indirect", "mixed")
            assert attribution.get("speaker", "") in story["text"]


def test_what_is_read_within_contents_lies_in_gold_ones(data: Path) -> None:
    contents = defaultdict(list)
    for s in read_json_lines(data / "polnear-train.jsonl.gz"):
        contents[digest(s["text"])] += [span for a in outermost(s) for span in a["content"]]
    for name, (read, attributions) in within_marked().items():
        assert all(span in contents[name] for span in read)
        assert all(_inside(a[role][0], read) for a in attributions for role in ROLES if a[role])


def test_sentences_about_the_future_are_of_stories_that_nothing_is_measured_on(data: Path) -> None:
    aside = {s["doc"] for s in read_json_lines(data / "future-train.jsonl") if kept_aside(s)}
    stories = read_json_lines(data / "polnear-train.jsonl.gz") + worldwide(data)[0]
    names = {digest(s["text"]) for s in stories if s["id"] not in aside} | set(_worldwide_texts(data))
    marked = outlooks_marked()
    assert set(marked) <= names
    for sentences in marked.values():
        for start, end, kind, spans, _ in sentences:
            assert bool(spans) == (kind is not None)
            assert all(start <= low < high <= end for low, high in spans)


def test_the_dev_stories_have_no_marks(data: Path) -> None:
    marked = set(marks_of_statements()) | set(within_marked()) | set(outlooks_marked())
    for name in ("polnear-dev.jsonl.gz", "wikinews-attributions-dev.jsonl"):
        stories = read_json_lines(data / name)
        assert all(all_layers(s) for s in stories)
        assert not marked & {digest(s["text"]) for s in stories}


def _worldwide_texts(data: Path) -> dict[str, str]:
    """The texts, by digest, of worldwide stories without gold statements whose names are not kept aside."""
    named = read_json_lines(data / "worldwide-ner-train.jsonl.gz")
    aside = {s["id"] for s in held_out_names(named)} | {s["id"] for part in worldwide(data) for s in part}
    return {digest(s["text"]): s["text"] for s in named if s["id"] not in aside}


def _inside(span: list[int], holders: list[list[int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in holders)
