"""The encoder of the accurate tagger: a BERT read from an ONNX file, cut to some of its layers, with a head over BILOU labels.

Words come cut as the service cuts text; a word's first piece stands for it. The encoder knows no case, so the kind of case of the
word is given as the token type. dateline.enrich.entity.neural reads words in the very same way.
"""
import json
import math
import random
import unicodedata

import numpy
import onnx
import torch
from onnx import numpy_helper
from torch import nn
from torch.nn import functional

# The labels of the fast tagger in its order, so that the scores of both can be added: outside, then the first, inner, last, only word.
TYPES = ["PER", "ORG", "LOC"]
LABELS = ["O"] + [place + "-" + type_ for type_ in TYPES for place in "BILU"]
CASES = 8
LONGEST_SENTENCE = 128
MOST_PIECES = 8
LONGEST_PIECED_WORD = 60


class Pieces:
    """WordPiece over lower-cased words without accents (Devlin et al., 2019)."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.ids = json.load(file)["model"]["vocab"]
        self.begin, self.end, self.unknown = (self.ids[sign] for sign in ("[CLS]", "[SEP]", "[UNK]"))
        self.known = {}

    def of(self, word):
        if word not in self.known:
            self.known[word] = self._cut(word)[:MOST_PIECES] or [self.unknown]
        return self.known[word]

    def _cut(self, word):
        plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
        runs, run = [], ""
        for c in plain:
            if is_mark(c):
                runs += [run, c] if run else [c]
                run = ""
            else:
                run += c
        runs += [run] if run else []
        return [piece for run in runs for piece in self._longest_first(run)]

    def _longest_first(self, run):
        if len(run) > LONGEST_PIECED_WORD:
            return [self.unknown]
        pieces, start = [], 0
        while start < len(run):
            end = len(run)
            while end > start and ("##" if start else "") + run[start:end] not in self.ids:
                end -= 1
            if end == start:
                return [self.unknown]
            pieces.append(self.ids[("##" if start else "") + run[start:end]])
            start = end
        return pieces


def is_mark(c):
    return unicodedata.category(c).startswith("P") or c in "$+<=>^`|~"


def case(word):
    """0 no letter, 1 lower, 2 Capitalised, 3 CAPITALS, 4 one capital, 5 with a digit and no letter, 6 CamelCase, 7 other."""
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 5 if any(c.isdigit() for c in word) else 0
    upper = sum(c.isupper() for c in letters)
    if upper == 0:
        return 1
    if upper == len(letters):
        return 3 if len(letters) > 1 else 4
    if letters[0].isupper():
        return 2 if upper == 1 else 6
    return 7


class Layer(nn.Module):
    def __init__(self, width, heads, inner):
        super().__init__()
        self.heads = heads
        self.query_key_value = nn.Linear(width, 3 * width)
        self.attended = nn.Linear(width, width)
        self.attended_norm = nn.LayerNorm(width, eps=1e-12)
        self.inner = nn.Linear(width, inner)
        self.outer = nn.Linear(inner, width)
        self.outer_norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x, mask):
        batch, length, width = x.shape
        parts = self.query_key_value(x).split(width, -1)
        query, key, value = (p.reshape(batch, length, self.heads, -1).transpose(1, 2) for p in parts)
        weights = torch.softmax(query @ key.transpose(-1, -2) / math.sqrt(width // self.heads) + mask, -1)
        mixed = (weights @ value).transpose(1, 2).reshape(batch, length, width)
        x = self.attended_norm(x + self.dropout(self.attended(mixed)))
        return self.outer_norm(x + self.dropout(self.outer(functional.gelu(self.inner(x)))))


class Encoder(nn.Module):
    def __init__(self, layers, words=30522, width=384, heads=12, inner=1536, positions=512):
        super().__init__()
        self.words = nn.Embedding(words, width)
        self.positions = nn.Embedding(positions, width)
        self.cases = nn.Embedding(CASES, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList([Layer(width, heads, inner) for _ in range(layers)])
        self.head = nn.Linear(width, len(LABELS))
        self.dropout = nn.Dropout(0.1)

    def forward(self, ids, mask, cases):
        places = self.positions(torch.arange(ids.shape[1], device=ids.device))[None]
        x = self.dropout(self.norm(self.words(ids) + places + self.cases(cases)))
        hidden = (1.0 - mask[:, None, None, :].to(x.dtype)) * -10000.0
        for layer in self.layers:
            x = layer(x, hidden)
        return self.head(self.dropout(x))


def from_onnx(path, layers):
    """An encoder with the given layers of a BERT's ONNX file, weights by their names there; cases start as the only token type."""
    graph = onnx.load(path).graph
    stored = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    maker = {out: node for node in graph.node for out in node.output}

    def tensor(name):
        return torch.tensor(numpy.array(stored[name]))

    def matrix(bias):
        for node in graph.node:
            if node.op_type == "Add" and bias in node.input:
                product = maker[next(one for one in node.input if one != bias)]
                return torch.tensor(next(stored[one] for one in product.input if one in stored).T.copy())
        raise KeyError(bias)

    encoder = Encoder(len(layers))
    encoder.words.weight.data = tensor("embeddings.word_embeddings.weight")
    encoder.positions.weight.data = tensor("embeddings.position_embeddings.weight")
    encoder.cases.weight.data = tensor("embeddings.token_type_embeddings.weight")[:1].repeat(CASES, 1)
    fill(encoder.norm, tensor, "embeddings.LayerNorm")
    for layer, number in zip(encoder.layers, layers):
        name = f"encoder.layer.{number}."
        parts = [name + f"attention.self.{part}.bias" for part in ("query", "key", "value")]
        layer.query_key_value.weight.data = torch.cat([matrix(part) for part in parts])
        layer.query_key_value.bias.data = torch.cat([tensor(part) for part in parts])
        for linear, part in ((layer.attended, "attention.output.dense"), (layer.inner, "intermediate.dense"), (layer.outer, "output.dense")):
            linear.weight.data = matrix(name + part + ".bias")
            linear.bias.data = tensor(name + part + ".bias")
        fill(layer.attended_norm, tensor, name + "attention.output.LayerNorm")
        fill(layer.outer_norm, tensor, name + "output.LayerNorm")
    return encoder


def fill(norm, tensor, name):
    norm.weight.data = tensor(name + ".weight")
    norm.bias.data = tensor(name + ".bias")


def read(path):
    """The sentences of a corpus as (words, tags)."""
    sentences, words, tags = [], [], []
    with open(path, encoding="utf-8") as file:
        for line in [*file, "\n"]:
            if line.strip():
                word, tag = line.rstrip("\n").rsplit("\t", 1)
                words.append(word)
                tags.append(tag)
            elif words:
                sentences.append((words, tags))
                words, tags = [], []
    return sentences


class Example:
    """Piece ids and cases of a sentence, and where each word's first piece stands."""

    def __init__(self, pieces, words):
        self.ids, self.cases, self.firsts = [pieces.begin], [0], []
        for word in words[:LONGEST_SENTENCE]:
            of_word = pieces.of(word)
            self.firsts.append(len(self.ids))
            self.ids += of_word
            self.cases += [case(word)] * len(of_word)
        self.ids.append(pieces.end)
        self.cases.append(0)


def batches(examples, most_pieces, rng=None):
    """Numbers of examples of like length, a batch holding at most so many pieces; in random order when an rng is given."""
    order = list(range(len(examples)))
    if rng:
        rng.shuffle(order)
    order.sort(key=lambda one: len(examples[one].ids) + (rng.random() * 6 if rng else 0))
    found, batch = [], []
    for one in order:
        if batch and (len(batch) + 1) * len(examples[one].ids) > most_pieces:
            found.append(batch)
            batch = []
        batch.append(one)
    found.append(batch)
    if rng:
        rng.shuffle(found)
    return found


def collate(examples):
    length = max(len(one.ids) for one in examples)
    ids, mask, cases = (torch.zeros(len(examples), length, dtype=torch.long) for _ in range(3))
    for row, one in enumerate(examples):
        size = len(one.ids)
        ids[row, :size] = torch.tensor(one.ids)
        cases[row, :size] = torch.tensor(one.cases)
        mask[row, :size] = 1
    return ids, mask, cases


def labels(tags):
    """BILOU labels of BIO tags."""
    found = [0] * len(tags)
    for start, end, type_ in spans(tags):
        first = 1 + 4 * TYPES.index(type_)
        found[start:end] = [first + 3] if end - start == 1 else [first] + [first + 1] * (end - start - 2) + [first + 2]
    return found


BIO = {"O": "O", "B": "B", "I": "I", "L": "I", "U": "B"}


def ends(label):
    return LABELS[label][0] in "OLU"


def begins(label):
    return LABELS[label][0] in "OBU"


def follows(one, other):
    return begins(other) if ends(one) else not begins(other) and LABELS[one][1:] == LABELS[other][1:]


ALLOWED = numpy.array([[0 if follows(a, b) else -1e9 for b in range(len(LABELS))] for a in range(len(LABELS))])
BEGINNING = numpy.array([0 if begins(a) else -1e9 for a in range(len(LABELS))])
ENDING = numpy.array([0 if ends(a) else -1e9 for a in range(len(LABELS))])


def best(scores):
    """The best labels that break no name (Viterbi)."""
    last = scores[0] + BEGINNING
    back = []
    for row in scores[1:]:
        paths = last[:, None] + ALLOWED
        back.append(paths.argmax(0))
        last = paths.max(0) + row
    found = [int((last + ENDING).argmax())]
    for row in reversed(back):
        found.append(int(row[found[-1]]))
    return found[::-1]


def logits(encoder, pieces, sentences, most_pieces=3000):
    """Scores of the labels of each word of each sentence."""
    encoder.eval()
    examples = [Example(pieces, words) for words in sentences]
    found = [None] * len(examples)
    with torch.no_grad():
        for batch in batches(examples, most_pieces):
            scores = encoder(*collate([examples[one] for one in batch])).numpy()
            for row, one in enumerate(batch):
                found[one] = scores[row][examples[one].firsts]
    return found


def tagged(scores, length):
    """BIO tags of a sentence; words beyond the longest sentence are outside."""
    tags = [BIO[LABELS[label][0]] + LABELS[label][1:] for label in best(scores)] if len(scores) else []
    return tags + ["O"] * (length - len(tags))


def spans(tags):
    found, start = set(), None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and not (tag.startswith("I-") and tag[2:] == tags[start][2:]):
            found.add((start, i, tags[start][2:]))
            start = None
        if tag != "O" and start is None:
            start = i
    return found


def f1(gold, predicted):
    right = sum(len(spans(g) & spans(p)) for g, p in zip(gold, predicted))
    all_ = sum(len(spans(g)) + len(spans(p)) for g, p in zip(gold, predicted))
    return 200 * right / max(1, all_)


def seeded(seed):
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    return random.Random(seed)
