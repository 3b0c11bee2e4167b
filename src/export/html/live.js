// The page in the workbench: decisions go to the program as they are made, and come from it to every tab.
// `live` is what the program said when it made the page; elsewhere there is none.
let version = live ? live.version : 0, waiting = new Set(), timer = 0;

/** Shows what the program holds of this report. */
function taken(answer) {
  version = answer.version;
  const { rows, numbers } = data.reports[0];
  const held = [...waiting].map(key => [key, decisions.get(key)]);
  decisions.clear();
  for (const one of answer.decisions) {
    if (one.what === 'missed') { decisions.set(`0:+${one.goal.quote}:${one.goal.number}`, one); continue; }
    const row = rows.findIndex(known => known.id === one.row);
    const figure = numbers.findIndex(number => number.at === one.figure);
    if (row >= 0) decisions.set('0:' + row, { ...one, figure: figure < 0 ? undefined : figure });
  }
  for (const [key, said] of held) if (said) decisions.set(key, said); else decisions.delete(key);
  if (answer.by && !one('#by').value) one('#by').value = answer.by;
  one('#back').disabled = !answer.undo;
  paint();
}

async function ask(address, body) {
  const options = body === undefined ? {} : { method: 'POST', body, headers: { 'X-Duibiao': '1' } };
  const answer = await fetch('../' + address, options);
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.error);
  return told;
}

/** What is shown where the program does not answer, or does not take a decision. */
function untaken(error) {
  tell(error instanceof TypeError ? '程序没有应答，意见尚未保存；程序重新打开后请从新的网址进入。' : error.message);
}

/** Sends what was decided about rows. */
async function send(keys) {
  const by = one('#by').value.trim();
  for (const key of keys) waiting.add(key);
  if (!by) { one('.decided').hidden = false; one('#by').focus(); return tell('请填写审阅人，填写后即保存。'); }
  const report = data.reports[0], missed = keys.filter(key => key.includes(':+')).map(key => decisions.get(key)).filter(Boolean);
  const rows = keys.filter(key => !key.includes(':+')).map(key => [report.rows[+key.split(':')[1]], decisions.get(key)]);
  const back = rows.filter(([, said]) => !said).map(([row]) => row.id);
  try {
    const entries = rows.filter(([, said]) => said).map(([row, said]) => entry(report, row, said, by, today())).concat(missed.map(said => missedEntry(report, said, by, today()))).join('\n');
    const answer = await ask('decide?id=' + live.id, JSON.stringify({ source: report.source, back, entries }));
    for (const key of keys) waiting.delete(key);
    taken(answer);
    tell('');
    one('#count').textContent += ' · 已保存';
  } catch (error) {
    if (!(error instanceof TypeError)) { for (const key of keys) waiting.delete(key); await ask('decisions?id=' + live.id).then(taken, () => {}); }
    untaken(error);
  }
}

async function look() {
  if (document.hidden) return;
  try {
    const answer = await ask(`decisions?id=${live.id}&since=${version}`);
    if (answer.decisions && !waiting.size && answer.version > version) taken(answer); // an older answer may come late
  } catch { /* the program was closed; what is decided next says so */ }
}

if (live) {
  taken(live);
  one('#by').addEventListener('change', () => waiting.size && send([...waiting]));
  one('#back').addEventListener('click', () => ask('undo?id=' + live.id, '').then(taken, untaken));
  setInterval(look, 1500);
  document.addEventListener('visibilitychange', look);
}
