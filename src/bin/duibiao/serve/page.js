// Documents come in, are listed, and can be saved; what is shown follows the program.
const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
let version = 0, state = { documents: [] }, closed = false;

for (const element of all('[data-t]')) element.textContent = say(element.dataset.t);
for (const element of all('[data-t-label]')) element.setAttribute('aria-label', say(element.dataset.tLabel));
for (const element of all('[data-t-hint]')) element.placeholder = say(element.dataset.tHint);
for (const element of all('[data-part]')) element.textContent = say(element.dataset.part);
document.title = say('bench');

/** An element with its text and attributes. */
function make(name, text = '', attributes = {}) {
  const element = document.createElement(name);
  element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

function trouble(text) {
  one('#trouble').textContent = text;
  one('#trouble').hidden = !text;
}

async function ask(address, body) {
  const options = body === undefined ? {} : { method: 'POST', body, headers: { 'X-Duibiao': '1' } };
  const answer = await fetch(address, options).catch(() => { throw new Error(say('gone')); });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.error);
  return told;
}

const told = error => trouble(error.message);
const saved = text => { one('#saved').textContent = text; setTimeout(() => { one('#saved').textContent = ''; }, 4000); };

/** Looks whether anything changed: here, in another tab, or in a review. */
async function follow() {
  if (closed || document.hidden) return;
  try {
    const answer = await ask('state?since=' + version);
    if (one('#trouble').textContent === say('gone')) trouble('');
    if (answer.documents) show(answer);
  } catch (error) { told(error); }
}

function show(answer) {
  state = answer;
  version = answer.version;
  one('#undo').disabled = !answer.undo;
  const any = answer.documents.length > 0;
  one('#filled').hidden = !any;
  document.body.classList.toggle('filled', any);
  one('#empty').hidden = any;
  const called = { xlsx: say('workbook'), html: say('reviewPage'), brief: say('notice') };
  const link = (name, title, href = 'export/' + name) => make('a', called[name] || name.toUpperCase(), { href, download: '', title, 'data-format': name, class: name === 'xlsx' ? 'way strong' : 'way' });
  const about = Object.fromEntries(answer.formats.map(format => [format.name, format.about])), usual = ['xlsx', 'html', 'brief', 'csv'];
  const corrections = make('a', say('corrections'), { href: 'corrections', download: '', class: 'way' });
  one('#formats').replaceChildren(...usual.map(name => link(name, name === 'brief' ? say('noticeAbout') : about[name])), corrections);
  one('#others').replaceChildren(...answer.formats.filter(format => !usual.includes(format.name)).map(format => link(format.name, format.about)));
  documents();
  sources();
  if (!one('#rows').hidden) load();
}

function documents() {
  const words = one('#find').value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const fits = document => words.every(word => (document.name + document.title).toLowerCase().includes(word));
  const head = make('tr');
  for (const name of ['name', 'goals', 'open', 'toCheck', 'decided']) head.append(make('th', say(name), { scope: 'col', class: name === 'name' ? '' : 'num' }));
  head.append(make('th', '', { 'aria-label': say('review') }));
  one('#documents thead').replaceChildren(head);
  one('#documents tbody').replaceChildren(...state.documents.filter(fits).map(document => {
    const row = make('tr', '', { 'data-id': document.id });
    const name = make('th', '', { scope: 'row' });
    name.append(make('a', document.title || document.name, { href: 'review/' + document.id }), make('small', [document.title && document.title !== document.name ? document.name : '', document.rows ? '' : say('silent')].filter(Boolean).join(' · ')));
    row.append(name);
    for (const [part, name] of [['rows', 'goals'], ['open', 'open'], ['look', 'toCheck'], ['decided', 'decided']]) row.append(make('td', document[part], { class: part === 'look' && document.look ? 'num look' : 'num', 'data-label': say(name) }));
    const acts = make('td', '', { class: 'acts' });
    const away = make('button', say('remove'), { type: 'button', class: 'quiet' });
    away.addEventListener('click', () => confirm(say('removeAsk', document.name)) && ask('remove?id=' + document.id, '').then(show, told));
    acts.append(make('a', say('review'), { href: 'review/' + document.id, class: 'way' }), away);
    row.append(acts);
    return row;
  }));
}

/** Sends files, a few at a time, and says how far it is. */
async function take(files) {
  const list = files.filter(file => !/(^|\/)[.~]/.test(file.path));
  if (!list.length) return;
  trouble('');
  const unread = [], bar = one('#progress progress'), line = one('#progress span');
  let done = 0, next = 0;
  const step = () => { bar.max = list.length; bar.value = done; line.textContent = say('read', done, list.length); };
  one('#progress').hidden = false;
  step();
  const work = async () => {
    while (next < list.length) {
      const file = list[next++];
      try { await ask('documents?name=' + encodeURIComponent(file.path), file.body); } catch (error) { unread.push([file.path, error.message]); }
      done += 1;
      step();
    }
  };
  await Promise.all([work(), work(), work()]);
  one('#progress').hidden = true;
  one('#unread').hidden = !unread.length;
  one('#unread').replaceChildren(make('strong', say('unread', unread.length)), ...unread.map(([name, reason]) => make('li', name + '：' + reason)));
  follow();
}

/** What lies in a dropped folder, and below it. */
async function inside(entry, path = '') {
  if (entry.isFile) return new Promise(done => entry.file(body => done([{ path: path + entry.name, body }]), () => done([])));
  const reader = entry.createReader(), found = [];
  for (;;) {
    const some = await new Promise(done => reader.readEntries(done, () => done([])));
    if (!some.length) return found;
    for (const one of some) found.push(...await inside(one, path + entry.name + '/'));
  }
}

const chosen = input => take([...input.files].map(body => ({ path: body.webkitRelativePath || body.name, body }))).then(() => { input.value = ''; });
for (const id of ['#files', '#folder']) one(id).addEventListener('change', event => chosen(event.target));
addEventListener('dragover', event => { event.preventDefault(); document.body.classList.add('over'); });
addEventListener('dragleave', event => { if (!event.relatedTarget) document.body.classList.remove('over'); });
addEventListener('drop', async event => {
  event.preventDefault();
  document.body.classList.remove('over');
  const entries = [...event.dataTransfer.items].map(item => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
  const words = event.dataTransfer.getData('text/plain'), files = [...event.dataTransfer.files];
  if (!entries.length && files.length) return take(files.map(body => ({ path: body.name, body })));
  if (entries.length) return take((await Promise.all(entries.map(entry => inside(entry)))).flat());
  if (words) pasted(words);
});

function pasted(words) {
  const page = /^\s*<(!doctype|html)/i.test(words);
  const stamp = new Date().toISOString().slice(0, 19).replace(/[T:]/g, '-');
  return take([{ path: `${say('pastedName')}-${stamp}.${page ? 'html' : 'txt'}`, body: words }]);
}

one('#paste').addEventListener('click', () => { one('#pasted').hidden = !one('#pasted').hidden; if (!one('#pasted').hidden) one('#pasted textarea').focus(); });
one('#pasted').addEventListener('submit', async event => {
  event.preventDefault();
  const box = one('#pasted textarea');
  if (!box.value.trim()) return;
  await pasted(box.value);
  box.value = '';
  one('#pasted').hidden = true;
});
one('#earlier').addEventListener('change', async event => {
  const [file] = event.target.files;
  if (file) await file.text().then(words => ask('corrections', words)).then(answer => { show(answer); saved(say('loaded')); }, told);
  event.target.value = '';
});
one('#find').addEventListener('input', documents);
one('#undo').addEventListener('click', () => ask('undo', '').then(answer => { show(answer); saved(say('undone')); }, told));
one('#stop').addEventListener('click', () => ask('stop', '').then(() => { closed = true; trouble(say('stopped')); one('main').hidden = true; }, told));
one('#theme').addEventListener('click', () => {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = dark ? 'light' : 'dark';
});

function part(name) {
  for (const button of all('[data-part]')) button.setAttribute('aria-selected', button.dataset.part === name);
  for (const id of ['desk', 'rows', 'months']) one('#' + id).hidden = id !== name;
  if (name === 'rows') load();
  if (name === 'months') months();
}
for (const button of all('[data-part]')) button.addEventListener('click', () => part(button.dataset.part));
document.addEventListener('visibilitychange', follow);
setInterval(follow, 1500);
follow();
