// Takes the pictures for README and docs: `node screenshots.mjs OUTDIR`, from a hub of its own with the shipped files.
// Every state of widget and console, in Chinese and English, light and dark, 1280 and 375 pixels wide.

import { chromium } from '@playwright/test';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';

import config from './playwright.config.mjs';
import { Desk } from './support/desk.mjs';
import { Hub } from './support/hub.mjs';
import { entry } from './support/knowledge.mjs';
import { Widget } from './support/widget.mjs';

const SIZES = [
  { width: 1280, height: 800 },
  { width: 375, height: 812 },
];
const LOCALES = { zh: 'zh-CN', en: 'en-US' };
const QUESTION = {
  zh: '我身高 178，肩膀比较宽，里面还想穿抓绒，选 L 还是 XL？',
  en: 'I am 178 cm with broad shoulders and want to wear a fleece under it: L or XL?',
};
const ANSWER = {
  zh: '您好，我是林晓。里面加抓绒的话建议选 XL，肩部会更宽松。',
  en: 'Hello, this is Lin. With a fleece under it I would take XL: it is roomier at the shoulders.',
};

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('say where to put the pictures: node screenshots.mjs OUTDIR');
await mkdir(folder, { recursive: true });

const browser = await chromium.launch(config.use.launchOptions);
const hub = await Hub.start();
try {
  for (const [language, locale] of Object.entries(LOCALES)) {
    // One agent a language: logins are limited, so the desk's cookies are kept for all its pictures.
    const agent = await hub.addAgent(language === 'zh' ? '林晓' : 'Lin');
    let storageState;
    for (const colorScheme of ['light', 'dark']) {
      for (const viewport of SIZES) {
        const look = { locale, colorScheme, viewport, reducedMotion: 'reduce', deviceScaleFactor: 2 };
        const suffix = `${language}-${colorScheme}-${viewport.width}.png`;
        storageState = await takeAll({ language, agent, look, storageState, suffix });
      }
    }
  }
} finally {
  await browser.close();
  await hub.stop();
}

/** Takes the pictures of one look; gives back the agent's cookies. */
async function takeAll({ language, agent, look, storageState, suffix }) {
  const shoppers = await browser.newContext(look);
  const agents = await browser.newContext({ ...look, storageState });
  const shot = (page, name) => page.screenshot({ path: path.join(folder, `${name}-${suffix}`) });

  const login = new Desk(await shoppers.newPage(), language);
  await login.page.goto(`${hub.origin}/console/`);
  await login.name.fill(agent.name);
  await shot(login.page, 'console-login');

  const desk = new Desk(await agents.newPage(), language);
  await desk.page.goto(`${hub.origin}/console/`);
  if (!storageState) await desk.enter(agent);
  await desk.queue.getByText(desk.text('queue-empty')).waitFor();

  const widget = new Widget(await shoppers.newPage(), language);
  await widget.page.goto(`${hub.origin}/demo/?lang=${language}`);
  await shot(widget.page, 'widget-closed');
  await widget.launcher.click();
  await widget.log.getByRole('button').first().waitFor();
  await shot(widget.page, 'widget-open');
  const { phrasings, answer } = entry('return-policy')[language];
  await widget.say(phrasings[0]);
  await widget.log.getByText(answer, { exact: true }).waitFor();
  await shot(widget.page, 'widget-answered');
  await widget.say(QUESTION[language]);
  await widget.said.nth(4).waitFor();
  await widget.person.click();
  await widget.sent.click();
  await widget.agree.scrollIntoViewIfNeeded();
  await shot(widget.page, 'widget-consent');
  await widget.agree.click();
  await widget.status.getByText(widget.text('state-next')).waitFor();
  await shot(widget.page, 'widget-queue');

  await desk.waiting().waitFor();
  await shot(desk.page, 'console-desk');
  await desk.take();
  await desk.say(ANSWER[language]);
  await widget.log.getByText(ANSWER[language], { exact: true }).waitFor();
  await shot(widget.page, 'widget-agent');
  await desk.transcript.getByText(desk.text('sent'), { exact: true }).waitFor();
  await shot(desk.page, 'console-conversation');

  await desk.close();
  await desk.thread.getByText(desk.text('closed-note')).waitFor();
  const cookies = await agents.storageState();
  await Promise.all([shoppers.close(), agents.close()]);
  return cookies;
}
