/*
 * Floorwalker's loader: the one script that a shop puts on its pages.
 *
 *   <script async src="https://hub.example/floorwalker.js" data-knowledge="/knowledge.pack" data-hub="https://hub.example"></script>
 *
 * It paints the launcher at once and fetches the widget itself (a WebAssembly module) when the shopper comes near it, or
 * when the browser is idle. A click before the module is there opens a real panel in which one can already write;
 * the module takes over what was written and sent. It needs no inline style, no eval and no HTML from strings, so it
 * works under strict content policies and trusted types.
 *
 * The data attributes are documented with `Options` in src/options.rs. The module meets this script through the function
 * under Symbol.for('floorwalker'); src/browser/loader.rs is its other end.
 */
(() => {
  'use strict';

  // The build puts the names of the module's files here, relative to this script.
  const assets = /*__FLOORWALKER_ASSETS__*/{};
  const script = document.currentScript;
  const meeting = Symbol.for('floorwalker');
  // One widget a page, even if the tag is there twice.
  if (!script || window[meeting]) return;
  const data = script.dataset;

  // The few texts needed before the module is there. A test compares them with src/locale.
  const texts = {
    zh: {
      ask: '有问题？',
      open: '有问题？打开咨询',
      title: '智能助手',
      panel: '{ $shop } 咨询',
      role: '智能助手 · 机器人',
      close: '关闭咨询',
      label: '您的消息',
      hint: '请输入问题',
      send: '发送',
      person: '转人工客服',
      wait: '正在取答案……',
      greeting: '您好！想了解什么？我会马上回答；答不上来的，帮您转给人工客服。',
      log: '对话',
      failed: '咨询没能加载出来。您写的内容还在这里。',
      retry: '重试',
    },
    en: {
      ask: 'Questions?',
      open: 'Questions? Open chat',
      title: 'Assistant',
      panel: 'Chat with { $shop }',
      role: 'Assistant · bot',
      close: 'Close chat',
      label: 'Your message',
      hint: 'Ask a question',
      send: 'Send',
      person: 'Talk to a person',
      wait: 'Fetching the answers …',
      greeting: 'Hello! What would you like to know? I answer at once, and pass you on to a person when I cannot.',
      log: 'Conversation',
      failed: 'The chat could not be loaded. What you wrote is still here.',
      retry: 'Try again',
    },
  };
  const wanted = [data.locale, document.documentElement.lang, ...(navigator.languages || [])];
  const known = wanted.map((tag) => (tag || '').slice(0, 2).toLowerCase()).find((tag) => texts[tag]);
  const language = known || 'en';
  const text = texts[language];

  // Enough of style/*.css for the launcher and an empty panel; the module brings the rest and replaces this.
  const dark = '--s:#161b19;--k:#212826;--i:#eaf0ed;--m:#a3afaa;--l:#2f3835;--e:#7b8883;color-scheme:dark';
  const css = `
:host{all:initial;--a:var(--floorwalker-accent,#0d6253);--o:var(--floorwalker-on-accent,#fff);--s:#fff;--k:#f3f5f4;--i:#18211e;--m:#57625e;--l:#dfe4e1;--e:#7d8984}
@media(prefers-color-scheme:dark){:host(:not([data-theme=light])){${dark}}}
:host([data-theme=dark]){${dark}}
:where(.widget,.widget *){box-sizing:border-box;margin:0;padding:0;font:inherit;color:inherit;border:0;background:none}
.widget [hidden]{display:none!important}
.widget{position:fixed;z-index:2147483000;inset-block-end:max(20px,env(safe-area-inset-bottom));inset-inline-end:max(20px,env(safe-area-inset-right));font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif;color:var(--i)}
button{cursor:pointer}
:focus-visible{outline:2px solid var(--a);outline-offset:2px}
svg{width:20px;height:20px;flex:none;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round}
.launcher{display:flex;align-items:center;gap:10px;height:52px;padding-inline:18px 20px;border-radius:26px;background:var(--a);color:var(--o);font-weight:600;box-shadow:0 1px 2px rgb(16 32 26/8%),0 12px 40px rgb(16 32 26/16%)}
.launcher svg{width:24px;height:24px}
.panel{display:flex;flex-direction:column;width:min(392px,100vw - 40px);height:min(660px,100vh - 40px);overflow:hidden;border-radius:16px;background:var(--s);box-shadow:0 0 0 1px var(--l),0 12px 40px rgb(16 32 26/16%)}
.header{display:flex;align-items:center;gap:12px;padding-block:12px;padding-inline:16px 8px;border-block-end:1px solid var(--l)}
.avatar{display:grid;place-items:center;width:38px;height:38px;border-radius:12px;background:var(--a);color:var(--o);font-size:17px;font-weight:600}
.who{flex:1}
.name{font-size:16px;font-weight:600;line-height:1.3}
.role{color:var(--m);font-size:13px;line-height:1.4}
.plain,.send{display:grid;place-items:center;width:44px;height:44px}
.send{border-radius:50%;background:var(--a);color:var(--o)}
.log{flex:1;padding:16px;overflow-y:auto}
.by{margin-block-end:4px;color:var(--m);font-size:12px;line-height:1.4}
.words{width:fit-content;max-width:88%;padding:10px 14px;border-radius:16px;background:var(--k);overflow-wrap:anywhere;white-space:pre-wrap}
.words+.words{margin-block-start:14px}
.mine{margin-inline-start:auto;background:var(--a);color:var(--o)}
.words button,.words a{display:block;min-height:24px;margin-block-start:8px;text-decoration:underline}
.composer{display:flex;align-items:flex-end;gap:8px;padding-block:12px 4px;padding-inline:16px 12px;border-block-start:1px solid var(--l)}
textarea{flex:1;min-width:0;height:44px;padding:9px 16px;border:1px solid var(--e);border-radius:22px;font-size:16px;line-height:24px;resize:none}
textarea:focus{outline:0;border-color:var(--a);box-shadow:0 0 0 1px var(--a)}
.foot{padding-block:2px max(6px,env(safe-area-inset-bottom));padding-inline:8px 16px}
.way-out{min-height:44px;padding:8px;color:var(--a);font-size:14px;font-weight:600}
textarea::placeholder{color:var(--m);opacity:1}
@media(max-width:480px){.panel{position:fixed;inset:0;width:100%;height:100vh;height:100dvh;border-radius:0}}`;

  /** Makes an element with attributes and children; a string child becomes a text node. */
  const make = (name, attributes, ...children) => {
    const isDrawing = name === 'svg' || name === 'path';
    const element = isDrawing
      ? document.createElementNS('http://www.w3.org/2000/svg', name)
      : document.createElement(name);
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    element.append(...children);
    return element;
  };
  const icon = (path) => make('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, make('path', { d: path }));
  const button = (label, name, ...children) =>
    make('button', { type: 'button', class: name, 'aria-label': label }, ...children);

  const title = data.title || text.title;
  const launcher = button(
    text.open,
    'launcher',
    icon('M4 12a8 7.5 0 1 1 3.4 6.1L4 19l.9-3A7 7 0 0 1 4 12M8.5 12h.01M12 12h.01M15.5 12h.01'),
    make('span', {}, text.ask),
  );
  launcher.setAttribute('aria-haspopup', 'dialog');
  const close = button(text.close, 'plain', icon('M6 6l12 12M18 6L6 18'));
  const field = make('textarea', { rows: 1, maxlength: 4000, 'aria-label': text.label, placeholder: text.hint });
  const send = button(text.send, 'send', icon('M12 19V5M5.5 11.5L12 5l6.5 6.5'));
  const log = make(
    'div',
    { class: 'log', role: 'log', 'aria-label': text.log },
    make('p', { class: 'by' }, text.role),
    make('p', { class: 'words' }, data.greeting || text.greeting),
  );
  const person = button(text.person, 'way-out', text.person);
  const waiting = make('p', { class: 'words' }, text.wait);
  const panel = make(
    'section',
    { class: 'panel', role: 'dialog', dir: 'ltr', 'aria-label': text.panel.replace('{ $shop }', title), hidden: '' },
    make(
      'div',
      { class: 'header' },
      make('span', { class: 'avatar', 'aria-hidden': 'true' }, [...title][0]),
      make(
        'div',
        { class: 'who' },
        make('div', { class: 'name' }, title),
        make('div', { class: 'role' }, text.role),
      ),
      close,
    ),
    log,
    make('div', { class: 'composer' }, field, send),
    make('div', { class: 'foot' }, person),
  );
  const skeleton = make('div', { class: 'widget', lang: language }, launcher, panel);

  const host = make('div', { 'data-theme': data.theme || 'auto' });
  const root = host.attachShadow({ mode: 'open' });
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    // Browsers from before 2023 cannot adopt a sheet.
    root.append(make('style', {}, css));
  }
  root.append(skeleton);

  // The shop's own hotkeys are not meant by what is typed here.
  for (const type of ['keydown', 'keyup', 'keypress']) root.addEventListener(type, (event) => event.stopPropagation());

  const sent = [];
  let isComposing = false;
  let trouble;

  const show = (isOpen) => {
    launcher.hidden = isOpen;
    panel.hidden = !isOpen;
    (isOpen ? field : launcher).focus();
    // What was asked for before is done in its order.
    if (calls.length) calls.push([isOpen ? 'open' : 'close']);
    if (isOpen) load();
  };
  const submit = () => {
    const words = field.value.trim();
    if (!words) return;
    sent.push(words);
    log.append(make('p', { class: 'words mine' }, words), waiting);
    log.scrollTop = log.scrollHeight;
    field.value = '';
    load();
  };
  launcher.onclick = () => show(true);
  launcher.onpointerenter = launcher.onfocus = () => load();
  close.onclick = () => show(false);
  send.onclick = submit;
  person.onclick = () => {
    calls.push(['person']);
    log.append(waiting);
    load();
  };
  field.addEventListener('compositionstart', () => (isComposing = true));
  field.addEventListener('compositionend', () => (isComposing = false));
  skeleton.addEventListener('keydown', (event) => {
    // An Enter or Escape that ends a composed word is the input method's; 229 is what Safari calls it.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === 'Escape' && !panel.hidden) show(false);
    if (event.key === 'Enter' && !event.shiftKey && event.target === field) {
      event.preventDefault();
      submit();
    }
  });

  // Calls of floorwalker(…) are kept until the module listens, those made before this script as well.
  const calls = ((window.floorwalker || {}).q || []).map((words) => [...words]);
  let receive = (words) => {
    if (words[0] === 'open') show(true);
    calls.push(words);
  };
  window.floorwalker = (...words) => receive(words);

  // The module has painted the same controls under the same names: the focus goes on where it was.
  const takeAway = () => {
    const focused = root.activeElement;
    skeleton.remove();
    const twin = focused && root.querySelector(focused.className ? '.' + focused.className : 'textarea');
    if (twin) twin.focus();
  };

  // The module asks to take over; amid a composed word it has to wait, or the word would be lost.
  window[meeting] = (start) => {
    const begin = () =>
      start({
        root,
        options: {
          models: assets.models && new URL(assets.models, script.src).href,
          ...data,
          open: 'open' in data && data.open !== 'false',
        },
        isOpen: !panel.hidden,
        draft: field.value,
        sent,
        listen: (listener) => (calls.splice(0).forEach(listener), (receive = listener)),
        done: takeAway,
      });
    if (isComposing) field.addEventListener('compositionend', () => setTimeout(begin), { once: true });
    else begin();
  };

  // Honest when the module cannot be had, and ready to try again.
  const fail = (error) => {
    loading = undefined;
    console.warn('floorwalker: the widget could not be loaded', error);
    waiting.remove();
    if (trouble) trouble.remove();
    const retry = make('button', { type: 'button' }, text.retry);
    retry.onclick = () => {
      trouble.replaceWith(waiting);
      load();
    };
    trouble = make('p', { class: 'words', role: 'alert' }, text.failed, retry);
    if (/^(mailto|tel|https):/.test(data.contact)) {
      trouble.append(make('a', { href: data.contact }, data.contact.replace(/^\w+:/, '')));
    }
    log.append(trouble);
  };
  let loading;
  let tries = 0;
  const load = () => {
    if (loading) return;
    // A browser remembers a module that failed; another address makes it try again.
    const at = (name) => new URL(name + (tries ? `?${tries}` : ''), script.src).href;
    const wasm = at(assets.wasm);
    loading = import(at(assets.module)).then((module) => module.default({ module_or_path: wasm }));
    loading.catch(fail);
    tries += 1;
  };

  const begin = () => {
    document.body.append(host);
    if (calls.some(([name]) => name === 'open')) show(true);
    const connection = navigator.connection || {};
    if (!connection.saveData) (window.requestIdleCallback || setTimeout)(load, { timeout: 4000 });
  };
  if (document.body) begin();
  else document.addEventListener('DOMContentLoaded', begin);
})();
