#!/usr/bin/env python3
"""Writes the table of IPTC Media Topics that the topic tagger reads.

usage: media_topics.py MEDIATOPICS.json > src/main/resources/dateline/enrich/topic/mediatopics.tsv

The input holds the vocabulary's spreadsheet as JSON: version, licence, and for each concept qcode, broader, retired, wikidata and
label by language tag. Codes, hierarchy, retirement dates, Wikidata items and labels are taken; definitions are not.
"""
import json
import sys

LANGUAGES = ["en-GB", "en-US", "ar", "da", "de", "es", "fr", "nb", "nn", "pt-PT", "pt-BR", "sv", "zh-Hans"]


def cell(value):
    return " ".join((value or "").split())


def code(qcode):
    return (qcode or "").removeprefix("medtop:")


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        vocabulary = json.load(file)
    print("# IPTC Media Topics, version " + vocabulary["version"])
    print("# Copyright IPTC, International Press Telecommunications Council, https://iptc.org; CC BY 4.0. Changed: made a table, definitions left out.")
    print("\t".join(["code", "broader", "retired", "wikidata", *LANGUAGES]))
    for concept in sorted(vocabulary["concepts"], key=lambda one: one["qcode"]):
        wikidata = (concept["wikidata"] or "").rsplit("/", 1)[-1]
        retired = (concept["retired"] or "")[:10]
        labels = concept["label"]
        print("\t".join([code(concept["qcode"]), code(concept["broader"]), retired, wikidata, *(cell(labels.get(tag)) for tag in LANGUAGES)]))


main()
