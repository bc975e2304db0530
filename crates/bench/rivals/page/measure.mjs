// The stopwatch, in the page: one system, one knowledge, its questions. Each measurement has a page of its own.

/** Milliseconds of answering before the first question is timed, so that what is timed is compiled. */
const WARM_UP = 500;

/** How often a question is timed, for its median: a question has its time, what else the machine does is another matter. */
const TIMES = 3;

/** Milliseconds from which two times are enough. */
const LONG = 5;

/** Milliseconds under which one answer is too short for the clock (5 microseconds a tick): then many are timed together. */
const COARSE = 0.1;

/** How long many answers together take, in milliseconds. */
const TOGETHER = 0.5;

/** Loads a system, builds its index and asks it. Milliseconds everywhere; `memory` in bytes where the system tells. */
async function measure({ module, files, knowledge, language, questions }) {
  const [system, load] = await timed(() => start(module, files));
  const before = system.memory?.();
  const [index, build] = await timed(() => system.build(knowledge, language));
  const memory = system.memory && { before, after: system.memory() };
  await warmUp(index, questions);
  const answers = [];
  const also = [];
  const times = [];
  for (const question of questions) {
    const [answer, time] = await timed(() => index.answer(question));
    answers.push(answer);
    if (index.also) also.push(index.also());
    const spelling = spellings(question);
    times.push(await typical(time, () => index.answer(spelling())));
  }
  return { load, build, memory, answers, also, times };
}

/** Loads our engine, has it begin with plain knowledge, and then take a language model in. Milliseconds, and bytes. */
async function beginning({ module, files, knowledge, language }) {
  const [system, load] = await timed(() => start(module, files));
  const before = system.memory();
  const [learn, build] = await timed(() => system.begin(knowledge, language));
  const [, model] = await timed(learn);
  return { load, build, model, memory: { before, after: system.memory() } };
}

/** Loads a system and gives the whole reply to each question, as text. */
async function replies({ module, files, knowledge, questions }) {
  const system = await start(module, files);
  const { reply } = await system.build(knowledge);
  return questions.map(({ text, lang }) => reply(text, lang));
}

async function start(module, files) {
  const system = await import(module);
  await system.load?.(files);
  return system;
}

async function timed(work) {
  const start = performance.now();
  let result = work();
  if (result instanceof Promise) result = await result;
  return [result, performance.now() - start];
}

async function warmUp(index, questions) {
  const end = performance.now() + WARM_UP;
  for (const question of questions) {
    if (performance.now() > end) return;
    await index.answer(`${question}  `);
  }
}

/** The question with other blanks behind it at each call: NLP.js remembers what it was asked, word for word. Blanks of a space
 * and of a non-breaking space, as a number's ones and zeros, which every tokenizer here drops. */
function spellings(question) {
  let calls = 0;
  return () => {
    calls += 1;
    return question + calls.toString(2).replaceAll('0', ' ').replaceAll('1', '\u00a0');
  };
}

/** The median of several times, of which `first` is one unless it was too short for the clock; the smaller of two long ones. */
async function typical(first, work) {
  const times = first < COARSE ? [] : [first];
  while (times.length < TIMES && !(times.length === 2 && Math.min(...times) >= LONG)) times.push(await once(work));
  return times.sort((one, other) => one - other)[Math.floor((times.length - 1) / 2)];
}

/** The time of one answer; of a short one, the mean of many. */
async function once(work) {
  const [, time] = await timed(work);
  if (time >= COARSE) return time;
  const count = Math.ceil(TOGETHER / Math.max(time, 0.005));
  const [, sum] = await timed(async () => {
    for (let done = 0; done < count; done += 1) {
      const result = work();
      if (result instanceof Promise) await result;
    }
  });
  return sum / count;
}

Object.assign(window, { measure, beginning, replies });
