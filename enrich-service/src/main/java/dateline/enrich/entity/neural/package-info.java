/** The encoder of the accurate tagger: a small BERT, fine-tuned to score what each word of a sentence is in a name. */
package dateline.enrich.entity.neural;
