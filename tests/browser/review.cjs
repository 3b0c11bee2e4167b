// Drives the review page in headless Chromium as a reviewer would; prints what it saw as JSON.
// node review.cjs PAGE FOLDER
const { chromium } = require('playwright-core');
const path = require('node:path');

const [page_file, folder] = process.argv.slice(2);
const seen = { troubles: [], requests: [] };

async function main() {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 }, acceptDownloads: true });
  page.on('console', message => message.type() === 'error' && seen.troubles.push(message.text()));
  page.on('pageerror', error => seen.troubles.push(error.message));
  page.on('dialog', dialog => { seen.troubles.push('dialog ' + dialog.message()); dialog.dismiss(); });
  page.on('request', request => seen.requests.push(request.url()));
  await page.goto('file://' + path.resolve(page_file));

  const shown = () => page.$$eval('main:not([hidden]) article.row:not([hidden])', cards => cards.map(card => +card.dataset.row));
  const selected = () => page.$eval('article.row.selected', card => +card.dataset.row);
  const lit = () => page.$$eval('.n.on', marks => marks.map(mark => mark.textContent));
  const inView = selector => page.$eval(selector, element => {
    const box = element.getBoundingClientRect();
    return box.top >= 0 && box.bottom <= innerHeight;
  });

  seen.start = await shown();
  // From the text to the row, and from the row to the text.
  await page.click('mark.goal[data-rows="4"]');
  seen.byMark = { row: await selected(), lit: await lit(), inView: await inView('article.row.selected') };
  await page.click('#r0-1 [data-go=figure]');
  seen.byRow = { row: await selected(), lit: await lit(), inView: await inView('mark.figure.on') };
  seen.clause = await page.evaluate(() => [...CSS.highlights.get('clause')].map(String));

  // Filters and search.
  for (const name of ['open', 'behind', 'conflict', 'look', 'all']) {
    await page.click(`[data-filter=${name}]`);
    seen['filter ' + name] = await shown();
  }
  await page.fill('#search', '植树');
  seen.search = await shown();
  await page.fill('#search', '没有这个词');
  seen.nothing = { rows: await shown(), told: await page.isVisible('.none') };
  await page.fill('#search', '');
  await page.click('[data-tab=unplaced]');
  seen.unplaced = await page.$$eval('[data-panel=unplaced] li', items => items.length);
  await page.$$eval('details', details => details.forEach(one => { one.open = true; }));
  await page.click('[data-panel=unplaced] button[data-line]');
  await page.click('[data-tab=rows]');
  await page.click('#fold');
  seen.folded = !(await page.isVisible('.overview'));
  await page.click('#fold');

  // Decisions: by mouse, by keyboard, and by a click in the text.
  await page.click('#r0-0 h4');
  await page.keyboard.press('p');
  seen.candidates = await page.$$eval('.picker li strong', items => items.map(item => item.textContent));
  await page.click('i.n.free:text("52个")');
  seen.picked = await page.textContent('#r0-0 .said b');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.click('#r0-2 h4');
  await page.selectOption('#r0-2 .acts select', 'multi_year');
  await page.click('#r0-3 h4');
  await page.click('#r0-3 [data-act=accept]');
  await page.fill('#r0-3 .said input', '台账写"1500人"\\已核');
  await page.click('#r0-4 h4');
  await page.keyboard.press('n');
  await page.click('#r0-5 h4');
  await page.click('#r0-5 [data-act=nogoal]');
  await page.click('#r0-6 h4');
  await page.keyboard.press('a');
  await page.keyboard.press('u');
  await page.click('[data-filter=undecided]');
  seen.undecided = await shown();
  await page.click('[data-filter=all]');

  // A figure that one row keeps can't be given to another.
  await page.click('#r0-6 h4');
  await page.keyboard.press('p');
  await page.click('.picker li button:has(strong:text-is("1500人"))');
  seen.refused = await page.textContent('#missing');

  // What was decided is kept over a reload, and downloaded with a name only.
  await page.reload();
  seen.kept = await page.textContent('#count');
  await page.click('#download');
  seen.nameless = await page.textContent('#missing');
  await page.fill('#by', '李"敏');
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
  seen.file = download.suggestedFilename();
  await download.saveAs(path.join(folder, 'corrections.toml'));

  // The second report.
  await page.selectOption('#report', '1');
  seen.second = { rows: await shown(), title: await page.textContent('main:not([hidden]) h1') };
  await page.emulateMedia({ media: 'print' });
  seen.print = { bar: await page.isVisible('header.bar'), rows: await page.isVisible('main:not([hidden]) .rows') };
  await second(browser);
  await browser.close();
}

/** Another reviewer, in another browser: order, filters, bulk, what was read wrongly, what was missed, an earlier file. */
async function second(browser) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, acceptDownloads: true });
  const page = await context.newPage();
  page.on('console', message => message.type() === 'error' && seen.troubles.push(message.text()));
  page.on('pageerror', error => seen.troubles.push(error.message));
  await page.goto('file://' + path.resolve(page_file));
  const rows = () => page.$$eval('main:not([hidden]) article.row:not([hidden])', cards => cards.map(card => +card.dataset.row));
  const count = name => page.$eval(`[data-filter=${name}] b`, element => +element.textContent);
  seen.phone = await page.evaluate(() => document.querySelector('main:not([hidden]) article.row').getBoundingClientRect().top < document.querySelector('main:not([hidden]) section.source').getBoundingClientRect().top && document.querySelector('main:not([hidden]) article.row').getBoundingClientRect().top < innerHeight);
  await page.selectOption('main:not([hidden]) [data-sort]', 'low');
  seen.low = await rows();
  await page.selectOption('main:not([hidden]) [data-sort]', 'text');
  await page.selectOption('main:not([hidden]) [data-sift=status]', '滞后');
  seen.late = await rows();
  await page.selectOption('main:not([hidden]) [data-sift=status]', '');
  await page.fill('#search', '公路  3公里');
  seen.two = await rows();
  await page.fill('#search', '');
  // A row that is decided leaves what is to be looked at.
  await page.click('[data-filter=look]');
  const before = await rows();
  await page.click(`#r0-${before[0]} h4`);
  await page.keyboard.press('a');
  seen.left = { rows: before.length - (await rows()).length, count: before.length - (await count('look')) };
  await page.click('[data-filter=all]');
  // What was read wrongly, and what was missed.
  await page.click('#r0-4 h4');
  await page.keyboard.press('e');
  await page.fill('#mend [name=name]', '村道');
  await page.fill('#mend [name=goal_reads]', '许多');
  await page.click('#mend [type=submit]');
  seen.wrong = await page.textContent('#mend .wrong');
  await page.fill('#mend [name=goal_reads]', '6公里');
  await page.click('#mend [type=submit]');
  seen.mended = await page.textContent('#r0-4 .said b');
  await page.evaluate(() => {
    const free = [...document.querySelectorAll('i.n.free')].find(element => element.textContent === '52个');
    const range = document.createRange();
    const before = free.previousSibling.textContent;
    range.setStart(free.previousSibling, before.lastIndexOf('街角'));
    range.setEnd(free.firstChild, free.firstChild.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  });
  await page.click('#mark');
  seen.prefilled = [await page.inputValue('#mend [name=name]'), await page.inputValue('#mend [name=goal_reads]')];
  await page.click('#mend [type=submit]');
  seen.added = await page.textContent('.added:not([hidden]) li');
  await page.fill('#by', '王芳');
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
  await download.saveAs(path.join(folder, 'second.toml'));
  await page.selectOption('#report', '1');
  const bulk = await page.isVisible('main:not([hidden]) [data-act=bulk]') ? +(await page.textContent('main:not([hidden]) [data-act=bulk]')).match(/\d+/)[0] : 0;
  const undecided = await count('undecided');
  if (bulk) await page.click('main:not([hidden]) [data-act=bulk]');
  seen.bulk = bulk && undecided - (await count('undecided')) === bulk;
  // An earlier file gives its decisions back, with the names that they were made under.
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  page.on('dialog', dialog => dialog.accept());
  await page.setInputFiles('#earlier', path.join(folder, 'second.toml'));
  await page.waitForSelector('#r0-4.decided-row');
  seen.loaded = { mended: await page.textContent('#r0-4 .said'), count: await page.textContent('#count'), added: await page.textContent('.added:not([hidden]) li') };
  await context.close();
}

main().then(() => process.stdout.write(JSON.stringify(seen)), error => { process.stderr.write(String(error.stack)); process.exit(1); });
