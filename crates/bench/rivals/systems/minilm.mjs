// all-MiniLM-L6-v2 in 8 bits through onnxruntime-web: a sentence is the mean of the last layer, likeness is the cosine. An entry
// is as like as its nearest phrasing or as its centroid (the mean of its phrasings); both are measured. Score: the cosine.

import * as ort from 'onnxruntime-web/wasm';

import { documents, toAnswer } from './documents.mjs';
import { tokenizer } from './wordpiece.mjs';

/** The length that the model was trained for. */
const LONGEST = 128;

let session;
let tokens;

/** Loads the runtime and the model; `files` is their address. */
export async function load(files) {
  ort.env.wasm.wasmPaths = files;
  tokens = tokenizer(await (await fetch(`${files}vocab.txt`)).text(), LONGEST);
  session = await ort.InferenceSession.create(`${files}model.onnx`, { executionProviders: ['wasm'] });
}

async function embed(text) {
  const ids = BigInt64Array.from(tokens(text), BigInt);
  const { out } = await session.run({ ids: new ort.Tensor('int64', ids, [1, ids.length]) });
  return unit(out.data);
}

/** Embeds every phrasing. `answer` goes by the nearest phrasing; `also` answers the last question by the nearest centroid. */
export async function build(knowledge, language) {
  const phrasings = [];
  for (const { entry, text } of documents(knowledge, language)) phrasings.push({ entry, vector: await embed(text) });
  const means = centroids(phrasings);
  let query;
  return {
    answer: async (question) => {
      query = await embed(question);
      return nearest(query, phrasings);
    },
    also: () => nearest(query, means),
  };
}

function nearest(query, rows) {
  const hits = rows.map(({ entry, vector }) => ({ entry, score: dot(query, vector) }));
  hits.sort((one, other) => other.score - one.score);
  return toAnswer(hits, (cosine) => (1 + cosine) / 2);
}

function centroids(rows) {
  const sums = new Map();
  for (const { entry, vector } of rows) {
    const sum = sums.get(entry) ?? new Float32Array(vector.length);
    vector.forEach((value, at) => (sum[at] += value));
    sums.set(entry, sum);
  }
  return Array.from(sums, ([entry, sum]) => ({ entry, vector: unit(sum) }));
}

function dot(one, other) {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += one[at] * other[at];
  return sum;
}

function unit(vector) {
  const length = Math.sqrt(dot(vector, vector));
  return Float32Array.from(vector, (value) => value / length);
}
