// The keyboard, light and dark, and the beginning.
function step(by) {
  const visible = cards().filter(card => !card.hidden);
  const at = visible.indexOf(selected);
  go(visible[Math.min(visible.length - 1, Math.max(0, at < 0 ? 0 : at + by))]);
}

const keys = {
  j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
  g: () => selected && select(selected, 'goal'), f: () => selected && select(selected, 'figure'),
  a: () => selected && decide(selected, 'accept'), x: () => selected && decide(selected, 'reject'),
  e: () => selected && mend(selected),
  n: () => selected && rowOf(selected).kind === 'paired' && decide(selected, 'apart'),
  p: () => selected && pick(selected), u: () => selected && undo(selected),
  '/': () => { one('#search').focus(); one('#search').select(); },
  '?': () => one('#help').showModal(),
};

document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && !one('#help').open) {
    if (picking) return unpick();
    return document.activeElement && document.activeElement.blur();
  }
  if (event.ctrlKey || event.metaKey || event.altKey || one('#help').open) return;
  if (event.target.closest('input,select,textarea')) {
    if (event.key === 'ArrowDown' && event.target.id === 'search') { event.preventDefault(); step(0); }
    return;
  }
  if (event.target.closest('section.source') && event.key.startsWith('Arrow')) return;
  const filters = all('[data-filter]');
  const number = Number(event.key);
  if (number >= 1 && number <= filters.length) { event.preventDefault(); return filter(filters[number - 1].dataset.filter); }
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (!keys[key]) return;
  event.preventDefault();
  keys[key]();
});

one('#keys').addEventListener('click', keys['?']);
one('#fold').addEventListener('click', event => {
  const folded = document.body.classList.toggle('folded');
  event.target.setAttribute('aria-pressed', !folded);
});
one('#theme').addEventListener('click', () => {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = dark ? 'light' : 'dark';
});
addEventListener('beforeunload', event => { if (live ? waiting.size : decisions.size && !storing()) event.preventDefault(); });
function storing() { try { return localStorage.getItem(store) !== null; } catch { return false; } }

if (matchMedia('(max-width: 700px)').matches) { document.body.classList.add('folded'); one('#fold').setAttribute('aria-pressed', 'false'); }
show(0);
if (live && location.hash) go(cardOf(facts().rows.findIndex(row => row.id === location.hash.slice(1))));
