// Which rows are shown, and in which order.
let shown = 'all', query = '';
const found = new WeakMap();
const SORTS = {
  text: null,
  low: (a, b) => a.ratio - b.ratio, high: (a, b) => b.ratio - a.ratio,
  behind: (a, b) => a.gap - b.gap, unsure: (a, b) => a.certainty - b.certainty,
};
const SORTED_BY = { low: 'ratio', high: 'ratio', behind: 'gap', unsure: 'certainty' };

/** What a search looks at: the card, its section, and the words of the report behind it. */
function words(card) {
  if (!found.has(card)) {
    const row = rowOf(card);
    const quotes = ['goal', 'figure'].map(part => (numberOf(row, part) || {}).quote || '');
    found.set(card, [card.textContent, row.section, row.scope, row.body, ...quotes].join(' ').toLowerCase());
  }
  return found.get(card);
}

const holds = (card, name) => name === 'all' || card.dataset.tags.split(' ').includes(name);

/** True where the row is of the section, body, scope and status that were chosen. */
function isChosen(row) {
  return all('.sift select[data-sift]', main()).every(({ value, dataset: { sift } }) => {
    return !value || (sift === 'body' ? (row.body || '').split(';').includes(value) : (row[sift] || '') === value);
  });
}

function filter(name = shown, text = query) {
  shown = name;
  query = text.trim().toLowerCase();
  const box = one('#search'), terms = query.split(/\s+/).filter(Boolean);
  if (box.value.trim().toLowerCase() !== query) box.value = text;
  const counts = {};
  let any = 0, sure = 0;
  for (const card of cards()) {
    const fits = isChosen(rowOf(card)) && terms.every(term => words(card).includes(term));
    for (const tag of ['all', ...card.dataset.tags.split(' ')]) if (fits) counts[tag] = (counts[tag] || 0) + 1;
    card.hidden = !(fits && holds(card, shown));
    any += !card.hidden;
    sure += !card.hidden && certain(card);
  }
  for (const button of all('[data-filter]')) {
    button.setAttribute('aria-pressed', button.dataset.filter === shown);
    one('b', button).textContent = counts[button.dataset.filter] || 0;
  }
  one('.none', main()).hidden = any > 0;
  const bulk = one('[data-act=bulk]', main());
  bulk.hidden = !sure;
  bulk.textContent = `采纳确信行 ${sure}`;
}

/** A row that rules which were right in 95 of 100 cases made, with nothing to look at, and not decided yet. */
const certain = card => Number(rowOf(card).certainty) >= 0.95 && !holds(card, 'look') && holds(card, 'undecided');

/** Puts the cards in another order; what is not known stands last. */
function sort(by) {
  const list = one('.rows', main()), name = SORTED_BY[by];
  const known = card => name && rowOf(card)[name] !== undefined && rowOf(card)[name] !== '';
  const order = cards().sort((a, b) => {
    const [one, other] = [rowOf(a), rowOf(b)];
    return known(b) - known(a) || (known(a) ? SORTS[by](one, other) : 0) || a.dataset.row - b.dataset.row;
  });
  for (const card of order) list.insertBefore(card, one('.none', list));
}

/** The choices of each filter, of what the rows of the report hold. */
function choices() {
  for (const select of all('.sift select[data-sift]', main())) {
    if (select.options.length > 1) continue;
    const name = select.dataset.sift;
    const values = facts().rows.flatMap(row => (name === 'body' ? (row.body || '').split(';') : [row[name] || '']));
    const kinds = [...new Set(values)].filter(Boolean);
    select.append(...kinds.map(value => new Option(value, value)));
    select.hidden = kinds.length < 2;
  }
}

one('#search').addEventListener('input', event => {
  filter(shown, event.target.value);
  const first = query && cards().find(card => !card.hidden);
  if (first) { tab('rows'); first.scrollIntoView({ block: 'nearest' }); }
});

document.addEventListener('change', event => {
  if (event.target.matches('.sift select[data-sift]')) filter();
  if (event.target.matches('.sift select[data-sort]')) sort(event.target.value);
});

function show(index) {
  select(null);
  now = index;
  mains.forEach((element, at) => { element.hidden = at !== index; });
  choices();
  filter();
  paint();
}

if (one('#report')) one('#report').addEventListener('change', event => show(+event.target.value));
