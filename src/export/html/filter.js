// Which rows are shown.
let shown = 'all', query = '';
const found = new WeakMap();

/** What a search looks at: the card and the words of the report behind it. */
function words(card) {
  if (!found.has(card)) {
    const row = rowOf(card);
    const quotes = ['goal', 'figure'].map(part => (numberOf(row, part) || {}).quote || '');
    found.set(card, (card.textContent + ' ' + quotes.join(' ')).toLowerCase());
  }
  return found.get(card);
}

const holds = (card, name) => name === 'all' || card.dataset.tags.split(' ').includes(name);

function filter(name = shown, text = query) {
  shown = name;
  query = text.trim().toLowerCase();
  const box = one('#search');
  if (box.value.trim().toLowerCase() !== query) box.value = text;
  const counts = {};
  let any = false;
  for (const card of cards()) {
    const fits = !query || words(card).includes(query);
    for (const tag of ['all', ...card.dataset.tags.split(' ')]) if (fits) counts[tag] = (counts[tag] || 0) + 1;
    card.hidden = !(fits && holds(card, shown));
    any = any || !card.hidden;
  }
  for (const button of all('[data-filter]')) {
    button.setAttribute('aria-pressed', button.dataset.filter === shown);
    one('b', button).textContent = counts[button.dataset.filter] || 0;
  }
  one('.none', main()).hidden = any;
}

one('#search').addEventListener('input', event => filter(shown, event.target.value));

function show(index) {
  select(null);
  now = index;
  mains.forEach((element, at) => { element.hidden = at !== index; });
  filter();
  paint();
}

if (one('#report')) one('#report').addEventListener('change', event => show(+event.target.value));
