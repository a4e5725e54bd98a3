// The words in which the tests are written: who, where, and what one may do there.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from '@playwright/test';

/** What the demonstration announced: `address`, `links`, `sessions`, `mails`; and the same one on a PostgreSQL server. */
export const world = JSON.parse(readFileSync(process.env.MAILLAGE_WORLD, 'utf8'));

/** A demonstration on each engine. */
export const engines = [{ name: 'SQLite', ...world }, ...(world.server ? [{ name: 'PostgreSQL', ...world.server }] : [])];

/** Becomes somebody, in the same browser. */
export async function signIn(page, name, { sessions } = world) {
  const cookies = sessions[name];
  if (!cookies) throw new Error(`no persona is called ${name}`);
  await page.context().clearCookies();
  await page.context().addCookies(cookies);
}

/** Becomes nobody. */
export async function leave(page) {
  await page.context().clearCookies();
}

/** Opens a page by its path. */
export function go(page, path, { address } = world) {
  return page.goto(path.startsWith('http') ? path : address + path);
}

/** Where one is, without the instance nor what was just done. */
export function here(page) {
  return new URL(page.url()).pathname;
}

/** A name that no other run has used. */
export function invented(word) {
  return `${word}-${Math.random().toString(36).slice(2, 8)}`;
}

/** The button or link of the main part of the page. */
export function press(page, name) {
  const main = page.getByRole('main');
  return main.getByRole('button', { name, exact: true }).or(main.getByRole('link', { name, exact: true })).first().click();
}

/** Fills a form: labels and values; an option when it is a list. */
export async function fill(page, values) {
  for (const [label, value] of Object.entries(values)) {
    const field = page.getByRole('main').getByLabel(label, { exact: false }).first();
    const list = (await field.count()) && (await field.evaluate((node) => node.tagName === 'SELECT'));
    await (list ? field.selectOption({ label: value }) : field.fill(value));
  }
}

/** The heading of the page. */
export function title(page) {
  return page.getByRole('heading', { level: 1 });
}

/** Nobody may tell this page from one that does not exist. */
export async function expectNotFound(page, path, heading = 'Cette page n’existe pas, ou vous n’y avez pas accès', engine = world) {
  const answer = await go(page, path, engine);
  expect(answer.status()).toBe(404);
  await expect(title(page)).toHaveText(heading);
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe-core finds on this page: one line for each element, with its rule. */
export async function barriers(page) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const options = { runOnly: RULES, resultTypes: ['violations'], preload: false };
  const { violations } = await page.evaluate((asked) => window.axe.run(document, asked), options);
  const told = (id, node) => `${id} at ${node.target.join(' ')}: ${node.failureSummary.split('\n')[1].trim()}`;
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => told(id, node)));
}

/** How many pixels the page is too wide. */
export function overflow(page) {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));
}
