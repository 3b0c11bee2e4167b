// The ledger: months are entered, and shown with what changed and how an indicator went.
function sources() {
  const select = one('#source'), before = select.value;
  select.replaceChildren(...state.documents.filter(document => document.rows).map(document => new Option(document.title || document.name, document.name)));
  if (before) select.value = before;
  one('#nothing').hidden = select.options.length > 0;
  one('#enter').hidden = !select.options.length;
}

async function months() {
  try {
    const [held, changed] = await Promise.all([ask('months/list'), ask('months/changes')]);
    grid(one('#held'), ['unit', 'term', 'vintage', 'goals', 'source'].map(name => say(name)), held.months.map(month => [month.body === '-' ? '' : month.body, month.period, month.vintage, month.rows, month.source]));
    one('#changes').replaceChildren(...(changed.steps.length ? changed.steps.map(step => stepped(step, changed)) : [make('p', say('noMonths'), { class: 'hint' })]));
    decided(held.decided || []);
    one('#unheld').hidden = held.months.length > 0;
    one('#held').parentElement.hidden = !held.months.length;
    const bodies = held.months.map(month => month.body).filter(body => body !== '-');
    if (!one('#body').value && bodies.length) one('#body').value = bodies[bodies.length - 1];
  } catch (error) { told(error); }
}

function grid(table, heads, rows) {
  const head = make('tr'), named = say('indicatorHead');
  const told = cell => (Array.isArray(cell) ? cell[0] : cell === null || cell === undefined ? '' : String(cell));
  const numeric = heads.map((name, at) => name !== say('number') && rows.some(row => /^[-+]?[\d.,]+%?$/.test(told(row[at]))) && rows.every(row => !told(row[at]) || /^[-+—→ \d.,]+%?$/.test(told(row[at]))));
  heads.forEach((name, at) => head.append(make('th', name, { scope: 'col', class: numeric[at] ? 'num' : '' })));
  one('thead', table).replaceChildren(head);
  one('tbody', table).replaceChildren(...rows.map(cells => {
    const row = make('tr');
    cells.forEach((cell, at) => {
      const light = Array.isArray(cell) ? ' ' + cell[1] : '';
      const own = heads[at] === named ? { class: 'indicatorHead' } : { class: (numeric[at] ? 'num' : '') + light, 'data-label': heads[at] };
      row.append(make('td', told(cell), own));
    });
    return row;
  }));
}

/** A table in a box that scrolls. */
function tabled(heads, rows) {
  const box = make('div', '', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': say('changes') }), table = make('table');
  table.append(make('thead'), make('tbody'));
  const kept = heads.map((head, at) => at).filter(at => rows.some(row => (Array.isArray(row[at]) ? row[at][0] : row[at]) || row[at] === 0));
  grid(table, kept.map(at => heads[at]), rows.map(row => kept.map(at => row[at])));
  box.append(table);
  return box;
}

/** A number with a comma at each third digit of its whole part; what is none stays. */
const grouped = text => (/^-?\d+(\.\d+)?$/.test(text) ? String(text).replace(/^-?\d+/, whole => whole.replace(/\B(?=(\d{3})+$)/g, ',')) : text || '');
/** The class of a status by its word. */
const lightOf = (word, lights) => (lights && lights[word] ? 'light ' + lights[word] : '');
const ratio = text => (text === null || text === undefined || text === '' || Number.isNaN(Number(text)) ? '' : (Number(text) * 100).toFixed(1) + '%');

/** Two months beside each other: what changed, the rows with a finding first. */
function stepped(step, changed) {
  const at = Object.fromEntries(changed.columns.map((column, index) => [column.name, index]));
  const box = make('section', '', { class: 'step' });
  box.append(make('h3', `${step.body === '-' ? '' : step.body + '　'}${step.from} → ${step.to}`));
  const lines = step.rows.map(row => {
    const cell = name => (row[at[name]] === null || row[at[name]] === undefined ? '' : row[at[name]]);
    const moved = (one, other, told = text => text) => [...new Set([cell(one), cell(other)])].filter(Boolean).map(told).join(' → ');
    const sign = text => [(Number(text) > 0 ? '+' : '') + grouped(text), Number(text) > 0 ? 'up' : Number(text) < 0 ? 'down' : ''];
    const raised = cell('findings').split(';').filter(Boolean).map(code => (changed.words[code] || [code, code])[zh ? 0 : 1]).join('、');
    return [[say(cell('change')), cell('change')], cell('task_no'), cell('scope'), cell('indicator'), cell('unit'), moved('old_target', 'new_target', grouped), grouped(cell('old_actual')), grouped(cell('new_actual')), sign(cell('actual_delta')), ratio(cell('old_ratio')), ratio(cell('new_ratio')), [moved('old_status', 'new_status'), lightOf(cell('new_status') || cell('old_status'), changed.lights)], raised, cell('perhaps')];
  });
  const heads = ['change', 'number', 'scope', 'indicatorHead', 'measure', 'target', 'before', 'now', 'delta', 'ratioBefore', 'ratioNow', 'status', 'findings', 'perhaps'].map(name => say(name));
  lines.sort((a, b) => !!b[12] - !!a[12]);
  box.append(lines.length ? tabled(heads, lines) : make('p', say('none'), { class: 'hint' }));
  // A new row that perhaps stood under another name: a person says so once, for all months.
  for (const row of step.rows.filter(row => row[at.change] === 'new' && row[at.perhaps] && !/split:|merge:/.test(row[at.evidence] || ''))) {
    const name = [row[at.scope], row[at.indicator]].filter(Boolean).join(' ');
    box.append(proposal(step.body, row[at.perhaps], name));
  }
  return box;
}

/** A line that asks whether two names are one thing. */
function proposal(body, before, name) {
  const line = make('p', say('perhapsOne', before, name) + ' ', { class: 'proposal' });
  const answer = (word, same) => {
    const button = make('button', say(word), { type: 'button', 'data-same': same });
    button.addEventListener('click', () => ask('months/names', JSON.stringify({ body, old: before, new: name, same })).then(months, told));
    line.append(button, ' ');
  };
  answer('oneThing', true);
  answer('twoThings', false);
  return line;
}

/** What was said of names, the latest of each body with a button that takes it back. */
function decided(words) {
  one('#decided').replaceChildren(...words.map((word, nth) => {
    const line = make('p', say(word.same ? 'areOne' : 'areTwo', word.old, word.new) + ' ', { class: 'hint' });
    if (words.slice(nth + 1).some(later => later.body === word.body)) return line;
    const button = make('button', say('undo'), { type: 'button' });
    button.addEventListener('click', () => ask('months/undo', JSON.stringify({ body: word.body })).then(months, told));
    line.append(button);
    return line;
  }));
}

one('#enter').addEventListener('submit', async event => {
  event.preventDefault();
  const body = { body: one('#body').value, source: one('#source').value, period: one('#period').value || null, replace: one('#replace').checked };
  try {
    const stored = await ask('months/add', JSON.stringify(body));
    one('#entered').textContent = stored.changed ? say('entered', stored.period, stored.vintage, stored.rows) : say('already', stored.period);
    trouble('');
    months();
  } catch (error) { one('#entered').textContent = ''; told(error); }
});

/** Completion as a line of points, and its months as a table. */
function series(rows, columns, lights) {
  const at = Object.fromEntries(columns.map((column, index) => [column.name, index]));
  const last = rows[rows.length - 1];
  const box = make('section', '', { class: 'step' });
  box.append(make('h3', ['body', 'scope', 'indicator', 'stage'].map(name => last[at[name]]).filter(part => part && part !== '-').join(' · ')));
  box.append(drawn(rows.map(row => [row[at.period], row[at.completion_ratio], row[at.expected_ratio]]), Math.max(300, Math.min(680, one('#series').clientWidth))));
  const cell = (row, name) => row[at[name]] || '';
  const heads = ['term', 'target', 'actual', 'measure', 'ratio', 'expected', 'status', 'goalVersion'].map(name => say(name));
  const versions = new Set(rows.map(row => row[at.goal_version])).size > 1;
  const shown = (row, name) => {
    if (name === 'status') return [cell(row, name), lightOf(cell(row, name), lights)];
    if (name === 'goal_version') return versions ? cell(row, name) : '';
    return /ratio/.test(name) ? ratio(cell(row, name)) : name === 'target' || name === 'actual' ? grouped(cell(row, name)) : cell(row, name);
  };
  box.append(tabled(heads, rows.map(row => ['period', 'target', 'actual', 'unit', 'completion_ratio', 'expected_ratio', 'status', 'goal_version'].map(name => shown(row, name)))));
  return box;
}

function drawn(points, wide) {
  const space = 'http://www.w3.org/2000/svg', svg = document.createElementNS(space, 'svg');
  const put = (name, attributes) => { const element = document.createElementNS(space, name); for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value); svg.append(element); return element; };
  svg.setAttribute('viewBox', `0 0 ${wide} 170`);
  svg.setAttribute('width', wide);
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', points.map(([period, value]) => `${period} ${ratio(value) || '—'}`).join('，'));
  const x = index => 44 + (points.length < 2 ? (wide - 70) / 2 : (index * (wide - 70)) / (points.length - 1));
  const top = Math.max(1, ...points.map(point => Number(point[1]) || 0)), y = value => 140 - (100 * Number(value)) / top;
  for (const line of [0, 0.5, 1]) { put('line', { x1: 40, x2: wide - 10, y1: y(line), y2: y(line), class: 'axis' }); put('text', { x: 34, y: y(line) + 4, 'text-anchor': 'end', class: 'cover' }).textContent = line * 100 + '%'; }
  [['done', 'ratio'], ['expected', 'expected']].forEach(([name, word], nth) => { put('polyline', { points: `${44 + nth * 110},12 ${68 + nth * 110},12`, class: name }); put('text', { x: 74 + nth * 110, y: 16, class: 'cover' }).textContent = say(word); });
  for (const [place, name] of [[2, 'expected'], [1, 'done']]) {
    const known = points.map((point, index) => [index, point[place]]).filter(([, value]) => value);
    put('polyline', { points: known.map(([index, value]) => `${x(index)},${y(value)}`).join(' '), class: name });
    if (place === 1) for (const [index, value] of known) { put('circle', { cx: x(index), cy: y(value), r: 4 }); put('text', { x: x(index), y: y(value) - 8, 'text-anchor': 'middle' }).textContent = ratio(value); }
  }
  // Names that have no room beside each other are left out, but the first and the last.
  const every = Math.max(1, Math.ceil((points.length * 92) / wide)), last = points.length - 1;
  points.forEach(([period], index) => {
    if (index !== last && (index % every || last - index < every)) return;
    put('text', { x: index === 0 ? 4 : index === last ? wide - 2 : x(index), y: 160, 'text-anchor': index === 0 ? 'start' : index === last ? 'end' : 'middle', class: 'cover' }).textContent = period;
  });
  return svg;
}

one('#trend').addEventListener('submit', async event => {
  event.preventDefault();
  try {
    const { columns, rows, lights } = await ask('months/trend?indicator=' + encodeURIComponent(one('#indicator').value.trim()));
    const by = new Map();
    for (const row of rows) by.set(row.series, [...(by.get(row.series) || []), row.cells]);
    one('#series').replaceChildren(...(by.size ? [...by.values()].slice(0, 20).map(one => series(one, columns, lights)) : [make('p', say('noTrend'), { class: 'hint' })]));
  } catch (error) { told(error); }
});
