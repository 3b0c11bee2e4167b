// Looks at pages that are files: wide and narrow, light and dark, by axe; prints what it saw as JSON.
// node pages.cjs PAGE...
const { chromium } = require('playwright-core');
const fs = require('node:fs');
const path = require('node:path');

const seen = { troubles: [], axe: null, wide: [], requests: [], filtered: {} };
let axe = null;
try { axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'); seen.axe = []; } catch { /* not installed */ }

/** Contrast, names and roles by WCAG A and AA. */
async function faults(page, name) {
  if (!axe) return;
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }));
  for (const fault of found.violations) seen.axe.push(`${name} ${fault.id} ${fault.nodes.length} ${fault.nodes[0].html.slice(0, 120)} ${fault.nodes[0].failureSummary.slice(0, 160)}`);
}

/** Each choice of rows shows as many as it says, and so does the keyboard. */
async function filters(page, file) {
  const shown = () => page.$$eval('tbody tr:not(.group)', rows => rows.filter(row => row.checkVisibility()).length);
  const labels = await page.$$('nav label');
  const counts = [];
  for (const label of labels) {
    await label.click();
    counts.push([+(await label.textContent()).match(/\d+$/)[0], await shown()]);
  }
  if (labels.length) {
    await page.focus('nav input:checked');
    await page.keyboard.press('ArrowRight');
    counts.push([+(await page.$eval('nav label:has(input:checked)', label => label.textContent.match(/\d+$/)[0])), await shown()]);
  }
  seen.filtered[file] = counts;
}

async function main() {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
  // The page's own rules for what may run stay in force but where axe is let in.
  for (const [colorScheme, width, bypassCSP] of [['light', 1440, false], ['light', 1440, true], ['light', 390, true], ['dark', 1440, true], ['dark', 390, true]]) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP });
    const page = await context.newPage();
    let name = '';
    page.on('console', message => message.type() === 'error' && seen.troubles.push(`${name} ${message.text()}`));
    page.on('pageerror', error => seen.troubles.push(`${name} ${error.message}`));
    page.on('request', request => request.url().startsWith('file:') || seen.requests.push(request.url()));
    for (const file of process.argv.slice(2)) {
      name = `${file} ${width} ${colorScheme}`;
      await page.goto('file://' + path.resolve(file));
      if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) seen.wide.push(name);
      if (bypassCSP) await faults(page, name);
      else await filters(page, file);
    }
    await context.close();
  }
  await browser.close();
}

main().then(() => process.stdout.write(JSON.stringify(seen)), error => { process.stderr.write(String(error.stack)); process.exit(1); });
