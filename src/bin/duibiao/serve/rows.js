// All rows of all documents: search, filters, sorting.
let table = { columns: [], rows: [] }, order = { by: '', down: false }, most = 300, loaded = -1;
const HEADS = ['source', 'section', 'task_no', 'indicatorHead', 'scope', 'body_responsible', 'target', 'actual', 'ratio', 'gap', 'stated', 'status', 'reviewed'];
const NUMBERS = ['target', 'actual', 'ratio', 'gap', 'stated'];
/** How a status is coloured. */
const LIGHTS = { done: 'good', met: 'good', ahead: 'good', on_pace: 'good', slightly_behind: 'slow', behind: 'late', not_met: 'late', far_behind: 'far' };
const chosenOf = name => one(`[data-sift=${name}]`);

async function load() {
  if (loaded === version) return;
  const now = version;
  try { table = await ask('rows'); loaded = now; } catch (error) { return told(error); }
  const at = Object.fromEntries(table.columns.map((name, index) => [name, index]));
  const look = new Set(table.look);
  table.lines = table.rows.map((cells, index) => line(name => (at[name] === undefined ? '' : cells[at[name]] || ''), look.has(index)));
  table.bodies = at.body_responsible !== undefined;
  for (const select of all('[data-sift]')) choices(select);
  draw();
}

/** One row: what is shown, what is sorted by, and what a search looks at. */
function line(cell, look) {
  const percent = text => (text === '' ? '' : (Number(text) * 100).toFixed(1) + '%');
  const signs = { '>=': '≥', '<=': '≤', '~': '约', '=': '' };
  const sign = cell('target_op') in signs ? signs[cell('target_op')] : cell('target_op');
  const target = cell('target_value') && sign + grouped(cell('target_value')) + (cell('target_high') && '–' + grouped(cell('target_high'))) + cell('target_unit');
  const gap = cell('pace_gap_pp');
  const shown = {
    source: table.titles[cell('source')] || cell('source'), section: cell('section'), task_no: cell('task_no'), indicatorHead: cell('indicator'), scope: cell('scope'), body_responsible: cell('body_responsible'),
    target, actual: cell('actual_value') ? grouped(cell('actual_value')) + cell('actual_unit') : table.words[cell('ratio_note')] || '',
    ratio: percent(cell('completion_ratio')), gap: gap === '' ? '' : (Number(gap) > 0 ? '+' : '') + Number(gap).toFixed(1) + say('points'),
    stated: percent(cell('stated_ratio')) + (cell('stated_check') === 'conflict' ? ' ⚠' : ''), status: cell('status'), reviewed: table.words[cell('review')] || '',
  };
  const keys = { target: Number(cell('target_value')), actual: Number(cell('actual_value')), ratio: cell('completion_ratio'), gap, stated: cell('stated_ratio') };
  const words = [...Object.values(shown), cell('source')].join(' ').toLowerCase();
  return { light: LIGHTS[cell('status_code')] || 'off', missing: !cell('actual_value'), id: cell('row_id'), source: cell('source'), section: cell('section'), scope: cell('scope'), body_responsible: cell('body_responsible'), status: cell('status'), look, shown, keys, words };
}

function choices(select) {
  const name = select.dataset.sift, before = select.value;
  const parts = table.lines.flatMap(row => (name === 'body_responsible' ? row[name].split(';') : [row[name]]));
  const values = [...new Set(parts)].filter(Boolean);
  if (name !== 'section' && name !== 'status') values.sort((a, b) => a.localeCompare(b, 'zh'));
  select.replaceChildren(new Option(say('all'), ''), ...values.map(value => new Option(name === 'source' ? table.titles[value] || value : value, value)));
  select.value = values.includes(before) ? before : '';
  select.parentElement.hidden = values.length < 1 || (name === 'source' && values.length < 2);
}

function sifted() {
  const words = one('#search').value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const fits = row => words.every(word => row.words.includes(word)) && (!one('#look').checked || row.look) && all('[data-sift]').every(select => {
    const name = select.dataset.sift, value = select.value;
    return !value || (name === 'body_responsible' ? row[name].split(';').includes(value) : row[name] === value);
  });
  const rows = table.lines.filter(fits);
  if (!order.by) return rows;
  const value = row => (NUMBERS.includes(order.by) ? row.keys[order.by] : row.shown[order.by]);
  const empty = row => value(row) === '' || Number.isNaN(value(row));
  const less = (a, b) => (NUMBERS.includes(order.by) ? Number(value(a)) - Number(value(b)) : value(a).localeCompare(value(b), 'zh', { numeric: true }));
  // What is not known stands last, whichever way.
  return rows.sort((a, b) => empty(a) - empty(b) || (empty(a) ? 0 : (order.down ? -1 : 1) * less(a, b)));
}

function draw() {
  if (!table.lines) return;
  const heads = HEADS.filter(name => (name === 'source' ? state.documents.length > 1 : table.lines.some(row => row.shown[name])));
  const head = make('tr');
  for (const name of heads) {
    const cell = make('th', '', { scope: 'col', class: NUMBERS.includes(name) ? 'num' : '', 'aria-sort': order.by !== name ? 'none' : order.down ? 'descending' : 'ascending' });
    const button = make('button', say(name) + (order.by !== name ? '' : order.down ? ' ↓' : ' ↑'), { type: 'button' });
    button.addEventListener('click', () => {
      order = order.by !== name ? { by: name, down: NUMBERS.includes(name) } : order.down === NUMBERS.includes(name) ? { by: name, down: !order.down } : { by: '', down: false };
      draw();
    });
    cell.append(button);
    head.append(cell);
  }
  one('#table thead').replaceChildren(head);
  const rows = sifted();
  one('#table tbody').replaceChildren(...rows.slice(0, most).map(row => {
    const element = make('tr', '', row.look ? { class: 'look' } : {});
    for (const name of heads) {
      const cell = make('td', name === 'indicatorHead' ? '' : row.shown[name], { class: (NUMBERS.includes(name) ? 'num' : name) + (name === 'status' ? ' light ' + row.light : name === 'actual' && row.missing ? ' off' : ''), ...(name === 'indicatorHead' ? {} : { 'data-label': say(name) }) });
      if (name === 'indicatorHead') cell.append(make('a', row.shown[name] || '—', { href: `review/${table.documents[row.source]}#${row.id}` }));
      element.append(cell);
    }
    return element;
  }));
  for (const part of [one('.sift'), one('#table').parentElement]) part.hidden = !table.lines.length;
  one('#norows').hidden = table.lines.length > 0;
  one('#count').textContent = rows.length ? say('count', rows.length) : say('noRows');
  one('#more').hidden = rows.length <= most;
}

for (const element of [one('#search'), one('#look'), ...all('[data-sift]')]) element.addEventListener('input', () => { most = 300; draw(); });
one('#more').addEventListener('click', () => { most += 1000; draw(); });
