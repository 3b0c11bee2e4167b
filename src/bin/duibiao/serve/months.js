// The ledger: months are entered, and shown with what changed and how an indicator went.
function sources() {
  const select = one('#source'), before = select.value;
  select.replaceChildren(...state.documents.filter(document => document.rows).map(document => new Option(document.title || document.name, document.name)));
  if (before) select.value = before;
}

async function months() {
  try {
    const [held, changed] = await Promise.all([ask('months/list'), ask('months/changes')]);
    grid(one('#held'), ['unit', 'term', 'vintage', 'goals', 'name'].map(name => say(name)), held.months.map(month => [month.body === '-' ? '' : month.body, month.period, month.vintage, month.rows, month.source]));
    one('#changes').replaceChildren(...(changed.steps.length ? changed.steps.map(step => stepped(step, changed)) : [make('p', say('noMonths'), { class: 'hint' })]));
    const bodies = held.months.map(month => month.body).filter(body => body !== '-');
    if (!one('#body').value && bodies.length) one('#body').value = bodies[bodies.length - 1];
  } catch (error) { told(error); }
}

function grid(table, heads, rows) {
  const head = make('tr'), named = say('indicatorHead');
  const numeric = heads.map((_, at) => rows.some(row => /^[-+]?[\d.]+%?$/.test(row[at])) && rows.every(row => !row[at] || /^[-+—→ \d.]+%?$/.test(row[at])));
  heads.forEach((name, at) => head.append(make('th', name, { scope: 'col', class: numeric[at] ? 'num' : '' })));
  one('thead', table).replaceChildren(head);
  one('tbody', table).replaceChildren(...rows.map(cells => {
    const row = make('tr');
    cells.forEach((cell, at) => {
      const own = heads[at] === named ? { class: 'indicatorHead' } : { class: numeric[at] ? 'num' : '', 'data-label': heads[at] };
      row.append(make('td', cell === null || cell === undefined ? '' : cell, own));
    });
    return row;
  }));
}

/** A table in a box that scrolls. */
function tabled(heads, rows) {
  const box = make('div', '', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': say('changes') }), table = make('table');
  table.append(make('thead'), make('tbody'));
  const kept = heads.map((head, at) => at).filter(at => rows.some(row => row[at] !== '' && row[at] !== null && row[at] !== undefined));
  grid(table, kept.map(at => heads[at]), rows.map(row => kept.map(at => row[at])));
  box.append(table);
  return box;
}

const ratio = text => (text === null || text === undefined || text === '' || Number.isNaN(Number(text)) ? '' : (Number(text) * 100).toFixed(1) + '%');

/** Two months beside each other: what changed, the rows with a finding first. */
function stepped(step, changed) {
  const at = Object.fromEntries(changed.columns.map((column, index) => [column.name, index]));
  const box = make('section', '', { class: 'step' });
  box.append(make('h3', `${step.body === '-' ? '' : step.body + '　'}${step.from} → ${step.to}`));
  const lines = step.rows.map(row => {
    const cell = name => (row[at[name]] === null || row[at[name]] === undefined ? '' : row[at[name]]);
    const moved = (one, other) => (cell(one) === cell(other) ? cell(one) : `${cell(one) || '—'} → ${cell(other) || '—'}`);
    const sign = text => (Number(text) > 0 ? '+' + text : text);
    const raised = cell('findings').split(';').filter(Boolean).map(code => (changed.words[code] || [code, code])[zh ? 0 : 1]).join('、');
    return [say(cell('change')), cell('task_no'), cell('scope'), cell('indicator'), cell('unit'), moved('old_target', 'new_target'), cell('old_actual'), cell('new_actual'), sign(cell('actual_delta')), ratio(cell('old_ratio')), ratio(cell('new_ratio')), moved('old_status', 'new_status'), raised, cell('perhaps')];
  });
  const heads = ['change', 'task_no', 'scope', 'indicatorHead', 'measure', 'target', 'before', 'now', 'delta', 'ratioBefore', 'ratioNow', 'status', 'findings', 'perhaps'].map(name => say(name));
  lines.sort((a, b) => !!b[12] - !!a[12]);
  box.append(lines.length ? tabled(heads, lines) : make('p', say('none'), { class: 'hint' }));
  return box;
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
function series(rows, columns) {
  const at = Object.fromEntries(columns.map((column, index) => [column.name, index]));
  const last = rows[rows.length - 1];
  const box = make('section', '', { class: 'step' });
  box.append(make('h3', ['body', 'scope', 'indicator', 'stage'].map(name => last[at[name]]).filter(part => part && part !== '-').join(' · ')));
  box.append(drawn(rows.map(row => [row[at.period], row[at.completion_ratio], row[at.expected_ratio]])));
  const cell = (row, name) => row[at[name]] || '';
  const heads = ['term', 'target', 'actual', 'measure', 'ratio', 'expected', 'status', 'goalVersion'].map(name => say(name));
  box.append(tabled(heads, rows.map(row => ['period', 'target', 'actual', 'unit', 'completion_ratio', 'expected_ratio', 'status', 'goal_version'].map(name => (/ratio/.test(name) ? ratio(cell(row, name)) : cell(row, name))))));
  return box;
}

function drawn(points) {
  const space = 'http://www.w3.org/2000/svg', svg = document.createElementNS(space, 'svg');
  const put = (name, attributes) => { const element = document.createElementNS(space, name); for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value); svg.append(element); return element; };
  svg.setAttribute('viewBox', '0 0 640 130');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', points.map(([period, value]) => `${period} ${ratio(value) || '—'}`).join('，'));
  const x = index => 40 + (points.length < 2 ? 280 : (index * 560) / (points.length - 1));
  const top = Math.max(1, ...points.map(point => Number(point[1]) || 0)), y = value => 100 - (90 * Number(value)) / top;
  put('line', { x1: 30, x2: 620, y1: 100, y2: 100, class: 'axis' });
  for (const [place, name] of [[2, 'expected'], [1, 'done']]) {
    const known = points.map((point, index) => [index, point[place]]).filter(([, value]) => value);
    put('polyline', { points: known.map(([index, value]) => `${x(index)},${y(value)}`).join(' '), class: name });
    if (place === 1) for (const [index, value] of known) { put('circle', { cx: x(index), cy: y(value), r: 4 }); put('text', { x: x(index), y: y(value) - 8, 'text-anchor': 'middle' }).textContent = ratio(value); }
  }
  points.forEach(([period], index) => { put('text', { x: x(index), y: 120, 'text-anchor': 'middle', class: 'cover' }).textContent = period; });
  return svg;
}

one('#trend').addEventListener('submit', async event => {
  event.preventDefault();
  try {
    const { columns, rows } = await ask('months/trend?indicator=' + encodeURIComponent(one('#indicator').value.trim()));
    const by = new Map();
    for (const row of rows) by.set(row.series, [...(by.get(row.series) || []), row.cells]);
    one('#series').replaceChildren(...(by.size ? [...by.values()].slice(0, 20).map(one => series(one, columns)) : [make('p', say('noTrend'), { class: 'hint' })]));
  } catch (error) { told(error); }
});
