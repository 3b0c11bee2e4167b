// Rows and their places in the text, both ways.
const data = JSON.parse(document.getElementById('data').textContent);
const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const mains = all('main.report');
let now = 0; // index of the report that is shown
let selected = null; // the selected card
const main = () => mains[now];
const cards = () => all('article.row', main()); // as they are shown
const cardOf = row => document.getElementById(`r${now}-${row}`);
const facts = () => data.reports[now];
const rowOf = card => facts().rows[+card.dataset.row];
const numberOf = (row, part) => row[part] === undefined ? undefined : facts().numbers[row[part]];
const markAt = at => one(`[data-at="${at}"]`, main());

/** The words of a number as a range of its line, for a highlight that leaves the page as it is. */
function clause(number) {
  const pieces = all(`.source [data-line="${number.line}"]`, main()); // of a table one in each cell
  const range = document.createRange();
  let seen = 0, begun = false;
  for (const piece of pieces) {
    const walk = document.createTreeWalker(piece, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const end = seen + node.length;
      if (!begun && number.from <= end) { range.setStart(node, number.from - seen); begun = true; }
      if (begun && number.to <= end) { range.setEnd(node, Math.max(0, number.to - seen)); return range; }
      seen = end;
    }
    if (begun) range.setEnd(piece, piece.childNodes.length);
  }
  return begun ? range : null;
}

function mark(row) {
  for (const element of all('.n.on', main())) element.classList.remove('on');
  if (window.CSS && CSS.highlights) CSS.highlights.delete('clause');
  if (!row) return;
  const ranges = [];
  for (const part of ['goal', 'figure']) {
    const number = numberOf(row, part);
    const range = number && clause(number);
    if (range) ranges.push(range);
  }
  const index = facts().rows.indexOf(row);
  for (const element of all(`.n[data-rows~="${index}"]`, main())) element.classList.add('on');
  if (ranges.length && window.CSS && CSS.highlights) CSS.highlights.set('clause', new Highlight(...ranges));
}

/** Selects a row; `part` is the place in the text that comes into view. */
function select(card, part) {
  if (selected) { selected.classList.remove('selected'); selected.removeAttribute('aria-current'); }
  selected = card;
  if (!card) { mark(null); return; }
  card.classList.add('selected');
  card.setAttribute('aria-current', 'true');
  const row = rowOf(card);
  mark(row);
  offer(card);
  if (part === 'stay') return;
  const number = numberOf(row, part) || numberOf(row, 'goal') || numberOf(row, 'figure');
  let place = number && markAt(number.at);
  if (part === 'rate') place = one(`.n.rate[data-rows~="${card.dataset.row}"]`, main()) || place;
  if (place) into(place);
}

function into(element) {
  element.scrollIntoView({ block: 'center' });
}

/** Brings a card into view and selects it. */
function go(card, part) {
  if (!card) return;
  tab('rows');
  if (card.hidden) filter('all', '');
  card.focus({ preventScroll: true });
  select(card, part);
  card.scrollIntoView({ block: 'nearest' }); // last, for the selected card is taller
}

function tab(name) {
  for (const button of all('[role=tab]', main())) button.setAttribute('aria-selected', button.dataset.tab === name);
  for (const panel of all('[data-panel]', main())) panel.hidden = panel.dataset.panel !== name;
}

function flash(element) {
  into(element);
  element.classList.add('flash');
  setTimeout(() => element.classList.remove('flash'), 1600);
}

document.addEventListener('click', event => {
  const target = event.target.closest('[data-go],[data-act],[data-tab],[data-filter],[data-filter-to],[data-line],[data-rows],.n.free,button[data-row],article.row');
  if (!target || event.target.closest('.said input,.said select')) return;
  const set = target.dataset;
  if (set.act) return act(set.act, target);
  if (picking && target.matches('.n')) return picked(+set.at);
  if (set.tab) return tab(set.tab);
  if (set.filter) return filter(set.filter);
  if (set.filterTo) return tab('rows'), filter(set.filterTo);
  if (set.go) return select(target.closest('article.row'), set.go);
  if (target.matches('button[data-row]')) return go(cardOf(+set.row));
  if (target.matches('button[data-line]')) {
    const place = (set.to && markAt(+set.to)) || document.getElementById(set.line);
    return place && flash(place);
  }
  if (set.rows) {
    const rows = set.rows.split(' ').map(Number);
    const at = selected ? rows.indexOf(+selected.dataset.row) : -1;
    return go(cardOf(rows[(at + 1) % rows.length]), 'stay');
  }
  if (target.matches('article.row')) select(target);
});
