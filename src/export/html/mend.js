// What of a row was read wrongly, and goals that were missed.
const form = one('#mend form');
let mended = null; // what is done with the fields

/** Asks for fields; those that are not named are not shown. */
function asks(title, note, fields, done) {
  one('h2', form).textContent = title;
  one('.meta', form).textContent = note;
  one('.wrong', form).textContent = '';
  for (const input of all('input', form)) {
    input.parentElement.hidden = !(input.name in fields);
    input.value = input.dataset.before = fields[input.name] || '';
  }
  mended = done;
  one('#mend').showModal();
  (all('input', form).find(input => !input.parentElement.hidden) || form).focus();
}

const fieldsOf = () => Object.fromEntries(all('input', form).filter(input => !input.parentElement.hidden).map(input => [input.name, input.value.trim()]));

form.addEventListener('submit', event => {
  event.preventDefault();
  const wrong = mended(fieldsOf());
  one('.wrong', form).textContent = wrong || '';
  if (!wrong) one('#mend').close();
});
one('#mend [value=close]').addEventListener('click', () => one('#mend').close());

const corrected = ({ fields }) => Object.values(fields || {}).filter(Boolean).join(' ');

function mend(card) {
  const row = rowOf(card), said = decisions.get(keyOf(card));
  const held = said && said.what === 'correct' ? said.fields : {};
  const fields = { name: row.name || '', scope: row.scope || '' };
  for (const [part, field] of [['goal', 'goal_reads'], ['figure', 'figure_reads']]) if (row[part] !== undefined) fields[field] = facts().numbers[row[part]].number;
  asks('更正“' + one('h4', card).textContent + '”', '只改读错的；原文位置不变。', { ...fields, ...held }, now => {
    const changed = Object.fromEntries(Object.entries(now).filter(([name, value]) => value !== (fields[name] || '')));
    if (!Object.keys(changed).length) return '没有改动。';
    for (const name of ['goal_reads', 'figure_reads']) if (name in changed && !/[0-9０-９一二三四五六七八九十百千万两]/.test(changed[name])) return '数值要写数和单位，如 60个。';
    if (changed.name === '') return '指标名称不能空着。';
    decide(card, 'correct', { fields: changed });
    return '';
  });
}

/** The words that are marked in the text, where they stand in one line of it. */
function marked() {
  const chosen = getSelection();
  if (!chosen || chosen.isCollapsed || !chosen.rangeCount) return null;
  const range = chosen.getRangeAt(0), line = range.startContainer.parentElement && range.startContainer.parentElement.closest('.source [data-line]');
  if (!line || line.hidden || !line.contains(range.endContainer)) return null;
  const words = chosen.toString().trim();
  return words && /[0-9０-９一二三四五六七八九十百千万两]/.test(words) ? { words, line } : null;
}

document.addEventListener('selectionchange', () => {
  const there = !picking && marked(), box = one('#mark');
  box.hidden = !there;
  if (!there) return;
  const place = getSelection().getRangeAt(0).getBoundingClientRect();
  box.style.setProperty('left', Math.min(innerWidth - 110, Math.max(8, place.left)) + 'px');
  box.style.setProperty('top', Math.min(innerHeight - 44, place.bottom + 6) + 'px');
});
one('#mark').addEventListener('mousedown', event => event.preventDefault()); // the mark stays

/** A goal that was marked in the text: the number alone, or words with their last number. */
function add() {
  const { words, line } = marked() || {};
  if (!words) return;
  const hit = /([0-9０-９][0-9０-９.,，]*|[一二三四五六七八九十百千两]+)[余多]?[^\s，。；、：,;:0-9]{0,8}$/.exec(words);
  const number = hit ? hit[0] : words, name = hit ? words.slice(0, hit.index) : '';
  one('#mark').hidden = true;
  asks('补录目标', '数和单位照抄原文；名称用原文里的说法。', { name, goal_reads: number }, said => {
    if (!said.name) return '请写指标名称。';
    const text = line.textContent;
    if (!text.replace(/\s/g, '').includes(said.goal_reads.replace(/\s/g, ''))) return '原文这一行里没有“' + said.goal_reads + '”。';
    const quote = words.includes(said.goal_reads) ? words : text.trim();
    const key = now + ':+' + line.dataset.line + ':' + said.goal_reads;
    decisions.set(key, { what: 'missed', name: said.name, why: reasons.missed, goal: { quote, number: said.goal_reads } });
    paint();
    keep(key);
    getSelection().removeAllRanges();
    return '';
  });
}

/** Goals that were marked, under the rows. */
function added() {
  const box = one('.added', main()), own = [...decisions].filter(([key, said]) => said.what === 'missed' && key.startsWith(now + ':'));
  box.hidden = !own.length;
  one('ul', box).replaceChildren(...own.map(([key, said]) => {
    const item = document.createElement('li'), strong = document.createElement('strong');
    strong.textContent = said.goal.number;
    item.append(said.name + ' ', strong, ' ');
    const back = button('撤销', 'drop', '撤销补录');
    back.dataset.key = key;
    item.append(back);
    return item;
  }));
}

function drop(key) {
  const said = decisions.get(key);
  if (!decisions.delete(key)) return;
  paint();
  if (live) ask(`decide?id=${live.id}`, JSON.stringify({ source: data.reports[0].source, back: [], drop: missedEntry(data.reports[0], said, said.by || one('#by').value.trim() || '-', today()), entries: '' })).then(taken, untaken);
  else keep();
}
