// Drives the workbench in headless Chromium as an analyst would, without a terminal; prints what it saw as JSON.
// node serve.cjs ADDRESS FOLDER first|again|many
const { chromium } = require('playwright-core');
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');

const [base, folder, round] = process.argv.slice(2);
const seen = { troubles: [] };
const at = name => path.join(folder, name);

async function opened(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true, ...options });
  const page = await context.newPage();
  page.on('console', message => message.type() === 'error' && seen.troubles.push(message.text()));
  page.on('pageerror', error => seen.troubles.push(error.message));
  page.on('request', request => { if (!request.url().startsWith(base)) seen.troubles.push('asked ' + request.url()); });
  return page;
}

const counts = page => page.$eval('#documents tbody tr', row => [...row.querySelectorAll('td.num')].map(cell => +cell.textContent));
const text = (page, selector) => page.textContent(selector);

/** A file is dragged onto the page and let go. */
async function dropped(page, name) {
  const data = await page.evaluateHandle(([name, words]) => {
    const data = new DataTransfer();
    data.items.add(new File([words], name, { type: 'text/plain' }));
    return data;
  }, [name, fs.readFileSync(at(name), 'utf8')]);
  await page.dispatchEvent('#drop', 'dragover', { dataTransfer: data });
  seen.over = await page.evaluate(() => document.body.classList.contains('over'));
  await page.dispatchEvent('#drop', 'drop', { dataTransfer: data });
}

/** Drop a report, correct three rows, save the workbook, enter two months, see the changes. */
async function first(browser) {
  const page = await opened(browser);
  await page.goto(base);
  await page.waitForSelector('#empty:not([hidden])');
  seen.empty = await text(page, '#empty');
  await dropped(page, 'june.txt');
  await page.waitForSelector('#documents tbody tr');
  seen.listed = await counts(page);

  // A second tab sees what is decided in the first.
  const other = await page.context().newPage();
  await page.click('#documents tbody .acts a');
  await page.waitForSelector('article.row');
  await other.goto(page.url());
  await page.click('#r0-0 h4');
  await page.keyboard.press('a');
  seen.nameless = await text(page, '#missing');
  seen.unsaved = !fs.existsSync(at('desk/更正.toml'));
  await page.fill('#by', '李敏');
  await page.press('#by', 'Tab');
  await page.waitForFunction(() => document.querySelector('#count').textContent.includes('已保存'));
  seen.advanced = await page.$eval('article.row.selected', card => +card.dataset.row);
  await page.click('#r0-1 h4');
  await page.keyboard.press('x');
  await page.waitForSelector('#r0-1.rejected');
  await page.click('#r0-3 h4');
  await page.keyboard.press('n');
  await page.waitForFunction(() => document.querySelector('#count').textContent.includes('3'));
  await other.bringToFront();
  await other.waitForSelector('#r0-1.rejected');
  await other.waitForFunction(() => document.querySelector('#count').textContent.includes('3'));
  seen.otherTab = await text(other, '#count');
  await other.click('#back');
  await other.waitForFunction(() => document.querySelector('#count').textContent.includes('2'));
  await page.bringToFront();
  await page.waitForFunction(() => document.querySelector('#count').textContent.includes('2'));
  await page.click('#r0-3 h4');
  await page.keyboard.press('n');
  await page.waitForFunction(() => document.querySelector('#count').textContent.includes('已保存'));
  seen.kept = fs.readFileSync(at('desk/更正.toml'), 'utf8').match(/^\[\[.*\]\]/gm);
  await other.close();

  // Back to the workbench; the table; the workbook.
  await page.click('.home');
  await page.waitForSelector('#documents tbody tr');
  seen.after = await counts(page);
  await page.click('[data-part=rows]');
  await page.waitForSelector('#table tbody tr');
  const cells = () => page.$$eval('#table tbody tr', rows => rows.map(row => [...row.cells].map(cell => cell.textContent)));
  seen.table = await cells();
  await page.click('#table thead button:text-is("完成率")');
  seen.sorted = (await page.$$eval('#table tbody td[data-label=完成率]', cells => cells.map(cell => cell.textContent))).filter(Boolean);
  await page.fill('#search', '公园 口袋');
  seen.searched = (await cells()).length;
  await page.fill('#search', '');
  await page.click('[data-part=desk]');
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('[data-format=xlsx]')]);
  seen.workbook = download.suggestedFilename();
  await download.saveAs(at('saved.xlsx'));
  const [csv] = await Promise.all([page.waitForEvent('download'), page.click('[data-format=csv]')]);
  await csv.saveAs(at('saved.csv'));
  const [notice] = await Promise.all([page.waitForEvent('download'), page.click('[data-format=brief]')]);
  seen.notice = notice.suggestedFilename();
  await notice.saveAs(at('saved.docx'));

  // This month and the next.
  await page.click('[data-part=months]');
  await page.fill('#body', '清岩县');
  await page.click('#enter button[type=submit]');
  await page.waitForFunction(() => document.querySelector('#entered').textContent.includes('已入账'));
  await page.click('[data-part=desk]');
  await page.click('#paste');
  await page.fill('#pasted textarea', fs.readFileSync(at('july.txt'), 'utf8'));
  await page.click('#pasted button');
  await page.waitForFunction(() => document.querySelectorAll('#documents tbody tr').length === 2);
  await page.click('[data-part=months]');
  const pasted = await page.$eval('#source', select => [...select.options].find(option => option.value.includes('粘贴')).value);
  await page.selectOption('#source', pasted);
  await page.click('#enter button[type=submit]');
  await page.waitForSelector('#changes .step table');
  seen.changes = await text(page, '#changes');
  seen.changed = await page.$$eval('#changes .step tbody tr', rows => rows.map(row => Object.fromEntries([...row.cells].map(cell => [cell.dataset.label || '指标', cell.textContent]))));
  // A name that is perhaps another is confirmed, and taken back.
  seen.asked = await page.$$eval('.proposal', lines => lines.map(line => line.firstChild.textContent.trim()));
  await page.click('.proposal [data-same=true]');
  await page.waitForSelector('#decided p');
  seen.confirmed = await text(page, '#decided p');
  await page.click('#decided button');
  await page.waitForSelector('.proposal');
  await page.fill('#indicator', '口袋公园');
  await page.click('#trend button');
  await page.waitForSelector('#series svg');
  seen.trend = await text(page, '#series');
  await hostile(browser);
  await looks(browser);
}

/** A page of another origin tries everything that a page can. */
async function hostile(browser) {
  const server = http.createServer((_, answer) => answer.end('<!doctype html><meta charset="utf-8">')).listen(0, '127.0.0.1');
  await new Promise(done => server.on('listening', done));
  const page = await (await browser.newContext()).newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const root = new URL(base).origin + '/';
  seen.hostile = await page.evaluate(async ([root, base]) => {
    const tried = {};
    const ask = async (name, address, options) => { tried[name] = await fetch(address, options).then(answer => answer.type + answer.status, () => 'refused'); };
    await ask('root', root);
    await ask('state', base + 'state');
    await ask('undo', base + 'undo', { method: 'POST', body: '' });
    await ask('undoWithHeader', base + 'undo', { method: 'POST', body: '', headers: { 'X-Duibiao': '1' } });
    await ask('undoBlind', base + 'undo', { method: 'POST', body: '', mode: 'no-cors' });
    await ask('stopBlind', base + 'stop', { method: 'POST', body: '', mode: 'no-cors' });
    await new Promise(done => { const frame = document.createElement('iframe'); frame.src = base; frame.onload = done; frame.onerror = done; document.body.append(frame); setTimeout(done, 1500); });
    try { tried.frame = String(document.querySelector('iframe').contentDocument); } catch { tried.frame = 'refused'; }
    const form = document.createElement('form');
    Object.assign(form, { method: 'POST', action: base + 'undo', target: 'out' });
    const out = document.createElement('iframe');
    out.name = 'out';
    document.body.append(out, form);
    form.submit();
    await new Promise(done => setTimeout(done, 500));
    return tried;
  }, [root, base]);
  server.close();
}

/** Contrast, names and roles by axe, where it is at hand; nothing wider than the window. */
async function looks(browser) {
  let axe = null;
  try { axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'); } catch { /* not installed */ }
  seen.axe = axe ? [] : null;
  seen.wide = [];
  for (const colorScheme of ['light', 'dark']) for (const width of [1440, 390]) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
    const page = await context.newPage();
    const check = async name => {
      if (axe) {
        await page.evaluate(axe);
        const faults = await page.evaluate(() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }));
        for (const fault of faults.violations) seen.axe.push(`${name} ${width} ${colorScheme} ${fault.id} ${fault.nodes.length} ${fault.nodes[0].html.slice(0, 120)} ${fault.nodes[0].failureSummary.slice(0, 160)}`);
      }
      if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) seen.wide.push(`${name} ${width}`);
    };
    await page.goto(base);
    await page.waitForSelector('#documents tbody tr');
    await check('desk');
    await page.click('.save summary');
    await check('other formats');
    for (const part of ['rows', 'months']) { await page.click(`[data-part=${part}]`); await page.waitForTimeout(500); await check(part); }
    await page.fill('#indicator', '公园');
    await page.click('#trend button');
    await page.waitForSelector('#series svg');
    await check('trend');
    await page.goto(base + 'review/1');
    await page.waitForSelector('article.row');
    await page.click('#r0-2 h4');
    await check('review');
    await context.close();
  }
}

/** After a kill and a new start. */
async function again(browser) {
  const page = await opened(browser);
  await page.goto(base);
  await page.waitForSelector('#documents tbody tr');
  seen.listed = await page.$$eval('#documents tbody tr', rows => rows.length);
  await page.goto(base + 'review/1');
  await page.waitForSelector('article.row');
  seen.count = await text(page, '#count');
  seen.by = await page.inputValue('#by');
  seen.rejected = await page.isVisible('#r0-1.rejected');
  await page.goto(base);
  await page.waitForSelector('#documents tbody tr');
  await page.click('#stop');
  await page.waitForSelector('#trouble:has-text("程序已关闭")');
}

/** A folder of many reports is chosen. */
async function many(browser) {
  const page = await opened(browser);
  await page.goto(base);
  const begun = Date.now();
  await page.setInputFiles('#folder', at('many'));
  await page.waitForSelector('#progress:not([hidden])');
  await page.waitForSelector('#progress', { state: 'hidden', timeout: 400000 });
  seen.seconds = (Date.now() - begun) / 1000;
  await page.waitForFunction(() => document.querySelectorAll('#documents tbody tr').length > 400);
  seen.listed = await page.$$eval('#documents tbody tr', rows => rows.length);
  seen.unread = await page.$$eval('#unread li', items => items.map(item => item.textContent));
  await page.click('[data-part=rows]');
  await page.waitForSelector('#table tbody tr', { timeout: 200000 });
  seen.rows = await text(page, '#count');
}

async function main() {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
  try { await { first, again, many }[round](browser); } finally { await browser.close(); }
}

main().then(() => process.stdout.write(JSON.stringify(seen)), error => { process.stderr.write(JSON.stringify(seen) + String(error.stack)); process.exit(1); });
