// An earlier corrections file: what this page and the program write of one is read here.
/** The entries of a file: `[[list]]`, then `name = value` with texts, days, numbers and `{ quote = … }`. */
function entriesOf(text) {
  let rest = text;
  const eat = pattern => { const hit = pattern.exec(rest); if (!hit) return null; rest = rest.slice(hit[0].length); return hit; };
  const blank = () => eat(/^(\s+|#[^\n]*)*/);
  const wrong = () => new Error(`第${text.slice(0, text.length - rest.length).split('\n').length}行不是更正文件的写法`);
  function value() {
    let hit = eat(/^"((?:[^"\\\n]|\\.)*)"/);
    if (hit) return JSON.parse('"' + hit[1].replace(/\t/g, '\\t').replace(/\\U([0-9a-fA-F]{8})/g, (_, hex) => JSON.stringify(String.fromCodePoint(parseInt(hex, 16))).slice(1, -1)) + '"');
    hit = eat(/^'([^'\n]*)'/) || eat(/^([\d-]+)/);
    if (hit) return hit[1];
    if (!eat(/^\{\s*/)) throw wrong();
    const held = {};
    while (!eat(/^\}/)) {
      const name = eat(/^([a-z_]+)\s*=\s*/);
      if (!name) throw wrong();
      held[name[1]] = value();
      eat(/^\s*,?\s*/);
    }
    return held;
  }
  const entries = [];
  for (blank(); rest; blank()) {
    const head = eat(/^\[\[([a-z_]+)\]\]/);
    if (head) { entries.push({ list: head[1] }); continue; }
    const name = eat(/^([a-z_]+)[ \t]*=[ \t]*/);
    if (!name) throw wrong();
    const held = value();
    if (entries.length) entries[entries.length - 1][name[1]] = held;
  }
  return entries;
}

const squeeze = text => text.replace(/\s/g, '');

/** The number that a quote of the file means. */
function numberBy(report, quote) {
  if (!quote) return -1;
  const same = report.numbers.map((number, index) => ({ number, index })).filter(({ number }) => {
    const [held, wanted] = [squeeze(number.quote), squeeze(quote.quote)];
    return squeeze(number.number) === squeeze(quote.number) && (held.includes(wanted) || wanted.includes(held)) && (!quote.task || number.task === quote.task);
  });
  const nth = Number(quote.nth || 1) - 1;
  return same.length === 1 || quote.nth ? (same[nth] || { index: -1 }).index : -1;
}

const fieldsIn = entry => Object.fromEntries(['name', 'scope', 'goal_reads', 'figure_reads'].filter(name => name in entry).map(name => [name, entry[name]]));

/** Takes the decisions of a file; says how many fit a row of this page. */
function load(text) {
  const whats = { accept: 'accept', reject: 'reject', pair: 'pair', not_comparable: 'apart', basis: 'basis', correct: 'correct', missed: 'missed' };
  const entries = entriesOf(text).filter(entry => whats[entry.list]);
  let taken = 0;
  for (const entry of entries) {
    data.reports.forEach((report, at) => {
      if (entry.source && entry.source !== report.source) return;
      if (entry.list === 'missed') {
        decisions.set(`${at}:+${entry.goal.quote}:${entry.goal.number}`, { what: 'missed', name: entry.name, goal: entry.goal, why: entry.why, by: entry.by, on: entry.on });
        taken += 1;
        return;
      }
      const goal = numberBy(report, entry.goal), figure = numberBy(report, entry.figure);
      let index = report.rows.findIndex(row => entry.row && row.id === entry.row);
      if (index < 0) index = report.rows.findIndex(row => (goal >= 0 && row.goal === goal) || (goal < 0 && figure >= 0 && row.figure === figure));
      if (index < 0 || (entry.list === 'pair' && figure < 0)) return;
      const what = entry.list === 'reject' && !entry.row && !entry.figure ? 'nogoal' : whats[entry.list];
      decisions.set(at + ':' + index, { what, why: entry.why, by: entry.by, on: entry.on, basis: entry.basis, fields: fieldsIn(entry), figure: what === 'pair' ? figure : undefined });
      taken += 1;
    });
  }
  return [taken, entries.length];
}

one('#earlier').addEventListener('change', async event => {
  const [file] = event.target.files;
  event.target.value = '';
  if (!file) return;
  try {
    const text = await file.text();
    if (live) return taken(await ask(`corrections?id=${live.id}`, text));
    const [fit, all] = load(text);
    const before = now;
    for (now = 0; now < mains.length; now += 1) paint();
    show(before);
    keep();
    tell(fit < all ? `更正文件中${all}条意见，${fit}条适用于本页。` : '');
  } catch (error) { tell(error.message); one('.decided').hidden = false; }
});
