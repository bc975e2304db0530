// Each system alone in one minified file, as a page would load it, and what a browser downloads for it.

import * as esbuild from 'esbuild';
import { copyFile, mkdir, readFile, stat } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const systems = new URL('../systems/', import.meta.url).pathname;
const packages = new URL('../node_modules/', import.meta.url).pathname;
const runtime = ['ort-wasm-simd-threaded.wasm', 'ort-wasm-simd-threaded.mjs'];

/** The systems, in the order of the tables. `package` is the main one, `files` is what the script loads; a system that has
 * models loads that of the language as well. */
export const SYSTEMS = [
  { name: 'ours', title: '**Floorwalker**', files: ['ours_bg.wasm'], hasModels: true },
  { name: 'minisearch', title: 'MiniSearch', package: 'minisearch' },
  { name: 'fuse', title: 'Fuse.js', package: 'fuse.js' },
  { name: 'flexsearch', title: 'FlexSearch', package: 'flexsearch', isUnscored: true },
  { name: 'lunr', title: 'Lunr', package: 'lunr' },
  { name: 'orama', title: 'Orama', package: '@orama/orama' },
  { name: 'nlpjs', title: 'NLP.js', package: '@nlpjs/nlp' },
  { name: 'minilm', title: 'MiniLM-L6 (int8)', package: 'onnxruntime-web', files: ['model.onnx', 'vocab.txt', ...runtime] },
];

/** Bundles systems for both languages into `folder`, and copies beside them what they load. */
export async function bundle({ subject, minilm }, folder, systems = SYSTEMS) {
  await mkdir(folder, { recursive: true });
  for (const { name, files = [], hasModels } of systems) {
    for (const file of [...files, ...(hasModels ? ['en', 'zh'].map(model) : [])]) {
      const places = [subject, minilm, join(packages, 'onnxruntime-web/dist')];
      const from = places.find((place) => place && existsSync(join(place, file)));
      if (!from) throw new Error(`${file}, which ${name} loads, is neither built nor installed`);
      await copyFile(join(from, file), join(folder, file));
    }
    for (const language of ['en', 'zh']) await esbuild.build(options(subject, name, language, folder));
  }
}

function options(subject, name, language, folder) {
  return {
    entryPoints: [source(name, language)],
    outfile: join(folder, script(name, language)),
    alias: { '#subject': join(subject, 'ours.js') },
    // NLP.js was written for Node, where the global object has this name.
    define: { global: 'globalThis' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    // onnxruntime-web's script without the module's glue inside: both are loaded from beside it.
    conditions: ['onnxruntime-web-use-extern-wasm'],
    legalComments: 'none',
    logLevel: 'error',
  };
}

const model = (language) => `${language}.fwlm`;

/** The name of a system's script for a language. */
export const script = (name, language) => `${name}.${language}.js`;

function source(name, language) {
  const own = join(systems, `${name}.${language}.mjs`);
  return existsSync(own) ? own : join(systems, `${name}.mjs`);
}

/** What a browser downloads for a system: bytes after brotli, of the script and of all that it loads. */
export async function download(system, language, folder) {
  let files = 0;
  const loaded = [...(system.files ?? []), ...(system.hasModels ? [model(language)] : [])];
  for (const name of loaded) files += await compressed(join(folder, name));
  return { script: await compressed(join(folder, script(system.name, language))), files };
}

const known = new Map();

async function compressed(path) {
  const { mtimeMs, size } = await stat(path);
  const key = `${path} ${mtimeMs} ${size}`;
  if (!known.has(key)) {
    // The default window of 22 bits serves every browser; the quality is the best there is.
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: size };
    known.set(key, brotliCompressSync(await readFile(path), { params }).length);
  }
  return known.get(key);
}

/** The package of a system, with its version. */
export async function release(system) {
  if (!system.package) return undefined;
  const { version } = JSON.parse(await readFile(join(packages, system.package, 'package.json'), 'utf8'));
  return `${system.package} ${version}`;
}
