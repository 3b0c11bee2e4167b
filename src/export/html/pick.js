// Another figure for a goal: from the list, or straight from the text.
let picking = null;

/** Candidates, likely ones first: the same unit, the same task, close by. */
function candidates(row) {
  const numbers = facts().numbers, goal = numbers[row.goal];
  const goals = new Set(facts().rows.map(other => other.goal));
  const rank = number => (number.unit === goal.unit ? 0 : 4) + (number.task === goal.task ? 0 : 2);
  return numbers.map((number, index) => ({ number, index }))
    .filter(({ index }) => !goals.has(index) && index !== row.figure)
    .sort((a, b) => rank(a.number) - rank(b.number) || Math.abs(a.number.line - goal.line) - Math.abs(b.number.line - goal.line) || a.number.at - b.number.at);
}

function pick(card) {
  const row = rowOf(card);
  if (row.goal === undefined) return;
  picking = card;
  const panel = one('.picker', main());
  one('strong', panel).textContent = '为“' + one('h4', card).textContent + '”选择完成值';
  panel.hidden = false;
  main().classList.add('picking');
  const box = one('input', panel);
  box.value = '';
  list(row, '');
  box.oninput = () => list(row, box.value.trim());
  box.focus();
}

function list(row, text) {
  const fits = candidates(row).filter(({ number }) => !text || number.quote.includes(text) || number.number.includes(text));
  one('.picker ol', main()).replaceChildren(...fits.slice(0, 60).map(({ number, index }) => {
    const item = document.createElement('li'), choice = document.createElement('button');
    choice.type = 'button';
    choice.dataset.act = 'choose';
    choice.dataset.index = index;
    const strong = document.createElement('strong');
    strong.textContent = number.number;
    const small = document.createElement('small');
    small.textContent = `${number.task ? '任务' + number.task + ' · ' : ''}第${number.line}行`;
    choice.append(strong, ' ', number.quote, ' ', small);
    item.append(choice);
    return item;
  }));
}

acts.choose = (_, target) => chosen(+target.dataset.index);

function chosen(index) {
  const card = picking;
  unpick();
  decide(card, 'pair', { figure: index });
  go(card, 'stay');
}

/** A number of the text was clicked while choosing. */
function picked(at) {
  const index = facts().numbers.findIndex(number => number.at === at);
  const row = rowOf(picking);
  if (index >= 0 && index !== row.goal) chosen(index);
}

function unpick() {
  if (!picking) return;
  picking = null;
  main().classList.remove('picking');
  one('.picker', main()).hidden = true;
}
