// What the reviewer decides about rows.
const reasons = { accept: '与原文一致', reject: '所配完成值不对', nogoal: '不是目标', pair: '应配此完成值', apart: '目标与完成值不可比', basis: '目标口径有误', correct: '原文读取有误', missed: '漏读的目标' };
const verbs = { accept: '采纳', reject: '驳回，目标转为未报数', nogoal: '驳回，不是目标', pair: '改配', apart: '不可比', basis: '口径改为', correct: '更正', missed: '补录目标' };
const bases = { annual: '全年', period: '阶段', province: '上级下达', total_plan: '项目总规模', multi_year: '多年', implied: '隐含基数', unknown: '不明' };
const live = data.live;
const decisions = new Map();
const store = 'duibiao ' + data.key;
const keyOf = card => now + ':' + card.dataset.row;

/** Keeps what was decided about a row: in the workbench, or in this browser, where it allows that. */
function keep(...keys) {
  if (live) return keys.length && send(keys);
  try { localStorage.setItem(store, JSON.stringify([...decisions])); } catch { /* a page from a file may be refused */ }
}

if (!data.live) try { for (const [key, said] of JSON.parse(localStorage.getItem(store) || '[]')) decisions.set(key, said); } catch { /* nothing kept */ }

/** The decided row that keeps a number: no other may take it. */
function holder(number, but) {
  for (const [key, said] of decisions) {
    const [report, row] = key.split(':').map(Number);
    if (report !== now || key === but || said.what === 'missed') continue;
    const { goal, figure } = facts().rows[row];
    const kept = said.what === 'pair' ? [goal, said.figure] : ['accept', 'apart'].includes(said.what) ? [goal, figure] : [];
    if (kept.includes(number)) return cardOf(row);
  }
  return null;
}

function decide(card, what, more = {}) {
  const row = rowOf(card);
  const figure = what === 'pair' ? more.figure : row.figure;
  const other = ['accept', 'apart', 'pair'].includes(what) && figure !== undefined && holder(figure, keyOf(card));
  if (other) return tell(`这个完成值已用于“${one('h4', other).textContent}”，请先撤销那一行的意见。`);
  const next = after(card);
  decisions.set(keyOf(card), { what, why: reasons[what], ...more });
  tell('');
  paint();
  keep(keyOf(card));
  if (next && ['accept', 'reject', 'nogoal', 'apart'].includes(what)) go(next);
}

/** The next row that waits for a decision. */
function after(card) {
  const visible = cards().filter(other => !other.hidden);
  return visible.slice(visible.indexOf(card) + 1).find(other => holds(other, 'undecided'));
}

/** Accepts every row that is shown and certain. */
function bulk() {
  const sure = cards().filter(card => !card.hidden && certain(card));
  for (const card of sure) decisions.set(keyOf(card), { what: 'accept', why: '确信度95%以上且无预警，批量采纳' });
  paint();
  keep(...sure.map(keyOf));
}

function undo(card) {
  if (!decisions.delete(keyOf(card))) return;
  paint();
  keep(keyOf(card));
}

function tell(text) { one('#missing').textContent = text; if (text) one('.decided').hidden = false; }

function button(label, name, title) {
  const element = document.createElement('button');
  Object.assign(element, { type: 'button', textContent: label, title });
  element.dataset.act = name;
  return element;
}

/** The actions stand in the selected card only. */
const actions = document.createElement('div');
actions.className = 'acts';
function offer(card) {
  const { kind, goal } = rowOf(card);
  const pair = kind === 'paired';
  actions.replaceChildren(button('采纳', 'accept', '本行无误  A'));
  actions.append(button(pair ? '驳回配对' : '驳回', 'reject', pair ? '完成值配错，目标转为未报数  X' : '本行不成立  X'));
  if (pair) actions.append(button('不是目标', 'nogoal', '目标本身提取有误'));
  if (goal !== undefined) actions.append(button(pair ? '改选完成值' : '补选完成值', 'pick', '在原文中选完成值  P'));
  if (pair) actions.append(button('不可比', 'apart', '同行保留，不算完成率  N'));
  if (goal !== undefined) {
    const choice = document.createElement('select');
    choice.title = '改目标口径';
    choice.append(new Option('改口径…', ''), ...Object.entries(bases).map(([code, word]) => new Option(word, code)));
    choice.addEventListener('change', () => choice.value && decide(card, 'basis', { basis: choice.value }));
    actions.append(choice);
  }
  actions.append(button('更正读数', 'mend', '名称、范围、目标值或完成值读错了  E'));
  one('.why', card).after(actions);
}

function said(card, decision) {
  const place = one('.said', card);
  if (!place.dataset.before) place.dataset.before = place.textContent || ' ';
  card.classList.toggle('decided-row', !!decision);
  card.classList.toggle('rejected', !!decision && ['reject', 'nogoal'].includes(decision.what));
  if (!decision) { place.textContent = place.dataset.before.trim(); return; }
  const what = document.createElement('b');
  what.textContent = verbs[decision.what] + (decision.what === 'correct' ? ' ' + corrected(decision) : '') + (decision.what === 'basis' ? bases[decision.basis] : decision.what === 'pair' ? ' ' + facts().numbers[decision.figure].number : '');
  const why = document.createElement('input');
  Object.assign(why, { type: 'text', value: decision.why, ariaLabel: '理由' });
  why.addEventListener(live ? 'change' : 'input', () => { decision.why = why.value; keep(keyOf(card)); });
  const by = document.createElement('span');
  by.textContent = decision.by || '';
  place.replaceChildren(what, by, ' 理由 ', why, button('撤销', 'undo', '撤销本行意见  U'));
}

/** Shows what was decided: in the cards, in the filter, and in the bar below. */
function paint() {
  for (const card of cards()) {
    const decision = decisions.get(keyOf(card));
    if (!decision && !card.classList.contains('decided-row')) continue;
    said(card, decision);
    const tags = new Set(card.dataset.tags.split(' '));
    card.dataset.look = card.dataset.look || String(tags.has('look'));
    for (const tag of card.dataset.look === 'true' ? ['undecided', 'look'] : ['undecided']) if (decision) tags.delete(tag); else tags.add(tag);
    card.dataset.tags = [...tags].join(' ');
    found.delete(card);
  }
  added();
  one('.decided').hidden = !decisions.size && !live;
  one('#count').textContent = `已有 ${decisions.size} 项审阅意见`;
  one('.tile.look b', main()).textContent = cards().filter(card => holds(card, 'look')).length;
  filter();
}

const acts = {
  accept: card => decide(card, 'accept'),
  reject: card => decide(card, 'reject'),
  nogoal: card => decide(card, 'nogoal'),
  apart: card => decide(card, 'apart'),
  pick: card => pick(card),
  undo: card => undo(card),
  unpick: () => unpick(),
  bulk: () => bulk(),
  mend: card => mend(card),
  add: () => add(),
  drop: (_, target) => drop(target.dataset.key),
};

function act(name, target) { acts[name](target.closest('article.row') || selected, target); }

one('#download').addEventListener('click', () => {
  const by = one('#by').value.trim();
  if (!by) { one('#by').focus(); return tell('请填写审阅人。'); }
  tell('');
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([corrections(by, today())], { type: 'application/toml' }));
  link.download = 'corrections.toml';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
});

try { one('#by').value = one('#by').value || localStorage.getItem('duibiao by') || ''; } catch { /* nothing kept */ }
one('#by').addEventListener('change', () => { try { localStorage.setItem('duibiao by', one('#by').value.trim()); } catch { /* nothing kept */ } });

one('#clear').addEventListener('click', () => {
  const before = now;
  decisions.clear();
  for (now = 0; now < mains.length; now += 1) paint();
  now = before;
  paint();
  keep();
});
