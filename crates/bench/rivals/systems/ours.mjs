// Floorwalker's engine as WebAssembly. The bundler gives `#subject` the glue that wasm-bindgen wrote.

import init, { Subject } from '#subject';

let exports;
const models = {};

/** Loads the module and the language models; `files` is where they lie. */
export async function load(files) {
  exports = await init({ module_or_path: `${files}ours_bg.wasm` });
  for (const language of ['en', 'zh']) {
    const file = await fetch(`${files}${language}.fwlm`);
    models[language] = new Uint8Array(await file.arrayBuffer());
  }
}

/** The module's memory in bytes: it grows as needed and never shrinks. */
export const memory = () => exports.memory.buffer.byteLength;

/** Builds the index, with the model of `language`, or with both where none is named. */
export async function build(knowledge, language) {
  const of = (name) => (language && language !== name ? new Uint8Array() : models[name]);
  const subject = new Subject(knowledge, of('en'), of('zh'));
  return {
    answer: (question) => JSON.parse(subject.answer(question, language)),
    reply: (question, preferred) => subject.reply(question, preferred),
  };
}

/** Builds the index as a widget does that is given knowledge and no pack, and gives what takes the model of `language` in. */
export function begin(knowledge, language) {
  const subject = Subject.begin(knowledge);
  return () => subject.add_model(models[language]);
}
