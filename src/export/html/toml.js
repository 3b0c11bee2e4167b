// The corrections file, in the format that `--corrections` reads.
function quoted(text) {
  const hex = letter => letter.codePointAt(0).toString(16).padStart(4, '0');
  return '"' + text.replace(/[\\"]/g, '\\$&').replace(/[\u0000-\u001f\u007f]/g, letter => '\\u' + hex(letter)) + '"';
}

function quote(number) {
  const parts = [`quote = ${quoted(number.quote)}`, `number = ${quoted(number.number)}`];
  if (number.tasks) parts.push(`task = ${quoted(number.task)}`);
  if (number.nth) parts.push(`nth = ${number.nth}`);
  return `{ ${parts.join(', ')} }`;
}

/** One entry; `said` is what was decided about a row of a report. */
function entry(report, row, said, by, on) {
  const list = { accept: 'accept', reject: 'reject', nogoal: 'reject', pair: 'pair', apart: 'not_comparable', basis: 'basis', correct: 'correct' };
  const lines = [`[[${list[said.what]}]]`, `source = ${quoted(report.source)}`];
  const goal = report.numbers[row.goal], figure = report.numbers[said.what === 'pair' ? said.figure : row.figure];
  if (said.what !== 'nogoal') lines.push(`row = ${quoted(row.id)}`);
  if (goal) lines.push(`goal = ${quote(goal)}`);
  if (figure && said.what !== 'nogoal') lines.push(`figure = ${quote(figure)}`);
  if (said.what === 'correct') for (const [name, value] of Object.entries(said.fields)) lines.push(`${name} = ${quoted(value)}`);
  if (said.what === 'basis') lines.push(`basis = ${quoted(said.basis)}`);
  lines.push(`by = ${quoted(said.by || by)}`, `on = ${said.on || on}`, `why = ${quoted(said.why.trim() || reasons[said.what])}`);
  return lines.join('\n') + '\n';
}

/** The entry of a goal that was marked in the text. */
function missedEntry(report, said, by, on) {
  const lines = ['[[missed]]', `source = ${quoted(report.source)}`, `goal = ${quote(said.goal)}`];
  lines.push(`name = ${quoted(said.name)}`, `by = ${quoted(said.by || by)}`, `on = ${said.on || on}`, `why = ${quoted((said.why || '').trim() || reasons.missed)}`);
  return lines.join('\n') + '\n';
}

function today() {
  const day = new Date(), two = number => String(number).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** Everything that was decided, in the order of the reports and their rows. */
function corrections(by, on) {
  const entries = [];
  data.reports.forEach((report, at) => report.rows.forEach((row, index) => {
    const said = decisions.get(at + ':' + index);
    if (said) entries.push(entry(report, row, said, by, on));
  }));
  for (const [key, said] of decisions) if (said.what === 'missed') entries.push(missedEntry(data.reports[+key.split(':')[0]], said, by, on));
  return ['version = 1\n', ...entries].join('\n');
}
