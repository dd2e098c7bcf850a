#!/usr/bin/env python3
"""Writes a fine-tuned encoder as an ONNX file with weights of eight bits, or with those of more than one seed averaged.

usage: export.py OUT.onnx --layers 3 [--levels 127] [--version TEXT] IN.pt [IN.pt ...]

Each matrix has a scale a column and keeps its values within -levels..levels; what it is multiplied with is quantised as it comes.
With 63 levels no product overflows on processors without VNNI. Word embeddings have one scale in all.
"""
import argparse
import io

import numpy
import onnx
import torch
from encoder import Encoder
from onnx import TensorProto, helper, numpy_helper

LONGEST_INPUT = 256
OPSET = 13


def averaged(paths, layers):
    states = [torch.load(path) for path in paths]
    encoder = Encoder(layers)
    encoder.load_state_dict({name: sum(state[name] for state in states) / len(states) for name in states[0]})
    encoder.positions.weight.data = encoder.positions.weight.data[:LONGEST_INPUT].clone()
    return encoder.eval()


def plain(encoder):
    """The graph as torch exports it."""
    ids = torch.randint(1000, 2000, (2, 9))
    inputs = (ids, torch.ones_like(ids), torch.ones_like(ids))
    names = ["input_ids", "attention_mask", "token_type_ids"]
    shape = {0: "sentence", 1: "piece"}
    file = io.BytesIO()
    torch.onnx.export(
        encoder, inputs, file, input_names=names, output_names=["logits"], opset_version=OPSET,
        dynamic_axes={name: shape for name in [*names, "logits"]})
    return onnx.load_from_string(file.getvalue())


class Quantiser:
    """Puts eight-bit operators in the place of those that multiply by or look up in large matrices."""

    def __init__(self, graph, levels):
        self.graph = graph
        self.levels = levels
        self.stored = {one.name: one for one in graph.initializer}
        self.gone, self.new, self.inputs, self.nodes = set(), [], {}, []

    def run(self):
        for node in self.graph.node:
            if node.op_type == "MatMul" and self.is_large(node.input[1]):
                self.multiplication(node)
            elif node.op_type == "Gather" and self.is_large(node.input[0]) and self.stored[node.input[0]].dims[0] > 10_000:
                self.lookup(node)
            else:
                self.nodes.append(node)
        kept = [one for one in self.graph.initializer if one.name not in self.gone] + self.new
        del self.graph.node[:], self.graph.initializer[:]
        self.graph.node.extend(self.nodes)
        self.graph.initializer.extend(kept)

    def is_large(self, name):
        return name in self.stored and len(self.stored[name].dims) == 2 and min(self.stored[name].dims) > 64

    def multiplication(self, node):
        source, matrix, out = node.input[0], node.input[1], node.output[0]
        if source not in self.inputs:
            self.inputs[source] = [source + sign for sign in ("_u8", "_scale", "_zero")]
            self.nodes.append(helper.make_node("DynamicQuantizeLinear", [source], self.inputs[source]))
        values, scale, zero = self.inputs[source]
        kept = self.keep(matrix, axis=0)
        self.nodes += [
            helper.make_node("MatMulInteger", [values, kept["values"], zero, kept["zero"]], [out + "_int"]),
            helper.make_node("Cast", [out + "_int"], [out + "_float"], to=TensorProto.FLOAT),
            helper.make_node("Mul", [scale, kept["scale"]], [out + "_scale"]),
            helper.make_node("Mul", [out + "_float", out + "_scale"], [out]),
        ]

    def lookup(self, node):
        kept = self.keep(node.input[0], axis=None)
        out = node.output[0]
        self.nodes += [
            helper.make_node("Gather", [kept["values"], node.input[1]], [out + "_int"], axis=0),
            helper.make_node("DequantizeLinear", [out + "_int", kept["scale"], kept["zero"]], [out]),
        ]

    def keep(self, name, axis):
        weights = numpy_helper.to_array(self.stored[name])
        sizes = numpy.abs(weights)
        # A few extreme embeddings would cost all others their precision.
        most, levels = (numpy.percentile(sizes, 99.999), 127) if axis is None else (sizes.max(axis), self.levels)
        scale = numpy.maximum(most / levels, 1e-9).astype(numpy.float32)
        kept = {
            "values": numpy.clip(numpy.round(weights / scale), -levels, levels).astype(numpy.int8),
            "scale": scale,
            "zero": numpy.zeros((), numpy.int8),
        }
        self.gone.add(name)
        self.new += [numpy_helper.from_array(numpy.asarray(value), f"{name}_{part}") for part, value in kept.items()]
        return {part: f"{name}_{part}" for part in kept}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("seeds", nargs="+")
    parser.add_argument("--layers", type=int, required=True)
    parser.add_argument("--levels", type=int, default=63)
    parser.add_argument("--version", default="accurate")
    args = parser.parse_args()
    model = plain(averaged(args.seeds, args.layers))
    Quantiser(model.graph, args.levels).run()
    model.producer_name, model.producer_version, model.doc_string = "", "", ""
    for node in model.graph.node:
        node.doc_string = ""
    entry = model.metadata_props.add()
    entry.key, entry.value = "version", args.version
    onnx.checker.check_model(model)
    onnx.save(model, args.out)


main()
