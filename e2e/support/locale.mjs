// The texts of widget and console, read from their locale files, so that specs name keys and wording stays free.

import { readFileSync } from 'node:fs';

const FOLDERS = { widget: '../../src/locale', console: '../../crates/console/src/locale' };

/**
 * A function that gives the text of a key, with its placeholders filled.
 * @param {'widget' | 'console'} part
 * @param {'zh' | 'en'} language
 */
export function texts(part, language) {
  const file = new URL(`${FOLDERS[part]}/${language}.ftl`, import.meta.url);
  const known = new Map();
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const at = line.indexOf('=');
    if (!line.startsWith('#') && at > 0) known.set(line.slice(0, at).trim(), line.slice(at + 1).trim());
  }
  return (key, values = {}) => {
    if (!known.has(key)) throw new Error(`${part}/${language}.ftl has no text ${key}`);
    return known.get(key).replace(/\{ \$([\w-]+) \}/g, (_, name) => {
      if (!(name in values)) throw new Error(`the text ${key} needs a value for ${name}`);
      return values[name];
    });
  };
}
