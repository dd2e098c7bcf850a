#!/usr/bin/env python3
"""Fine-tunes an encoder on labelled corpora, with a teacher's scores where one is given.

usage: finetune.py ENCODER.onnx TOKENIZER.json OUT.pt --layers 0,1,2 --train A.bio,B.bio [--epochs 3] [--rate 5e-5] [--seed 1]
       [--start IN.pt] [--teacher TEACHER.pt --teacher-layers 6] [--score C.bio]
"""
import argparse
import time

import torch
from encoder import Encoder, Example, Pieces, batches, collate, f1, from_onnx, labels, logits, read, seeded, tagged
from torch.nn import functional

PIECES_A_BATCH = 1000
WARM_UP = 0.06
HEAD_RATE = 5


def parameters(encoder, rate):
    """Words and places stay as they are; the new parts learn faster; norms and biases do not decay."""
    encoder.words.weight.requires_grad = False
    encoder.positions.weight.requires_grad = False
    new = {id(one) for one in (*encoder.head.parameters(), *encoder.cases.parameters())}
    old = [one for one in encoder.parameters() if one.requires_grad and id(one) not in new]
    return [
        {"params": [one for one in old if one.dim() > 1], "weight_decay": 0.01, "lr": rate},
        {"params": [one for one in old if one.dim() == 1], "weight_decay": 0, "lr": rate},
        {"params": [*encoder.head.parameters(), *encoder.cases.parameters()], "weight_decay": 0, "lr": rate * HEAD_RATE},
    ]


def main():
    parser = argparse.ArgumentParser()
    for name in ("encoder", "tokenizer", "out"):
        parser.add_argument(name)
    parser.add_argument("--layers", required=True)
    parser.add_argument("--train", required=True)
    parser.add_argument("--epochs", type=float, default=3)
    parser.add_argument("--rate", type=float, default=5e-5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start")
    parser.add_argument("--teacher")
    parser.add_argument("--teacher-layers", type=int, default=6)
    parser.add_argument("--score")
    args = parser.parse_args()

    rng = seeded(args.seed)
    pieces = Pieces(args.tokenizer)
    encoder = from_onnx(args.encoder, [int(one) for one in args.layers.split(",")])
    if args.start:
        encoder.load_state_dict(torch.load(args.start))
    sentences = [one for path in args.train.split(",") for one in read(path)]
    examples = [Example(pieces, words) for words, _ in sentences]
    golds = [labels(tags)[: len(one.firsts)] for one, (_, tags) in zip(examples, sentences)]
    soft = None
    if args.teacher:
        teacher = Encoder(args.teacher_layers)
        teacher.load_state_dict(torch.load(args.teacher))
        soft = [torch.softmax(torch.tensor(one), -1) for one in logits(teacher, pieces, [words for words, _ in sentences])]
    print(f"sentences={len(sentences)} pieces={sum(len(one.ids) for one in examples)}", flush=True)

    optimiser = torch.optim.AdamW(parameters(encoder, args.rate))
    steps = int(len(batches(examples, PIECES_A_BATCH)) * args.epochs)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1, (step + 1) / (WARM_UP * steps)) * max(0, 1 - step / steps))
    step, mean, began = 0, None, time.process_time()
    encoder.train()
    while step < steps:
        for batch in batches(examples, PIECES_A_BATCH, rng):
            chosen = [examples[one] for one in batch]
            scores = encoder(*collate(chosen))
            rows = torch.cat([scores[row][one.firsts] for row, one in enumerate(chosen)])
            gold = torch.tensor([label for one in batch for label in golds[one]])
            loss = functional.cross_entropy(rows, gold)
            if soft is not None:
                likely = torch.cat([soft[one] for one in batch])
                loss = 0.3 * loss - 0.7 * (likely * torch.log_softmax(rows, -1)).sum(-1).mean()
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            mean = loss.item() if mean is None else 0.98 * mean + 0.02 * loss.item()
            if step % 50 == 0:
                print(f"step={step}/{steps} loss={mean:.4f} cpu={time.process_time() - began:.0f}s", flush=True)
            if step >= steps:
                break
    torch.save(encoder.state_dict(), args.out)
    for path in args.score.split(",") if args.score else []:
        gold = read(path)
        predicted = [tagged(one, len(words)) for one, (words, _) in zip(logits(encoder, pieces, [w for w, _ in gold]), gold)]
        print(f"{path} F1={f1([tags for _, tags in gold], predicted):.1f}", flush=True)


main()
