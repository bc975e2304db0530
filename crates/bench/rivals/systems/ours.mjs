// Floorwalker's engine as WebAssembly. The bundler gives `#subject` the glue that wasm-bindgen wrote.

import init, { Subject } from '#subject';

let exports;

/** Loads the module; `files` is its address. */
export async function load(files) {
  exports = await init({ module_or_path: `${files}ours_bg.wasm` });
}

/** The module's memory in bytes: it grows as needed and never shrinks. */
export const memory = () => exports.memory.buffer.byteLength;

export async function build(knowledge, language) {
  const subject = new Subject(knowledge);
  return {
    answer: (question) => JSON.parse(subject.answer(question, language)),
    reply: (question, preferred) => subject.reply(question, preferred),
  };
}
